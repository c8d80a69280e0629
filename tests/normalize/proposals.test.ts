/** A second engine's reading that settles a contradiction is put before a person, and never applied. */
import { describe, expect, it } from 'vitest';
import type { AlternativeReading, Block, SourceDocument } from '../../src/model/document.js';
import { normalize } from '../../src/normalize/normalize.js';
import { sourceDocument } from './small-form.js';

const ROWS = [
  ['网站名称', '', '甲县人民政府'],
  ['首页网址', '', 'www.jia.gov.cn'],
  ['主办单位', '', '甲县人民政府'],
  ['承办单位', '', '甲县人民政府办公室'],
  ['信息发布（单位：条）', '总数', '594'],
  ['', '概况类信息更新量', '20'],
  ['', '政务动态信息更新量', '324'],
  ['', '信息公开目录信息更新量', '250'],
];
const MISREAD = '824';

/** The same table, one part misread by the first engine and read otherwise by the second. */
function scanned(...alternatives: AlternativeReading[]): SourceDocument {
  const document = sourceDocument('政府网站工作年度报表', '（2022年度）', ROWS);
  const blocks = document.blocks.map(
    (block): Block =>
      block.kind === 'paragraph'
        ? block
        : {
            ...block,
            cells: block.cells.map((cell) =>
              cell.row === 6 && cell.column === 2
                ? { ...cell, content: [{ kind: 'text', text: MISREAD, score: 0.6 }], alternatives }
                : cell,
            ),
          },
  );
  return { ...document, blocks };
}

function newsUpdates(document: SourceDocument) {
  const [report] = normalize(document).reports;
  const field = report?.fields.find(({ indicator }) => indicator === 'publishing.news_updates');
  const findings = report?.findings.filter(({ rule }) => rule === 'alternative-fits') ?? [];
  return { value: field?.value, candidates: field?.candidates.map(({ raw }) => raw), findings };
}

const reads = (text: string): AlternativeReading => ({ reader: 'tesseract', text, score: 0.8 });

describe('another engine’s reading', () => {
  it('is proposed where it makes the sum hold, and not applied', () => {
    const { value, candidates, findings } = newsUpdates(scanned(reads('324')));
    expect(value).toBe(824);
    expect(candidates).toEqual([MISREAD, '324']);
    expect(findings).toMatchObject([{ indicator: 'publishing.news_updates', severity: 'warning' }]);
    expect(findings[0]?.message).toMatch(/tesseract reads 324 where 824/);
  });

  it.each([['321'], ['x'], [MISREAD]])('is not proposed where it settles nothing: %s', (text) => {
    expect(newsUpdates(scanned(reads(text)))).toMatchObject({
      value: 824,
      candidates: [MISREAD],
      findings: [],
    });
  });
});
