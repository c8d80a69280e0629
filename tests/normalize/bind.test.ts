/** Where a label's value stands: beside, below, in its own cell, in the next row, under the heading of a period. */
import { describe, expect, it } from 'vitest';
import type { SourceDocument } from '../../src/model/document.js';
import { isPageBreak } from '../../src/normalize/bind.js';
import { documentLines } from '../../src/normalize/form-lines.js';
import {
  answers,
  drafts,
  gridDocument,
  type Row,
  SMALL_ROWS,
  sourceDocument,
  templateOf,
} from './small-form.js';

const REST = SMALL_ROWS.slice(2);

function withTotal(...rows: readonly Row[]) {
  return sourceDocument([['网站名称', '甲网'], ...rows, ...REST]);
}

describe('a single value', () => {
  it.each<[string, Row[], unknown]>([
    ['beside its label', [['信息发布', '总数', '10']], 10],
    ['beside it, an empty cell between', [['信息发布', '总数', '', '10']], 10],
    ['beside a label with its number', [['信息发布', '1.总数', '10']], 10],
    ['in the label’s own cell', [['信息发布'], ['总数：10']], 10],
    ['alone at the start of the next row', [['信息发布', '总数'], ['10']], 10],
    ['over a page end', [['信息发布', '总数'], ['— 2 —'], ['10']], 10],
    ['beside a label cut over two cells', [['信息发布', '总', '数', '10']], 10],
    [
      'blank where the printed unit alone stands in its cell',
      [['信息发布', '总数（单位：条）', '条']],
      'blank',
    ],
    ['behind the unit in a cell of its own', [['信息发布', '总数', '（单位：条）', '10']], 10],
    [
      'beside a label whose unit wrapped into the next row',
      [['信息发布', '总数', '10'], ['（单位：条）']],
      10,
    ],
    ['in an empty cell', [['信息发布', '总数', '']], 'blank'],
    ['in no cell at all', [['信息发布', '总数']], 'missing'],
    ['beside a label that is not there', [['信息发布', '10']], 'missing'],
  ])('is read %s', (_, rows, expected) => {
    const read = answers(withTotal(...rows));
    expect(read['publishing.total']).toBe(expected);
    expect(read['publishing.overview_updates']).toBe(3);
    expect(read['site.name']).toBe('甲网');
  });

  it('is read in the first row, whose label was cut off above the table', () => {
    const read = answers(
      sourceDocument('政府网站工作年度报表', '网站名称', [['甲网'], ...SMALL_ROWS.slice(1)]),
    );
    expect(read['site.name']).toBe('甲网');
    expect(read['publishing.total']).toBe(10);
  });

  it.each(['概况类信息更新量 政务动态信息更新量', '概况类信息更新量（单位：条）\n政务动态信息更新量'])(
    'is of no label where two stand in one cell: %j',
    (labels) => {
      const read = answers(sourceDocument(SMALL_ROWS.toSpliced(2, 2, ['', labels, '3 675'])));
      expect(read['publishing.overview_updates']).toBe('missing');
      expect(read['publishing.news_updates']).toBe('missing');
      expect(read['publishing.total']).toBe(10);
      expect(read['interpretation.total']).toBe(20);
    },
  );

  it('does not take a value with its unit for a label that was lost', () => {
    const rows = SMALL_ROWS.toSpliced(3, 1, ['', '', '7 条']);
    const read = answers(sourceDocument(rows));
    expect(read['publishing.news_updates']).toBe('missing');
    expect(read['publishing.overview_updates']).toBe(3);
  });

  it('leaves its own place empty where a label behind it was lost', () => {
    const rows = SMALL_ROWS.toSpliced(2, 2, ['', '概况类信息更新量', '', '', '7']);
    const read = answers(sourceDocument(rows));
    expect(read['publishing.overview_updates']).toBe('blank');
    expect(read['publishing.news_updates']).toBe('missing');
  });

  it('is its own where the label that was lost asks for something else', () => {
    const template = templateOf({
      body: [
        { label: '网站名称', key: 'site.name' },
        { label: '电子标识码', key: 'site.electronic_mark' },
        { label: '公开网址', key: 'site.report_url' },
        { label: '主办单位', key: 'site.sponsor' },
        { label: '承办单位', key: 'site.operator' },
      ],
    });
    const markOf = (value: string) => {
      const row = ['电子标识码', '', '', value];
      const rows = [['网站名称', '甲网'], row, ['主办单位', '甲市'], ['承办单位', '甲局']];
      return answers(sourceDocument(rows), template)['site.electronic_mark'];
    };
    expect(markOf('CA930820261148236192505')).toBe('CA930820261148236192505');
    expect(markOf('http://www.gov.cn/nb')).toBe('blank');
  });

  it('is never taken from behind another label', () => {
    const read = answers(withTotal(['信息发布', '总数', '概况类信息更新量', '3']));
    expect(read['publishing.total']).not.toBe(3);
    expect(read['publishing.overview_updates']).toBe(3);
  });

  it('is not taken from a row whose own label was lost', () => {
    expect(answers(withTotal(['信息发布', '总数'], ['', '', '77']))['publishing.total']).not.toBe(77);
  });

  it('leads its rivals where it suits the type, and they are kept', () => {
    const total = drafts(withTotal(['信息发布', '总数', '见附件', '10'])).get('publishing.total');
    expect(total?.value).toBe(10);
    expect(total?.candidates.map(({ raw }) => raw)).toEqual(['10', '见附件']);
  });
});

