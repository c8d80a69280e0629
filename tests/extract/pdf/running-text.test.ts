/** Lines outside of tables that are one paragraph. */
import { describe, expect, it } from 'vitest';
import { text } from './make-pdf.js';
import { blocksOf, written } from './read-pdf.js';

async function paragraphs(...lines: readonly string[]): Promise<string[]> {
  const content = lines.map((line, at) => text(60, 700 - at * 14, line)).join('\n');
  return written(await blocksOf({ pages: [{ content }] }));
}

describe('lines of one paragraph', () => {
  it('have a blank between two words, which the end of the line took', async () => {
    expect(await paragraphs('本报表由门户网站填报，网址 www.example', 'gov 与备案号见下')).toEqual([
      '本报表由门户网站填报，网址 www.example gov 与备案号见下',
    ]);
  });

  it('have none within a date of full-width figures', async () => {
    expect(await paragraphs('填报人：韦娜刚　填报日期：２', '０２１年３月２３日')).toEqual([
      '填报人：韦娜刚　填报日期：２０２１年３月２３日',
    ]);
  });

  it('stay lines where their letters are spaced, alike from line to line', async () => {
    const spaced = ['单位负责人:吴江', '审核人:李军', '填报人:王小明', '联系电话:0771', '填报时间:'];
    const content = spaced.map((line, at) => text(60, 700 - at * 24, line)).join('\n');
    expect(written(await blocksOf({ pages: [{ content: `1.5 Tc ${content}` }] }))).toEqual(spaced);
  });
});
