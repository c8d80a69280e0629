/** The layouts of text files: each gives the same rows of cells. */
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import type { Block, SourceDocument } from '../../../src/model/document.js';
import { pieceText } from '../../../src/normalize/form-lines.js';
import { readDocument } from '../../../src/pipeline.js';

async function documentOf(text: string | Uint8Array): Promise<SourceDocument> {
  return readDocument(typeof text === 'string' ? new TextEncoder().encode(text) : text);
}

function shown(block: Block): string | string[][] {
  if (block.kind === 'paragraph') return pieceText(block.content).trim();
  const rows: string[][] = [];
  for (const cell of block.cells) {
    const row = rows[cell.row] ?? [];
    rows[cell.row] = row;
    row[cell.column] = pieceText(cell.content).trim();
  }
  return rows;
}

async function blocksOf(text: string | Uint8Array): Promise<(string | string[][])[]> {
  return (await documentOf(text)).blocks.map(shown);
}

const DUMP =
  '年度报表\n\t网站名称\n\t甲网\n\n\t信息发布\n\t总数\n\t10\n\n\t\n\t更新量\n\t3\n\n审核人：李四\n';
const DUMP_BLOCKS = [
  '年度报表',
  [
    ['网站名称', '甲网'],
    ['信息发布', '总数', '10'],
    ['', '更新量', '3'],
  ],
  '审核人：李四',
];

describe('a word-processor dump', () => {
  it('has a cell a line and ends rows with empty lines', async () => {
    expect(await blocksOf(DUMP)).toEqual(DUMP_BLOCKS);
    expect(await documentOf(DUMP)).toMatchObject({ sourceKind: 'word-dump', mediaType: 'text/plain' });
  });

  it('joins lines without a tab to the cell above them', async () => {
    const text = '\t独立用户访问总量\n（单位：个）\n\t12\n\n\t总数\n\t3\n';
    expect(await blocksOf(text)).toEqual([
      [
        ['独立用户访问总量\n（单位：个）', '12'],
        ['总数', '3'],
      ],
    ]);
  });

  it.each([
    ['CRLF', DUMP.replaceAll('\n', '\r\n')],
    ['CR', DUMP.replaceAll('\n', '\r')],
    ['a byte order mark', `\ufeff${DUMP}`],
  ])('reads the same with %s', async (_, text) => {
    expect(await blocksOf(text)).toEqual(DUMP_BLOCKS);
  });

  it.each(['utf16le', 'utf16be', 'gb18030'])('reads the same in %s', async (encoding) => {
    const bytes = iconv.encode(DUMP, encoding, { addBOM: encoding.startsWith('utf16') });
    expect(await blocksOf(bytes)).toEqual(DUMP_BLOCKS);
  });

  it('drops what editors leave of bookmarks and pictures', async () => {
    expect(await blocksOf('\t总数\n\t[bookmark: _GoBack]23\n\n\t量\n\t4\n')).toEqual([
      [
        ['总数', '23'],
        ['量', '4'],
      ],
    ]);
  });
});