describe('options spread over cells', () => {
  it.each<[string, Row[], unknown]>([
    ['side by side', [['是否提供智能问答', '☑是', '□否']], true],
    ['with an empty cell between', [['是否提供智能问答', '□是', '', '☑否']], false],
    [
      'over two rows',
      [
        ['是否提供智能问答', '□是'],
        ['', '☑否'],
      ],
      false,
    ],
    ['marks apart from their words', [['是否提供智能问答', '☑', '是', '□', '否']], true],
  ])('are read %s', (_, rows, expected) => {
    const document = sourceDocument([...SMALL_ROWS.slice(0, -1), ...rows]);
    expect(answers(document)['interaction.smart_qa']).toBe(expected);
  });
});

describe('blocks beside each other', () => {
  const template = templateOf({
    body: [
      { label: '网站名称', key: 'site.name' },
      {
        section: '微博',
        items: [
          { label: '名称', key: 'weibo.name' },
          { label: '信息发布量', key: 'weibo.posts' },
        ],
        beside: {
          section: '微信',
          items: [
            { label: '名称', key: 'wechat.name' },
            { label: '信息发布量', key: 'wechat.posts' },
          ],
        },
      },
    ],
  });
  const expected = {
    'site.name': '甲网',
    'weibo.name': '甲微博',
    'weibo.posts': 5,
    'wechat.name': '甲微信',
    'wechat.posts': 6,
  };

  it('are read across', () => {
    const rows = [
      ['网站名称', '甲网'],
      ['微博', '名称', '甲微博', '微信', '名称', '甲微信'],
      ['', '信息发布量', '5', '', '信息发布量', '6'],
    ];
    expect(answers(sourceDocument(rows), template)).toEqual(expected);
  });

  it('are read one under the other', () => {
    const rows = [
      ['网站名称', '甲网'],
      ['微博', '名称', '甲微博'],
      ['', '信息发布量', '5'],
      ['微信', '名称', '甲微信'],
      ['', '信息发布量', '6'],
    ];
    expect(answers(sourceDocument(rows), template)).toEqual(expected);
  });
});

