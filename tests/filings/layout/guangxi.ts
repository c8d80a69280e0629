/** The Guangxi work form of 2020, eight columns wide, with header-over-value blocks and blocks side by side. */
import { PROTECTION_LEVELS, type Printer, SITE_TYPES, YES_NO } from './printer.js';
import type { CellSpec } from './sheet.js';

type Row = readonly CellSpec[];
type Entry = readonly [key: string, label: string, unit: string];

function under(p: Printer, title: string, rows: Row[]): Row[] {
  if (!p.variation.sectionColumn) return rows;
  return rows.map((row, index) => (index === 0 ? [p.section(title, rows.length), ...row] : row));
}

function siteRows(p: Printer): Row[] {
  const pair = (left: string, leftWords: string, right: string, rightWords: string): Row => [
    p.label(left, p.words(leftWords)),
    p.value(left, 3),
    p.label(right, p.words(rightWords)),
    p.value(right, 3),
  ];
  return [
    pair('site.name', '网站名称', 'site.report_published_on', '公开时间'),
    pair('site.home_url', '首页网址', 'site.id_code', '政府网站标识码'),
    pair('site.sponsor', '主办单位', 'site.chinese_domain', '网站中文域名'),
    [
      p.label('site.operator', p.words('承办单位')),
      p.value('site.operator', 3),
      p.label('site.type', p.words('网站类型')),
      ...p.options('site.type', SITE_TYPES, 3),
    ],
    pair('site.icp_number', 'ICP备案号', 'site.police_number', '公安机关备案号'),
    [p.label('site.electronic_mark', p.words('电子标识码')), p.value('site.electronic_mark', 7)],
    ...(p.variation.reportUrlRow
      ? [[p.label('site.report_url', p.words('公开网址')), p.value('site.report_url', 7)]]
      : []),
  ];
}

function trafficRows(p: Printer): Row[] {
  return under(p, '用户访问', [
    [
      p.label('traffic.unique_visitors', '独立用户访问总量（UV 单位：个）', 3),
      p.label('traffic.page_views', '网站总访问量（PV 单位：次）', 4),
    ],
    [p.value('traffic.unique_visitors', 3), p.value('traffic.page_views', 4)],
  ]);
}

/** 信息发布 on the left, 专题专栏 on the right, each of whose two rows is as high as two on the left. */
function publishingRows(p: Printer): Row[] {
  const left: readonly Entry[] = [
    ['publishing.total', '总数', ''],
    ['publishing.overview_updates', '概况类信息更新量', ''],
    ['publishing.news_updates', '政务动态信息更新量', ''],
    ['publishing.disclosure_updates', '信息公开目录信息公开量', ''],
  ];
  const rows = left.map(([key, label], index): Row => {
    const cells: CellSpec[] = [p.label(key, p.words(label), 2), p.value(key)];
    if (index === 0) cells.push(p.section(p.words(p.variation.columnsTopic, '个'), left.length));
    const right = [
      ['special_columns.maintained', '维护数量'],
      [],
      ['special_columns.opened', '新开设数量'],
      [],
    ][index];
    const [rightKey, rightLabel] = right ?? [];
    if (rightKey && rightLabel)
      cells.push(p.label(rightKey, p.words(rightLabel), 1, 2), p.value(rightKey, 2, 2));
    return cells;
  });
  return under(p, p.words('信息发布', '条'), rows);
}

/** Label of two columns, value of four, below a sub-section cell. */
function grouped(p: Printer, title: string, entries: readonly Entry[]): Row[] {
  return entries.map(([key, label, unit], index) => {
    const cells: CellSpec[] = index === 0 ? [p.section(title, entries.length)] : [];
    cells.push(p.label(key, p.words(label, unit), 2));
    const answer = p.answer(key);
    return answer.kind === 'ticked' ? [...cells, ...p.options(key, YES_NO, 4)] : [...cells, p.value(key, 4)];
  });
}

