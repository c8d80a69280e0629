/** The national work form, four columns wide: section, sub-section, label, value. */
import { fieldId } from '../filing.js';
import { INNOVATION_LABELS, INNOVATIONS, type Printer, SITE_TYPES, text, YES_NO } from './printer.js';
import type { CellSpec, Ink } from './sheet.js';

type Row = readonly CellSpec[];

/** Site types can be spread only where the value is three columns wide. */
function siteRows(p: Printer): Row[] {
  const plain: readonly (readonly [string, string])[] = [
    ['site.name', '网站名称'],
    ['site.home_url', '首页网址'],
    ['site.sponsor', '主办单位'],
  ];
  return [
    ...plain.map(([key, words]) => [p.label(key, p.words(words)), p.value(key, 3)]),
    [p.label('site.type', p.words('网站类型')), ...p.options('site.type', SITE_TYPES, 3)],
    [p.label('site.id_code', p.words('政府网站标识码')), p.value('site.id_code', 3)],
    [
      p.label('site.icp_number', p.words('ICP备案号')),
      p.value('site.icp_number'),
      p.label('site.police_number', p.words('公安机关备案号')),
      p.value('site.police_number'),
    ],
    [
      p.label('traffic.unique_visitors', p.words('独立用户访问总量', '个')),
      p.value('traffic.unique_visitors', 3),
    ],
    [p.label('traffic.page_views', p.words('网站总访问量', '次')), p.value('traffic.page_views', 3)],
  ];
}

type Entry = readonly [key: string, label: string, unit: string];

/** Rows of a label two columns wide and its value. */
function wide(p: Printer, entries: readonly Entry[]): Row[] {
  return entries.map(([key, label, unit]) => {
    const answer = p.answer(key);
    const value = answer.kind === 'ticked' ? p.options(key, YES_NO, 1) : [p.value(key)];
    return [p.label(key, p.words(label, unit), 2), ...value];
  });
}

/** Rows under a sub-section: its cell stands in the first of them. */
function grouped(p: Printer, title: string, entries: readonly Entry[]): Row[] {
  return entries.map(([key, label, unit], index) => [
    ...(index === 0 ? [p.section(title, entries.length)] : []),
    p.label(key, p.words(label, unit)),
    p.value(key),
  ]);
}

function under(p: Printer, title: string, rows: Row[]): Row[] {
  if (!p.variation.sectionColumn) return rows;
  return rows.map((row, index) => (index === 0 ? [p.section(title, rows.length), ...row] : row));
}

function publishingRows(p: Printer): Row[] {
  return [
    ...under(
      p,
      p.words('信息发布', '条'),
      wide(p, [
        ['publishing.total', '总数', ''],
        ['publishing.overview_updates', '概况类信息更新量', ''],
        ['publishing.news_updates', '政务动态信息更新量', ''],
        ['publishing.disclosure_updates', '信息公开目录信息更新量', ''],
      ]),
    ),
    ...under(
      p,
      p.words(p.variation.columnsTopic, '个'),
      wide(p, [
        ['special_columns.maintained', '维护数量', ''],
        ['special_columns.opened', '新开设数量', ''],
      ]),
    ),
    ...under(p, '解读回应', [
      ...grouped(p, '解读信息发布', [
        ['interpretation.total', '总数', '条'],
        ['interpretation.materials', '解读材料数量', '条'],
        ['interpretation.products', '解读产品数量', '个'],
        ['interpretation.media_articles', '媒体评论文章数量', '篇'],
      ]),
      ...wide(p, [['interpretation.responses', '回应公众关注热点或重大舆情数量', '次']]),
    ]),
  ];
}

function serviceRows(p: Printer): Row[] {
  return under(p, '办事服务', [
    ...wide(p, [
      ['services.catalogue_published', '是否发布服务事项目录', ''],
      ['services.registered_users', '注册用户数', '个'],
      ['services.items', '政务服务事项数量', '项'],
      ['services.fully_online_items', '可全程在线办理政务服务事项数量', '项'],
    ]),
    ...grouped(p, p.words('办件量', '件'), [
      ['services.cases_total', '总数', ''],
      ['services.cases_natural_persons', '自然人办件量', ''],
      ['services.cases_legal_persons', '法人办件量', ''],
    ]),
  ]);
}

