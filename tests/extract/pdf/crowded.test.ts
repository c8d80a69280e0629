/** Tables without lines in which texts nearly touch: what tells cells apart where room does not. */
import { describe, expect, it } from 'vitest';
import { text } from './make-pdf.js';
import { blocksOf, written } from './read-pdf.js';

describe('a table without lines', () => {
  it('begins below a line that reaches over the text beside its first label', async () => {
    const labels = ['主办单位', '承办单位', '网站类型', '网站地址', '备案编号'];
    const content = [
      text(60, 712, '填报单位：某某市人民政府办公厅'),
      text(60, 700, '网站名称'),
      text(200, 700, '某某市'),
      ...labels.flatMap((label, row) => [text(60, 688 - row * 12, label), text(200, 688 - row * 12, '有')]),
    ];
    const rows = written(await blocksOf({ pages: [{ content: content.join('\n') }] }));
    expect(rows.slice(0, 2)).toEqual(['填报单位：某某市人民政府办公厅', '网站名称 | 某某市']);
  });

  it('goes on overleaf under a label that stands alone above the rest of its rows', async () => {
    const upper = Array.from({ length: 26 }, (_, at) =>
      [
        text(60, 760 - at * 26, '安全'),
        text(160, 760 - at * 26, `次数${at}`),
        text(300, 760 - at * 26, '5'),
      ].join('\n'),
    );
    const lower = [0, 1, 2, 3].map((at) =>
      [text(160, 700 - at * 26, `问题${at}`), text(300, 700 - at * 26, `${at}`)].join('\n'),
    );
    const pages = [{ content: upper.join('\n') }, { content: [text(60, 730, '培训'), ...lower].join('\n') }];
    const rows = written(await blocksOf({ pages }));
    expect(rows.slice(-2)).toEqual([' | 问题3 | 3', '培训']);
  });
});