describe('headings over values', () => {
  const template = templateOf({
    body: [
      { label: '网站名称', key: 'site.name' },
      {
        section: '征集调查',
        layout: 'header-over-value',
        items: [
          { label: '征集调查期数', key: 'consultations.held' },
          { label: '收到意见数量', key: 'consultations.opinions_received' },
        ],
      },
      {
        section: '在线访谈',
        layout: 'header-over-value',
        items: [
          { label: '访谈期数', key: 'interviews.held' },
          { label: '网民留言数量', key: 'interviews.messages_received' },
        ],
      },
    ],
  });
  const rows = [
    ['网站名称', '甲网', ''],
    ['征集调查', '征集调查期数', '收到意见数量'],
    ['', '1', '2'],
    ['在线访谈', '访谈期数', '网民留言数量'],
    ['', '3', '4'],
  ];
  const expected = {
    'site.name': '甲网',
    'consultations.held': 1,
    'consultations.opinions_received': 2,
    'interviews.held': 3,
    'interviews.messages_received': 4,
  };

  it.each([
    ['lists of cells', sourceDocument(rows)],
    ['a grid', gridDocument(rows)],
  ])('take the cells below them in %s', (_, document) => {
    expect(answers(document, template)).toEqual(expected);
  });

  /** A grid whose columns were found from where words stand: cells by row, column and span. */
  const loose = (
    ...cells: readonly (readonly [row: number, column: number, span: number, text: string])[]
  ) => {
    const document = gridDocument([...rows.slice(0, 1), ...rows.slice(3)]);
    const [table] = document.blocks;
    if (table?.kind !== 'table') throw new Error('no table');
    const moved = table.cells.map((cell) => ({ ...cell, row: cell.row === 0 ? 0 : cell.row + 2 }));
    const placed = cells.map(([row, column, columnSpan, text]) => {
      const content = [{ kind: 'text' as const, text, score: null }];
      const origin = { page: null, boxes: [], table: 0, row, column };
      return { row, column, rowSpan: 1, columnSpan, content, origin };
    });
    return { ...document, blocks: [{ ...table, cells: [...moved, ...placed] }] };
  };
  const HEADINGS = [
    [1, 0, 1, '征集调查'],
    [1, 1, 2, '征集调查期数'],
    [1, 3, 2, '收到意见数量'],
  ] as const;

  it('take the value that stands under them in any of their columns', () => {
    const apart = loose(...HEADINGS, [2, 1, 1, ''], [2, 2, 1, '1'], [2, 3, 1, ''], [2, 4, 1, '2']);
    expect(answers(apart, template)).toEqual(expected);
    const leaning = loose(...HEADINGS, [2, 1, 1, ''], [2, 2, 2, '1'], [2, 4, 1, '2']);
    expect(answers(leaning, template)).toEqual(expected);
  });

  it('do not share a value, but share that there is none', () => {
    const doubt = (document: SourceDocument, key: string) => {
      const draft = drafts(document, template).get(key);
      return [draft?.value ?? draft?.status, draft?.features.placeMiscounted];
    };
    const one = loose(...HEADINGS, [2, 1, 1, ''], [2, 2, 3, '2']);
    expect(doubt(one, 'consultations.held')).toEqual(['blank', 0]);
    expect(doubt(one, 'consultations.opinions_received')).toEqual([2, 0]);
    const wide = loose(...HEADINGS, [2, 1, 4, '2']);
    expect(doubt(wide, 'consultations.held')).toEqual([2, 0]);
    expect(doubt(wide, 'consultations.opinions_received')).toEqual([2, 1]);
    const none = loose(...HEADINGS, [2, 1, 4, '无']);
    expect(doubt(none, 'consultations.opinions_received')).toEqual(['none', 0]);
    const both = loose(...HEADINGS, [2, 1, 1, '7'], [2, 2, 1, '8'], [2, 3, 2, '9']);
    expect(doubt(both, 'consultations.held')).toEqual([7, 1]);
  });

  it('give a value that begins the next row to the first of them only', () => {
    const split = [
      ['网站名称', '甲网', ''],
      ['征集调查期数', '收到意见数量', ''],
      ['1', '', ''],
      ...rows.slice(3),
    ];
    expect(answers(sourceDocument(split), template)).toEqual({
      ...expected,
      'consultations.opinions_received': 'blank',
    });
  });

  it('are doubted right under headings that have no values', () => {
    const swapped = [rows[0] ?? [], rows[1] ?? [], rows[3] ?? [], rows[2] ?? [], rows[4] ?? []];
    const { features } = drafts(sourceDocument(swapped), template).get('interviews.held') ?? {};
    expect(features?.placeMiscounted).toBe(1);
    expect(drafts(sourceDocument(rows), template).get('interviews.held')?.features.placeMiscounted).toBe(0);
  });

  it('have no values where the row below is gone, and do not take those of the next block', () => {
    expect(answers(sourceDocument(rows.toSpliced(2, 1)), template)).toEqual({
      ...expected,
      'consultations.held': 'missing',
      'consultations.opinions_received': 'missing',
    });
  });
});

