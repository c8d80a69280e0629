/** Tables of converters that write merged cells into every column and row that they cover. */
import { describe, expect, it } from 'vitest';
import { documentLines, type Line } from '../../src/normalize/form-lines.js';
import { normalize } from '../../src/normalize/normalize.js';
import { withoutRepeats } from '../../src/normalize/repeated-cells.js';
import { type Row, sourceDocument } from './small-form.js';

const LABELS = [
  '信息发布',
  '专题专栏',
  '总数',
  '概况类信息更新量',
  '政务动态信息更新量',
  '新开设数量',
  '主办单位',
];

function cellsOf(lines: readonly Line[]) {
  return lines.map(({ tokens }) => tokens.map(({ text, column, columnSpan }) => [text, column, columnSpan]));
}

function joined(rows: readonly Row[]) {
  return withoutRepeats(documentLines(sourceDocument([...rows])), (text) => LABELS.includes(text));
}

const ROWS: readonly Row[] = [
  ['主办单位', '主办单位', '甲局', '专题专栏', '新开设数量', '8'],
  ['信息发布', '总数', '6', '专题专栏', '新开设数量', '8'],
  ['信息发布', '概况类信息更新量', '概况类信息更新量', '政务动态信息更新量', '政务动态信息更新量', '总数'],
  ['信息发布', '5', '5', '7', '7', '7'],
  ['信息发布', '概况类信息更新量', '概况类信息更新量', '4', '4', '4'],
];

describe('withoutRepeats', () => {
  it('makes one cell of labels beside and under themselves, and of what stands right under them', () => {
    expect(cellsOf(joined(ROWS))).toEqual([
      [
        ['主办单位', 0, 2],
        ['甲局', 2, 1],
        ['专题专栏', 3, 1],
        ['新开设数量', 4, 1],
        ['8', 5, 1],
      ],
      [
        ['信息发布', 0, 1],
        ['总数', 1, 1],
        ['6', 2, 1],
      ],
      [
        ['概况类信息更新量', 1, 2],
        ['政务动态信息更新量', 3, 2],
        ['总数', 5, 1],
      ],
      [
        ['5', 1, 2],
        ['7', 3, 2],
        ['7', 5, 1],
      ],
      [
        ['概况类信息更新量', 1, 2],
        ['4', 3, 1],
        ['4', 4, 1],
        ['4', 5, 1],
      ],
    ]);
  });

  it.each<[string, readonly Row[]]>([
    ['labels stand beside themselves in two rows only', ROWS.slice(0, 4)],
    ['rows have not as many cells', [...ROWS, ['信息发布']]],
  ])('leaves a table in which %s', (_, rows) => {
    expect(cellsOf(joined(rows))).toEqual(cellsOf(documentLines(sourceDocument([...rows]))));
  });
});

describe('a form with repeated cells', () => {
  const COUNTED = [
    '网站运行总数',
    '普查网站数量',
    '普查合格率',
    '不合格网站数量',
    '普查发现突出问题网站数量',
    '问题网站整改数量',
  ];
  const SECURITY = ['检查次数', '检查网站数量', '发现问题网站数量', '问题网站整改数量'];
  const twice = (section: string, labels: readonly string[], values: Row): Row[] =>
    labels.map((label) => [section, label, label, ...values]);

  it('keeps equal values of its quarters apart', () => {
    const rows: Row[] = [
      ['网站普查', '网站普查', '网站普查', '一季度', '二季度', '三季度', '四季度', '年度'],
      ...twice('网站普查', COUNTED, ['5', '5', '无', '无', '']),
      ...twice('安全检查', SECURITY, ['0', '0', '0', '3', '3']),
    ];
    const { reports } = normalize(sourceDocument('政府网站监管年度报表', '（2020年度）', rows));
    const of = (key: string) =>
      reports[0]?.fields
        .filter((field) => field.indicator === key)
        .map((field) => field.value ?? field.status);
    expect(of('supervision.census.sites_surveyed')).toEqual([5, 5, 'none', 'none', 'blank']);
    expect(of('supervision.security.sites_rectified')).toEqual([0, 0, 0, 3, 3]);
  });

  it('takes a value that is repeated for one', () => {
    const three = (text: string) => [text, text, text];
    const rows: Row[] = [
      ['网站名称', ...three('甲网')],
      ['网站类型', ...three('□政府门户网站 ☑部门网站 □专项网站')],
      ['独立用户访问总量', ...three('40')],
      ['信息发布', '总数', '总数', '9'],
      ['信息发布', '概况类信息更新量', '概况类信息更新量', '2'],
      ['信息发布', '政务动态信息更新量', '政务动态信息更新量', '7'],
      ['信息发布', '信息公开目录信息更新量', '信息公开目录信息更新量', '7'],
      ['安全防护', '是否开展应急演练', '☑是 □否', '☑是 □否'],
      ['创新发展', ...three('☑搜索即服务 □多语言版本 □无障碍浏览 □千人千网 □其他')],
    ];
    const { reports } = normalize(sourceDocument('政府网站工作年度报表', '（2022年度）', rows));
    const read = Object.fromEntries(
      reports[0]?.fields.map((field) => [field.indicator, field.value ?? field.status]) ?? [],
    );
    expect(read).toMatchObject({
      'site.type': 'department',
      'traffic.unique_visitors': 40,
      'publishing.total': 9,
      'publishing.disclosure_updates': 7,
      'security.emergency_drill': true,
      'innovation.search_as_service': true,
      'innovation.other_text': 'blank',
    });
  });
});