function interactionRows(p: Printer): Row[] {
  return under(p, '互动交流', [
    ...wide(p, [['interaction.unified_platform', '是否使用统一平台', '']]),
    ...grouped(p, '留言办理', [
      ['messages.received', '收到留言数量', '条'],
      ['messages.closed', '办结留言数量', '条'],
      ['messages.average_days', '平均办理时间', '天'],
      ['messages.replies_published', '公开答复数量', '条'],
    ]),
    ...grouped(p, '征集调查', [
      ['consultations.held', '征集调查期数', '期'],
      ['consultations.opinions_received', '收到意见数量', '条'],
      ['consultations.results_published', '公布调查结果期数', '期'],
    ]),
    ...grouped(p, '在线访谈', [
      ['interviews.held', '访谈期数', '期'],
      ['interviews.messages_received', '网民留言数量', '条'],
      ['interviews.messages_answered', '答复网民提问数量', '条'],
    ]),
    ...wide(p, [['interaction.smart_qa', '是否提供智能问答', '']]),
  ]);
}

function securityRows(p: Printer): Row[] {
  return under(
    p,
    '安全防护',
    wide(p, [
      ['security.assessments', '安全检测评估次数', '次'],
      ['security.problems_found', '发现问题数量', '个'],
      ['security.problems_fixed', '问题整改数量', '个'],
      ['security.early_warning', '是否建立安全监测预警机制', ''],
      ['security.emergency_drill', '是否开展应急演练', ''],
      ['security.responsible_person', '是否明确网站安全责任人', ''],
    ]),
  );
}

const WEIBO: readonly [Entry, Entry, Entry] = [
  ['weibo.name', '名称', ''],
  ['weibo.posts', '信息发布量', '条'],
  ['weibo.followers', '关注量', '个'],
];
const WECHAT: readonly [Entry, Entry, Entry] = [
  ['wechat.name', '名称', ''],
  ['wechat.posts', '信息发布量', '条'],
  ['wechat.subscribers', '订阅数', '个'],
];

/** Columns that 微博 and 微信 side by side need beyond the form's four. */
const SIDE_COLUMNS = 3;

function sideBySide(p: Printer): Row[] {
  return WEIBO.map(([key, label, unit], index) => {
    const [wechatKey, wechatLabel, wechatUnit] = WECHAT[index] ?? WEIBO[0];
    return [
      ...(index === 0 ? [p.section('微博', WEIBO.length)] : []),
      p.label(key, p.words(label, unit)),
      p.value(key),
      ...(index === 0 ? [p.section('微信', WECHAT.length)] : []),
      p.label(wechatKey, p.words(wechatLabel, wechatUnit)),
      p.value(wechatKey),
    ];
  });
}

/** The row with its last cell reaching over the columns that only the side-by-side block uses. */
function widen(row: Row): Row {
  return row.map((cell, index) =>
    index === row.length - 1 ? { ...cell, columnSpan: cell.columnSpan + SIDE_COLUMNS } : cell,
  );
}

function mediaRows(p: Printer): Row[] {
  const side = p.variation.media === 'side-by-side';
  const stretch = (rows: Row[]): Row[] => (side ? rows.map(widen) : rows);
  return under(p, '移动新媒体', [
    ...stretch(wide(p, [['new_media.present', '是否有移动新媒体', '']])),
    ...(side ? sideBySide(p) : [...grouped(p, '微博', WEIBO), ...grouped(p, '微信', WECHAT)]),
    ...stretch(wide(p, [['new_media.other', '其他', '']])),
  ]);
}

function innovationInk(p: Printer): Ink[] {
  const options = INNOVATIONS.flatMap((name, index): Ink[] => {
    const answer = p.answer(`innovation.${name}`);
    const ticked = answer.kind === 'ticked' && (answer.ticks[0] ?? false);
    const option: Ink = { kind: 'option', label: INNOVATION_LABELS[index] ?? '', ticked };
    return index === 0 ? [option] : [text(p.variation.optionGap), option];
  });
  const other = p.answer('innovation.other_text');
  const line = other.kind === 'written' ? other.text : '';
  return line ? [...options, text(line)] : options;
}

function innovationRow(p: Printer): Row {
  const keys = [...INNOVATIONS.map((name) => `innovation.${name}`), 'innovation.other_text'];
  const value: CellSpec = {
    role: 'value',
    ink: innovationInk(p),
    fields: keys.map((key) => fieldId(key)),
    columnSpan: 3,
    rowSpan: 1,
  };
  return [p.label(keys, '创新发展'), value];
}

export function nationalRows(p: Printer): Row[] {
  const stretch = (rows: Row[]): Row[] => (p.variation.media === 'side-by-side' ? rows.map(widen) : rows);
  return [
    ...stretch([
      ...siteRows(p),
      ...publishingRows(p),
      ...serviceRows(p),
      ...interactionRows(p),
      ...securityRows(p),
    ]),
    ...mediaRows(p),
    ...stretch([innovationRow(p)]),
  ];
}