describe('periods', () => {
  const template = templateOf({
    form: 'supervision',
    periods: { q1: ['一季度'], q2: ['二季度'], q3: ['三季度'], q4: ['四季度'], year: ['年度'] },
    body: [
      {
        section: '安全检查',
        items: [
          { label: '检查次数', key: 'supervision.security.inspections' },
          { label: '检查网站数量', key: 'supervision.security.sites_inspected' },
        ],
      },
      { section: '网站开设整合', items: [{ label: '网站总数', key: 'supervision.sites.total' }] },
    ],
  });
  const HEADING = ['', '', '一季度', '二季度', '三季度', '四季度', '年度'];
  const rows = [
    HEADING,
    ['安全检查', '检查次数', '1', '2', '3', '4', '10'],
    ['', '检查网站数量', '5', '6', '7', '8', '26'],
    ['网站开设整合', '网站总数', '9', '9', '9', '9', '9'],
  ];

  function periodsOf(document: ReturnType<typeof sourceDocument>, key = 'supervision.security.inspections') {
    const read = answers(document, template);
    return ['q1', 'q2', 'q3', 'q4', 'year'].map((period) => read[`${key}@${period}`]);
  }

  it.each([
    ['by column in a grid', gridDocument(rows)],
    ['by order in lists of cells', sourceDocument(rows)],
    ['by order without headings', sourceDocument(rows.slice(1))],
  ])('are told %s', (_, document) => {
    expect(periodsOf(document)).toEqual([1, 2, 3, 4, 10]);
    expect(periodsOf(document, 'supervision.sites.total')).toEqual([9, 9, 9, 9, 9]);
  });

  it.each([
    ['the year first', [4, 0, 1, 2, 3]],
    ['the latest first', [4, 3, 2, 1, 0]],
  ])('stand where their headings say: %s', (_, order) => {
    const moved = rows.map((row) => [...row.slice(0, 2), ...order.map((at) => row[at + 2] ?? '')]);
    for (const document of [gridDocument(moved), sourceDocument(moved)])
      expect(periodsOf(document)).toEqual([1, 2, 3, 4, 10]);
  });

  it('keep their columns in a grid that is wider than its headings', () => {
    const gap = rows.toSpliced(1, 1, ['安全检查', '检查次数', '1', '', '', '4', '5']);
    const wide = gap.map((row) => [...row, '']);
    expect(periodsOf(gridDocument(wide))).toEqual([1, 'blank', 'blank', 4, 5]);
    // A heading over two columns: columns and cells are no longer counted alike.
    const [table] = gridDocument(wide.map((row) => row.toSpliced(4, 0, ''))).blocks;
    if (table?.kind !== 'table') throw new Error('no table');
    const cells = table.cells.flatMap((cell) =>
      cell.column === 4 ? [] : [cell.column === 3 ? { ...cell, columnSpan: 2 } : cell],
    );
    const spanned = { ...gridDocument([]), blocks: [{ ...table, cells }] };
    expect(periodsOf(spanned)).toEqual([1, 'blank', 'blank', 4, 5]);
  });

  it('are told by order over an empty cell in a row with other columns than its headings', () => {
    const gap = rows.toSpliced(1, 1, ['安全检查', '检查次数', '1', '', '3', '4', '5']);
    const [table] = gridDocument(gap).blocks;
    if (table?.kind !== 'table') throw new Error('no table');
    const [places, headings] = [
      [0, 1, 3, 4, 5, 6, 8, 9],
      [0, 1, 2, 4, 5, 6, 7, 9],
    ];
    const cells = table.cells.map((cell) => {
      const at = cell.row === 0 ? headings : places;
      const column = at?.[cell.column] ?? 0;
      return { ...cell, column, columnSpan: (at?.[cell.column + 1] ?? 0) - column };
    });
    const shifted = { ...gridDocument([]), blocks: [{ ...table, cells }] };
    expect(periodsOf(shifted)).toEqual([1, 'blank', 3, 4, 5]);
  });

  it('stand in any of the columns that their heading is over', () => {
    const noYear = rows.toSpliced(1, 1, ['安全检查', '检查次数', '1', '2', '3', '4', '']);
    const apart = noYear.map((row, at) => row.toSpliced(at % 2 === 0 ? 4 : 3, 0, ''));
    const [table] = gridDocument(apart).blocks;
    if (table?.kind !== 'table') throw new Error('no table');
    const cells = table.cells.flatMap((cell) => {
      if (cell.row > 0) return [cell];
      return cell.column === 4 ? [] : [cell.column === 3 ? { ...cell, columnSpan: 2 } : cell];
    });
    expect(periodsOf({ ...gridDocument([]), blocks: [{ ...table, cells }] })).toEqual([1, 2, 3, 4, 'blank']);
  });

  it('keep their columns beside a column of units', () => {
    const gap = rows.toSpliced(1, 1, ['安全检查', '检查次数', '', '', '', '4', '5']);
    const units = gap.map((row, at) => [...row, at === 0 ? '单位' : '次']);
    expect(periodsOf(gridDocument(units))).toEqual(['blank', 'blank', 'blank', 4, 5]);
  });

  it('keep their columns over an empty cell', () => {
    const gap = rows.toSpliced(1, 1, ['安全检查', '检查次数', '1', '', '3', '4', '8']);
    for (const document of [gridDocument(gap), sourceDocument(gap)]) {
      expect(periodsOf(document)).toEqual([1, 'blank', 3, 4, 8]);
    }
  });

  it('keep their places over an empty first cell on a page whose table has other columns', () => {
    // The second page begins without the column of sections, under the first page's headings.
    const [first] = gridDocument(rows.slice(0, 3)).blocks;
    const below = [['网站总数', '', '9', '9', '9', '9']];
    const [second] = gridDocument(below).blocks;
    if (first?.kind !== 'table' || second?.kind !== 'table') throw new Error('no table');
    const pages = { ...gridDocument([]), blocks: [first, { ...second, index: 1 }] };
    expect(periodsOf(pages, 'supervision.sites.total')).toEqual(['blank', 9, 9, 9, 9]);
  });

  it('lack those that a merged cell covers, and all have its emptiness', () => {
    const merged = (text: string) => {
      const row = ['安全检查', '检查次数', text, '', '3', '4', '8'];
      const [table] = gridDocument(rows.toSpliced(1, 1, row)).blocks;
      if (table?.kind !== 'table') throw new Error('no table');
      const cells = table.cells.flatMap((cell) => {
        if (cell.row !== 1 || cell.column < 2 || cell.column > 3) return [cell];
        return cell.column === 2 ? [{ ...cell, columnSpan: 2 }] : [];
      });
      return { ...gridDocument([]), blocks: [{ ...table, cells }] };
    };
    expect(periodsOf(merged('1'))).toEqual(['missing', 'missing', 3, 4, 8]);
    expect(periodsOf(merged(''))).toEqual(['blank', 'blank', 3, 4, 8]);
  });

  it('all have the 无 of a cell that is merged over all of them, and no number of one', () => {
    const merged = (text: string) => {
      const [table] = gridDocument(rows.toSpliced(1, 1, ['安全检查', '检查次数', text])).blocks;
      if (table?.kind !== 'table') throw new Error('no table');
      const cells = table.cells.map((cell) =>
        cell.row === 1 && cell.column === 2 ? { ...cell, columnSpan: 5 } : cell,
      );
      return periodsOf({ ...gridDocument([]), blocks: [{ ...table, cells }] });
    };
    expect(merged('无')).toEqual(Array(5).fill('none'));
    expect(merged('—')).toEqual(Array(5).fill('none'));
    expect(merged('8')).toEqual(Array(5).fill('missing'));
  });

  it('lack the one whose column was lost, and no other moves', () => {
    const lost = rows.map((row) => row.toSpliced(3, 1));
    for (const document of [gridDocument(lost), sourceDocument(lost)]) {
      expect(periodsOf(document)).toEqual([1, 'missing', 3, 4, 10]);
    }
  });

  it.each([
    ['under headings', [HEADING]],
    ['under headings with remarks behind them', [[...HEADING, '备注']]],
    ['without headings', []],
  ])('stay in their places where no row has a first quarter: %s', (_, [heading]) => {
    const empty = rows
      .slice(1)
      .map((row) => row.toSpliced(2, 1, '').concat(heading?.length === 8 ? [''] : []));
    const document = sourceDocument(heading ? [heading, ...empty] : empty);
    expect(periodsOf(document)).toEqual(['blank', 2, 3, 4, 10]);
    expect(periodsOf(document, 'supervision.sites.total')).toEqual(['blank', 9, 9, 9, 9]);
  });

  it.each([
    ['年度', ['missing', 'missing', 'missing', 'missing', 10]],
    ['二季度', ['missing', 10, 'missing', 'missing', 'missing']],
  ])('are the one that heads the only column: %s', (heading, expected) => {
    const values = rows.slice(1).map((row) => row.toSpliced(2, 4));
    const document = gridDocument([['指标', '', heading], ...values]);
    expect(periodsOf(document)).toEqual(expected);
  });

  it('are those of the headings where only the year was filled in', () => {
    const yearly = rows.map((row) => (row === HEADING ? row : row.toSpliced(2, 4, '', '', '', '')));
    expect(periodsOf(sourceDocument(yearly))).toEqual(['blank', 'blank', 'blank', 'blank', 10]);
  });

  it('begin behind the cells that a table keeps empty before them', () => {
    const gapped = rows.map((row) => (row === HEADING ? row.concat('') : row.toSpliced(2, 0, '')));
    expect(periodsOf(sourceDocument(gapped))).toEqual([1, 2, 3, 4, 10]);
  });

  it('lack the year where the row ends after four cells', () => {
    const short = rows.toSpliced(1, 1, ['安全检查', '检查次数', '1', '2', '3', '4']);
    expect(periodsOf(sourceDocument(short))).toEqual([1, 2, 3, 4, 'missing']);
  });

  const block = templateOf({
    form: 'supervision',
    body: [
      {
        section: '安全检查',
        items: [
          { label: '检查次数', key: 'supervision.security.inspections' },
          { label: '检查网站数量', key: 'supervision.security.sites_inspected' },
          { label: '发现问题网站数量', key: 'supervision.security.sites_with_problems' },
          { label: '问题网站整改数量', key: 'supervision.security.sites_rectified' },
        ],
      },
    ],
  });

  it('of a short row that slid are those of the short rows around it', () => {
    const filled = ['安全检查', '问题网站整改数量', '1', '1', '1', '1', '4'];
    const short = [
      ['安全检查', '检查次数', '1', '2', '3', '4'],
      ['', '检查网站数量', '', '5', '6', '7', '8'],
      ['', '发现问题网站数量', '1', '1', '1', '1'],
      filled,
    ];
    const slid = answers(sourceDocument(short), block);
    expect(slid['supervision.security.sites_inspected@q1']).toBe(5);
    expect(slid['supervision.security.sites_inspected@year']).toBe('missing');

    const whole = [...short.slice(0, 1).map((row) => [...row, '10']), ...short.slice(1, 2), filled];
    const inPlace = answers(sourceDocument(whole), block);
    expect(inPlace['supervision.security.sites_inspected@q1']).toBe('blank');
    expect(inPlace['supervision.security.sites_inspected@year']).toBe(8);
  });

  it('stay in place where one row alone ends early beside an empty first cell', () => {
    const rows = [
      ['安全检查', '检查次数', '1', '2', '3', '6'],
      ['', '检查网站数量', '1', '1', '1', '1', '4'],
      ['', '发现问题网站数量', '1', '1', '1', '1', ''],
      ['', '问题网站整改数量', '', '5', '6', '7', '18'],
    ];
    const read = answers(sourceDocument(rows), block);
    expect(read['supervision.security.sites_rectified@q1']).toBe('blank');
    expect(read['supervision.security.sites_rectified@year']).toBe(18);
  });

  it('lack it too where an empty cell fills up one of several such rows', () => {
    const short = [
      ['安全检查', '检查次数', '1', '2', '3', '4'],
      ['', '检查网站数量', '5', '6', '7', '8', ''],
      ['', '发现问题网站数量', '1', '1', '1', '1'],
    ];
    const read = answers(sourceDocument(short), block);
    expect(read['supervision.security.sites_inspected@year']).toBe('missing');
    const [first, filledUp, last] = short.map((row) => row.slice(0, 6));
    const oneLost = [first ?? [], [...(filledUp ?? []), ''], [...(last ?? []), '4']];
    expect(answers(sourceDocument(oneLost), block)['supervision.security.sites_inspected@year']).toBe(
      'blank',
    );
  });

  it('are there beside a row that has its own', () => {
    const short = [
      ['安全检查', '检查次数', '1', '2', '3', '4'],
      ['', '检查网站数量', '5', '6', '7', '8'],
      ['', '发现问题网站数量', '1', '1', '1', '1', '4'],
      ['', '问题网站整改数量', '1', '1', '1', '1', ''],
    ];
    const read = answers(sourceDocument(short), block);
    expect(read['supervision.security.sites_inspected@year']).toBe('missing');
    expect(read['supervision.security.sites_rectified@year']).toBe('blank');
  });

  it('are there where a line to write on was drawn, and with an answer of the year alone', () => {
    const census = templateOf({
      form: 'supervision',
      body: [
        {
          section: '网站普查',
          items: [
            { label: '网站运行总数', key: 'supervision.census.sites_running' },
            { label: '普查网站数量', key: 'supervision.census.sites_surveyed' },
            { label: '问题网站整改数量', key: 'supervision.census.sites_rectified' },
            { label: '公开网址', key: 'supervision.census.report_url' },
            {
              label: '是否纳入政府年度绩效考核',
              key: 'supervision.census.in_performance_review',
              bracketKey: 'supervision.census.performance_weight',
            },
          ],
        },
      ],
    });
    const short = [
      ['网站普查', '网站运行总数', '1', '2', '3', '4'],
      ['', '普查网站数量', '5', '6', '7', '8'],
      ['', '问题网站整改数量', '1', '1', '1', '1', '____'],
      ['', '公开网址', ''],
      ['', '是否纳入政府年度绩效考核', '√是（） □否'],
    ];
    const read = answers(sourceDocument(short), census);
    expect(read['supervision.census.sites_surveyed@year']).toBe('missing');
    expect(read['supervision.census.sites_rectified@year']).toBe('blank');
    expect(read['supervision.census.report_url']).toBe('blank');
    expect(read['supervision.census.performance_weight']).toBe('blank');
  });
});

