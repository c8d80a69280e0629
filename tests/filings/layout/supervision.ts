/** The Guangxi supervision form of 2020: quarters and year in columns. */
import { PERIODS } from '../../../src/model/indicator.js';
import { fieldId } from '../filing.js';
import { type Printer, text, YES_NO } from './printer.js';
import type { CellSpec, Ink } from './sheet.js';

type Row = readonly CellSpec[];
type Entry = readonly [key: string, label: string, unit: string];

const PERIOD_WORDS = ['一季度', '二季度', '三季度', '四季度', '年度'];

function under(p: Printer, title: string, rows: Row[]): Row[] {
  if (!p.variation.sectionColumn) return rows;
  return rows.map((row, index) => (index === 0 ? [p.section(title, rows.length), ...row] : row));
}

function periods(p: Printer, key: string): CellSpec[] {
  return PERIODS.map((period) => p.value(key, 1, 1, period));
}

function wide(p: Printer, entries: readonly Entry[]): Row[] {
  return entries.map(([key, label, unit]) => [p.label(key, p.words(label, unit), 2), ...periods(p, key)]);
}

function grouped(p: Printer, title: string, entries: readonly Entry[]): Row[] {
  return entries.map(([key, label, unit], index) => [
    ...(index === 0 ? [p.section(title, entries.length)] : []),
    p.label(key, p.words(label, unit)),
    ...periods(p, key),
  ]);
}

const CENSUS_HEAD: readonly Entry[] = [
  ['supervision.census.sites_running', '网站运行总数', '家'],
  ['supervision.census.sites_surveyed', '普查网站数量', '家'],
  ['supervision.census.pass_rate', '普查合格率', '%'],
  ['supervision.census.sites_failed', '不合格网站数量', '家'],
];

/** The Guangxi print asks no year of the first four rows: one cell is struck out over all of them. */
function censusHead(p: Printer): Row[] {
  const rows = wide(p, CENSUS_HEAD);
  if (!p.variation.censusWithoutYear) return rows;
  const struckOut = CENSUS_HEAD.map(([key]) => fieldId(key, 'year'));
  for (const field of struckOut) p.struckOut.add(field);
  return rows.map((row, index) => {
    const quarters = row.slice(0, -1);
    return index === 0 ? [...quarters, { ...p.empty(), fields: struckOut, rowSpan: rows.length }] : quarters;
  });
}

/** √是（100%）　□否: the weight stands in the bracket of the ticked option. */
function reviewInk(p: Printer): Ink[] {
  const weight = p.answer('supervision.census.performance_weight');
  const [yes, ...rest] = p.ink('supervision.census.in_performance_review', YES_NO);
  const written = weight.kind === 'written' ? weight.text : '';
  return [...(yes ? [yes] : []), text(`（${written}）`), ...rest];
}

function censusRows(p: Printer): Row[] {
  const review: CellSpec = {
    role: 'value',
    ink: reviewInk(p),
    fields: ['supervision.census.in_performance_review', 'supervision.census.performance_weight'].map((key) =>
      fieldId(key),
    ),
    columnSpan: PERIODS.length,
    rowSpan: 1,
  };
  return under(p, '网站普查', [
    ...censusHead(p),
    ...wide(p, [
      ['supervision.census.sites_with_serious_problems', '普查发现突出问题网站数量', '家'],
      ['supervision.census.sites_rectified', '问题网站整改数量', '家'],
    ]),
    [
      p.label('supervision.census.report_url', p.words('公开网址'), 2),
      p.value('supervision.census.report_url', PERIODS.length),
    ],
    ...grouped(p, p.words('问责人次', '人次'), [
      ['supervision.accountability.talks', '约谈', ''],
      ['supervision.accountability.written_reviews', '书面检查', ''],
      ['supervision.accountability.public_criticisms', '通报批评', ''],
      ['supervision.accountability.warnings_or_demerits', '警告或记过处分', ''],
      ['supervision.accountability.transfers_or_dismissals', '调离岗位或免职', ''],
      ['supervision.accountability.other', '其他', ''],
    ]),
    [
      p.label(
        ['supervision.census.in_performance_review', 'supervision.census.performance_weight'],
        p.words('是否纳入政府年度绩效考核'),
        2,
      ),
      review,
    ],
  ]);
}