function serviceRows(p: Printer): Row[] {
  return [
    ...under(p, '解读回应', [
      ...grouped(p, '解读信息发布', [
        ['interpretation.total', '总数', '条'],
        ['interpretation.materials', '解读材料数量', '条'],
        ['interpretation.products', '解读产品数量', '个'],
        ['interpretation.media_articles', '媒体评论文章数量', '篇'],
      ]),
      [
        p.label('interpretation.responses', p.words('回应公众关注热点或重大舆情数量', '次'), 3),
        p.value('interpretation.responses', 4),
      ],
    ]),
    ...under(p, '办事服务', [
      [
        p.label('services.catalogue_published', p.words('是否发布服务事项目录'), 2),
        ...p.options('services.catalogue_published', YES_NO, 1),
        p.label('services.registered_users', p.words('注册用户数', '个')),
        p.value('services.registered_users', 3),
      ],
      [
        p.label('services.items', p.words('政务服务事项数量', '项'), 2),
        p.value('services.items'),
        p.label('services.fully_online_items', p.words('可全程办理服务事项数量', '项')),
        p.value('services.fully_online_items', 3),
      ],
      ...grouped(p, p.words('办件量', '件'), [
        ['services.cases_total', '总数', ''],
        ['services.cases_natural_persons', '自然人办件量', ''],
        ['services.cases_legal_persons', '法人办件量', ''],
      ]),
    ]),
  ];
}

const INTERACTION_BLOCKS: readonly (readonly [string, readonly Entry[]])[] = [
  [
    '征集调查',
    [
      ['consultations.held', '征集调查期数', '期'],
      ['consultations.opinions_received', '收到意见数量', '条'],
      ['consultations.results_published', '公布调查结果数量', '条'],
      ['consultations.participants', '参与人数', '人次'],
    ],
  ],
  [
    '在线访谈',
    [
      ['interviews.held', '访谈期数', '期'],
      ['interviews.messages_received', '网民留言数量', '条'],
      ['interviews.messages_answered', '回复网民提问数量', '条'],
      ['interviews.viewers', '关注人数', '人次'],
    ],
  ],
  [
    '留言办理',
    [
      ['messages.received', '收到留言数量', '条'],
      ['messages.closed', '办结留言数量', '条'],
      ['messages.average_days', '平均办理时间', '天'],
      ['messages.replies_published', '公开答复数量', '条'],
      ['messages.closed_on_time', '按时办结留言数量', ''],
      ['messages.on_time_rate', '按时办结率（%）', ''],
    ],
  ],
];

const BLOCK_COLUMNS = 6;

function headerOverValue(p: Printer, title: string, entries: readonly Entry[]): Row[] {
  const span = (index: number): number =>
    index === entries.length - 1 ? BLOCK_COLUMNS - entries.length + 1 : 1;
  return [
    [
      p.section(title, 2),
      ...entries.map(([key, label, unit], index) => p.label(key, p.words(label, unit), span(index))),
    ],
    entries.map(([key], index) => p.value(key, span(index))),
  ];
}

function interactionRows(p: Printer): Row[] {
  const block = p.variation.interaction === 'row-wise' ? grouped : headerOverValue;
  return under(p, '互动交流', [
    ...INTERACTION_BLOCKS.flatMap(([title, entries]) => block(p, title, entries)),
    [
      p.label('interaction.unified_platform', p.words('是否使用统一平台'), 3),
      ...p.options('interaction.unified_platform', YES_NO, 4),
    ],
    [
      p.label('interaction.smart_qa', p.words('是否提供智能问答'), 3),
      ...p.options('interaction.smart_qa', YES_NO, 4),
    ],
  ]);
}