describe('equal labels of blocks in another order', () => {
  const template = templateOf({
    form: 'supervision',
    body: [
      {
        section: '“我为政府网站找错”平台网民留言办理',
        items: [
          { label: '收到留言数量', key: 'supervision.error_reports.received' },
          { label: '按期办结数量', key: 'supervision.error_reports.closed_on_time' },
        ],
      },
      {
        section: '主席信箱网民信件办理',
        items: [
          { label: '收到网民信件数量', key: 'supervision.chairman_mailbox.received' },
          { label: '按期办结数量', key: 'supervision.chairman_mailbox.closed_on_time' },
        ],
      },
    ],
  });

  it('are told apart by their units', () => {
    const rows = [
      ['', '收到留言数量（单位：条）', '3', '3', '3', '3', '12'],
      ['', '按期办结数量（单位：件）', '2', '2', '2', '2', '8'],
    ];
    const read = answers(sourceDocument(rows), template);
    expect(read['supervision.chairman_mailbox.closed_on_time@year']).toBe(8);
    expect(read['supervision.error_reports.closed_on_time@year']).toBe('missing');
  });
});

describe('isPageBreak', () => {
  it.each(['第 2 页', '第2页 共3页', '— 2 —', '- 12 -', '2/3', '续表', '（续表）'])('knows %s', (text) => {
    const [line] = documentLines(sourceDocument([[text, '']]));
    expect(line && isPageBreak(line)).toBe(true);
  });

  it.each([[['12']], [['续表', '3']], [['总数']], [['']]])('leaves %j', (row) => {
    const [line] = documentLines(sourceDocument([row]));
    expect(line && isPageBreak(line)).toBe(false);
  });
});