describe('a Markdown table', () => {
  it('has no cells for the separator and the empty heading over it', async () => {
    const text = '# 年度报表\n\n|  |  |\n|---|:--:|\n| 网站名称 | 甲网 |\n| 总数 |  |\n\n**审核人：李四**\n';
    expect(await blocksOf(text)).toEqual([
      '年度报表',
      [
        ['网站名称', '甲网'],
        ['总数', ''],
      ],
      '审核人：李四',
    ]);
    expect(await documentOf(text)).toMatchObject({ sourceKind: 'ocr-text', mediaType: 'text/markdown' });
  });

  it('keeps escaped bars, line breaks, entities and addresses in their cells', async () => {
    const text = '| a\\|b | c<br>d |\n| &nbsp;1&lt;2 | <http://a.gov.cn> |\n';
    expect(await blocksOf(text)).toEqual([
      [
        ['a|b', 'c\nd'],
        ['1<2', 'http://a.gov.cn'],
      ],
    ]);
  });

  it('leaves emphasis out of cells', async () => {
    expect(await blocksOf('| **总数**（单位：条） | **12** |\n')).toEqual([[['总数（单位：条）', '12']]]);
    expect(await blocksOf('| 联系电话 | 138****1234 |\n')).toEqual([[['联系电话', '138****1234']]]);
  });

  it('has rows that a line break in a cell cut in pieces', async () => {
    const text =
      '| 总访问量\n（单位：次） | 12 |\n|---|---|\n| 总数 | 3 |\n| 类型 | □门户\n☑部门\n□专项 |\n| 数量 | 4 |\n| 量 | 5\n\n审核人：李四 |\n';
    expect(await blocksOf(text)).toEqual([
      [
        ['总访问量\n（单位：次）', '12'],
        ['总数', '3'],
        ['类型', '□门户\n☑部门\n□专项'],
        ['数量', '4'],
        ['量', '5'],
      ],
      '审核人：李四 |',
    ]);
  });

  it('takes escaped punctuation for what it stands for', async () => {
    const text =
      '填报单位：甲\\_局\\\n\n| 网址 | http://a.gov.cn/b\\_c |\n| 是否 | \\[x\\] 是 \\[ \\] 否 |\n| 无 | \\- |\n| 号 | 一\\ 号\\路 |\n';
    expect(await blocksOf(text)).toEqual([
      '填报单位：甲_局',
      [
        ['网址', 'http://a.gov.cn/b_c'],
        ['是否', '☑ 是 □ 否'],
        ['无', '-'],
        ['号', '一\u00a0号\\路'],
      ],
    ]);
  });

  it('takes escaped boxes and lines of an HTML table for what they stand for', async () => {
    const text =
      '# 年度报表\n\n填报单位：甲局\n\n<table><tr><td>是否</td><td>\\[x\\]是 \\[ \\]否</td></tr><tr><td>其他</td><td>\\_\\_ \\-</td></tr></table>\n';
    expect(await blocksOf(text)).toEqual([
      '年度报表',
      '填报单位：甲局',
      [
        ['是否', '☑是 □否'],
        ['其他', '__ \\-'],
      ],
    ]);
  });

  it('takes backslashes outside of Markdown as they stand', async () => {
    const text = '填报单位：甲\\_局\n总数\t\\-\n更新量\t3\n';
    expect(await blocksOf(text)).toEqual([
      '填报单位：甲\\_局',
      [
        ['总数', '\\-'],
        ['更新量', '3'],
      ],
    ]);
  });

  it('turns check boxes and glyphs into marks', async () => {
    const text =
      '| 是否 | <input type="checkbox" checked> 是 <input type="checkbox"/> 否 |\n| 有无 | ☑有 □无 |\n';
    const [table] = (await documentOf(text)).blocks;
    const states = (row: number) =>
      table?.kind === 'table'
        ? table.cells
            .find((cell) => cell.row === row && cell.column === 1)
            ?.content.flatMap((piece) => (piece.kind === 'mark' ? [piece.state] : []))
        : [];
    expect(states(0)).toEqual(['checked', 'unchecked']);
    expect(states(1)).toEqual(['checked', 'unchecked']);
  });
});

describe('tables drawn with characters', () => {
  const ROWS = [
    ['网站名称', '甲网'],
    ['总数', '12'],
    ['更新量', '3'],
    ['维护数量', '4'],
    ['新开设数量', '1'],
  ];
  it.each<[string, string]>([
    [
      'borders',
      `┌────┬────┐\n${ROWS.map((row) => `│${row.join('　│')}│`).join('\n├────┼────┤\n')}\n└────┴────┘`,
    ],
    [
      'ASCII',
      `+----+----+\n${ROWS.map((row) => `| ${row.join(' | ')} |`).join('\n+----+----+\n')}\n+----+----+`,
    ],
    ['bars between cells', ROWS.map((row) => row.join('|')).join('\n')],
  ])('%s are rows of cells', async (_, text) => {
    expect(await blocksOf(`年度报表\n${text}\n`)).toEqual(['年度报表', ROWS]);
  });

  it('keep the lines of a cell together', async () => {
    const text = '┌──┬──┐\n│总访问量│12│\n│（单位：次）│　│\n├──┼──┤\n│总数│3│\n└──┴──┘\n';
    expect(await blocksOf(text)).toEqual([
      [
        ['总访问量\n（单位：次）', '12'],
        ['总数', '3'],
      ],
    ]);
  });
});

describe('tables between rules of signs', () => {
  it('keep the lines of a cell together where rules part rows', async () => {
    const text = `+----------+--------+
| 网站名称 | 黔东南 |
|          | 统计局 |
|          | 网站   |
+----------+--------+
| 独立用户 | 927    |
| 访问总量 |        |
|          |        |
| （个）   |        |
+----------+--------+
`;
    expect(await blocksOf(text)).toEqual([
      [
        ['网站名称', '黔东南\n统计局\n网站'],
        ['独立用户\n访问总量\n（个）', '927'],
      ],
    ]);
  });

  it('have a row for each line where rules stand round the whole', async () => {
    const text = `+------+----+
| 总数 | 12 |
| 更新 | 3  |
| 维护 | 4  |
+------+----+
首页 | 公开 | 专题
`;
    expect(await blocksOf(text)).toEqual([
      [
        ['总数', '12'],
        ['更新', '3'],
        ['维护', '4'],
      ],
      '首页 | 公开 | 专题',
    ]);
  });

  it('have columns where their rule shows them, a row between two empty lines', async () => {
    const text = `填报单位：甲局

  ------------ -------------------- ---------- ------
  网站普查                          1季度      2季度

               普查“不合格”网站     \\@甲乙     3
               （单位：家）                    

               整改数量                        8
  ------------ -------------------- ---------- ------

联系电话：1234567
`;
    expect(await blocksOf(text)).toEqual([
      '填报单位：甲局',
      [
        ['网站普查', '', '1季度', '2季度'],
        ['', '普查“不合格”网站\n（单位：家）', '@甲乙', '3'],
        ['', '整改数量', '', '8'],
      ],
      '联系电话：1234567',
    ]);
  });

  it('have their headings above the rule', async () => {
    const text = `  指标       1季度   2季度
  ---------- ------- -------
  新开设     1       
  关停               7
  ---------- ------- -------
`;
    expect(await blocksOf(text)).toEqual([
      [
        ['指标', '1季度', '2季度'],
        ['新开设', '1', ''],
        ['关停', '', '7'],
      ],
    ]);
  });
});