function securityRows(p: Printer): Row[] {
  const daily: readonly Entry[] = [
    ['security.inspection_interval', '巡检周期', ''],
    ['security.problems_found', '发现问题数量', '个'],
    ['security.problems_fixed', '问题整改数量', '个'],
  ];
  return under(p, '安全防护', [
    [
      p.section('安全防护', 2 + daily.length),
      p.label('security.protection_level', p.words('安全防护能力等级'), 2),
      ...p.options('security.protection_level', PROTECTION_LEVELS, 4, p.variation.levelInThreeCells),
    ],
    [
      p.label('security.assessments', p.words('安全检测评估次数', '次'), 2),
      p.value('security.assessments', 4),
    ],
    ...daily.map(
      ([key, label, unit], index): Row => [
        ...(index === 0 ? [p.section('日常巡检', daily.length)] : []),
        p.label(key, p.words(label, unit)),
        p.value(key, 4),
      ],
    ),
    ...grouped(p, '监测预警和应急处置', [
      ['security.early_warning', '是否建立安全监测预警机制', ''],
      ['security.emergency_response', '是否建立应急响应机制', ''],
      ['security.emergency_drill', '是否开展应急演练', ''],
    ]),
    ...grouped(p, '安全管理', [
      ['security.responsible_person', '是否明确网站安全责任人', ''],
      ['security.disaster_recovery', '是否实现容灾备份', ''],
    ]),
  ]);
}

const ACCOUNTS: readonly (readonly [left: Entry, right: Entry])[] = [
  [
    ['weibo.name', '名称', ''],
    ['wechat.name', '名称', ''],
  ],
  [
    ['weibo.posts', '信息发布量', '条'],
    ['wechat.posts', '信息发布量', '条'],
  ],
  [
    ['weibo.followers', '关注量', '个'],
    ['wechat.subscribers', '关注量', '个'],
  ],
];

function accountRows(p: Printer): Row[] {
  if (p.variation.media === 'stacked') {
    return [
      ...grouped(
        p,
        '微博',
        ACCOUNTS.map(([left]) => left),
      ),
      ...grouped(
        p,
        '微信',
        ACCOUNTS.map(([, right]) => right),
      ),
    ];
  }
  return ACCOUNTS.map(([[leftKey, leftLabel, leftUnit], [rightKey, rightLabel, rightUnit]], index) => [
    ...(index === 0 ? [p.section('微博', ACCOUNTS.length)] : []),
    p.label(leftKey, p.words(leftLabel, leftUnit)),
    p.value(leftKey),
    ...(index === 0 ? [p.section('微信', ACCOUNTS.length)] : []),
    p.label(rightKey, p.words(rightLabel, rightUnit)),
    p.value(rightKey, 2),
  ]);
}

function mediaRows(p: Printer): Row[] {
  return under(p, '移动新媒体', [
    [
      p.label('new_media.present', p.words('是否有移动新媒体'), 3),
      ...p.options('new_media.present', YES_NO, 4),
    ],
    ...accountRows(p),
    [
      p.section('移动客户端', 2),
      p.label('app.name', p.words('名称')),
      p.value('app.name', 2),
      p.label('app.download_url', p.words('下载地址')),
      p.value('app.download_url', 2),
    ],
    [
      p.label('app.posts', p.words('信息发布量')),
      p.value('app.posts'),
      p.label('app.reads', p.words('阅读量')),
      p.value('app.reads'),
      p.label('app.downloads', p.words('下载量')),
      p.value('app.downloads'),
    ],
    [p.label('new_media.other', p.words('其他')), p.value('new_media.other', 6)],
  ]);
}

function innovationRows(p: Printer): Row[] {
  const entries: readonly (readonly [string, string])[] = [
    ['innovation.search_as_service', '搜索即服务'],
    ['innovation.multilingual', '多语言版本'],
    ['innovation.accessibility', '无障碍浏览'],
    ['innovation.personalised', '千人千网'],
    ['innovation.other', '其他'],
  ];
  return under(
    p,
    '创新发展',
    entries.map(([key, words]) => [p.label(key, p.words(words), 2), p.value(key, 5)]),
  );
}

export function guangxiRows(p: Printer): Row[] {
  return [
    ...siteRows(p),
    ...trafficRows(p),
    ...publishingRows(p),
    ...serviceRows(p),
    ...interactionRows(p),
    ...securityRows(p),
    ...mediaRows(p),
    ...innovationRows(p),
  ];
}