const SECTIONS: readonly (readonly [string, readonly Entry[]])[] = [
  [
    '安全检查',
    [
      ['supervision.security.inspections', '检查次数', '次'],
      ['supervision.security.sites_inspected', '检查网站数量', '家'],
      ['supervision.security.sites_with_problems', '发现问题网站数量', '家'],
      ['supervision.security.sites_rectified', '问题网站整改数量', ''],
    ],
  ],
  [
    '网站开设整合',
    [
      ['supervision.sites.total', '网站总数', '家'],
      ['supervision.sites.opened', '新开设网站数量', '家'],
      ['supervision.sites.merged_or_migrated', '整合迁移网站数量', '家'],
      ['supervision.sites.temporarily_offline', '临时下线网站数量', '家'],
    ],
  ],
  [
    '“我为政府网站找错”平台网民留言办理',
    [
      ['supervision.error_reports.received', '收到留言数量', '条'],
      ['supervision.error_reports.closed_on_time', '按期办结数量', '条'],
      ['supervision.error_reports.closed_late', '超期办结数量', '条'],
    ],
  ],
  [
    '主席信箱网民信件办理',
    [
      ['supervision.chairman_mailbox.received', '收到网民信件数量', '件'],
      ['supervision.chairman_mailbox.closed_on_time', '按期办结数量', '件'],
      ['supervision.chairman_mailbox.closed_late', '超期办结数量', '件'],
    ],
  ],
  [
    '自治区人民政府门户网站内容保障情况',
    [
      ['supervision.portal_content.articles_submitted', '栏目内容保障稿件数量', '件'],
      ['supervision.portal_content.articles_adopted', '稿件采用数量', '件'],
      ['supervision.portal_content.interviews', '在线访谈数量', '次'],
      ['supervision.portal_content.consultations', '调查征集数量', '次'],
    ],
  ],
  [
    '假冒政府网站处置',
    [
      ['supervision.fake_sites.found', '发现数量', '个'],
      ['supervision.fake_sites.handled', '处置数量', '个'],
    ],
  ],
];

function trainingRows(p: Printer): Row[] {
  return under(p, '人员培训', [
    ...grouped(p, '办训情况', [
      ['supervision.training_held.sessions', '培训次数', '次'],
      ['supervision.training_held.attendances', '培训人次', '人次'],
      ['supervision.training_held.days', '培训天数', '天'],
    ]),
    ...grouped(p, '参训情况', [
      ['supervision.training_attended.sessions', '参训次数', '次'],
      ['supervision.training_attended.attendances', '参训人次', '人次'],
      ['supervision.training_attended.days', '参训天数', '天'],
    ]),
  ]);
}

/** The row of period names, with blank cells (or a picture of a struck-out cell) above the labels. */
function headRow(p: Printer): Row {
  const names = PERIOD_WORDS.map((words) => p.heading(words));
  const above = p.heading(p.variation.seed % 3 === 0 ? '[image: IMG_256]' : '', 2);
  return p.variation.sectionColumn ? [p.heading(''), above, ...names] : [above, ...names];
}

export function supervisionRows(p: Printer): Row[] {
  const labelColumns = p.variation.sectionColumn ? 1 : 2;
  return [
    headRow(p),
    ...censusRows(p),
    ...SECTIONS.flatMap(([title, entries]) => under(p, title, wide(p, entries))),
    ...trainingRows(p),
    [
      p.label('supervision.other', p.words('其他'), labelColumns),
      p.value('supervision.other', PERIODS.length + (p.variation.sectionColumn ? 2 : 0)),
    ],
  ];
}