describe('formulas in Markdown', () => {
  it.each([
    ['$\\boxtimes$ 是 $\\square$ 否', '☒ 是 □ 否'],
    ['$\\vee$是 $\\square$否', '√是 □否'],
    ['$\\checkmark$是$\\quad$$\\Box$否', '√是□否'],
    ['\\(\\sqrt{是}\\) □否', '√是 □否'],
    ['$\\boxed{\\checkmark}$ 是', '☑ 是'],
    ['$98.5\\%$', '98.5%'],
    ['$\\frac{1}{2}$', '$\\frac{1}{2}$'],
    ['C:\\square 5$ 7$', 'C:\\square 5$ 7$'],
  ])('%s is %s', async (formula, plain) => {
    expect(await blocksOf(`| 答 | ${formula} |\n`)).toEqual([[['答', plain]]]);
  });
});

describe('tab-separated rows', () => {
  it('are rows of cells, empty ones included', async () => {
    const text = '年度报表\n网站名称\t甲网\t\n信息发布\t总数\t10\n\t更新量\t3\n';
    expect(await blocksOf(text)).toEqual([
      '年度报表',
      [
        ['网站名称', '甲网', ''],
        ['信息发布', '总数', '10'],
        ['', '更新量', '3'],
      ],
    ]);
    expect((await documentOf(text)).mediaType).toBe('text/tab-separated-values');
  });

  it('keep a row whose other cells were lost between two others', async () => {
    expect(await blocksOf('a\t1\nb\nc\t3\n')).toEqual([[['a', '1'], ['b'], ['c', '3']]]);
  });
});

describe('columns aligned by blanks', () => {
  const row = (label: string, value: string) => `${label}        ${value}`;

  it('are cells where at least five lines go together', async () => {
    const lines = ['网站名称', '总数', '更新量', '维护数量', '关注量'].map((label, at) =>
      row(label, String(at)),
    );
    expect(await blocksOf(lines.join('\n'))).toEqual([lines.map((line) => line.split(/ {2,}/))]);
  });

  it('are no table in one line of signatures', async () => {
    expect(await blocksOf('审核人：李四      填报人：王五\n')).toEqual(['审核人：李四      填报人：王五']);
  });
});

describe('HTML tables in Markdown', () => {
  it('are grids with spans', async () => {
    const text =
      '# 年度报表\n\n<table><tr><td rowspan="2">信息发布</td><td>总数</td><td>10</td></tr>\n<tr><td>更新量</td><td>3</td></tr></table>\n\n审核人：李四\n';
    const { blocks } = await documentOf(text);
    expect(blocks.map(({ kind }) => kind)).toEqual(['paragraph', 'table', 'paragraph']);
    const [, table] = blocks;
    expect(table).toMatchObject({ grid: true, index: 0 });
    const cells = table?.kind === 'table' ? table.cells : [];
    expect(cells.map((cell) => [pieceText(cell.content), cell.row, cell.column, cell.rowSpan])).toEqual([
      ['信息发布', 0, 0, 2],
      ['总数', 0, 1, 1],
      ['10', 0, 2, 1],
      ['更新量', 1, 1, 1],
      ['3', 1, 2, 1],
    ]);
  });
});

describe('origins', () => {
  it('name table, row and column of each cell', async () => {
    const { blocks } = await documentOf('a\t1\nb\t2\n\n正文\n\nc\t3\nd\t4\n');
    const places = blocks.flatMap((block) =>
      block.kind === 'table'
        ? block.cells.map(({ origin }) => [origin.table, origin.row, origin.column])
        : [],
    );
    expect(places).toEqual([
      [0, 0, 0],
      [0, 0, 1],
      [0, 1, 0],
      [0, 1, 1],
      [1, 0, 0],
      [1, 0, 1],
      [1, 1, 0],
      [1, 1, 1],
    ]);
  });
});
