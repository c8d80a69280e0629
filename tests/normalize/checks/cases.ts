/**
 * For every check, values with which it fails, holds and cannot be assessed. A key is an indicator, with `@q1` for a
 * quarter; '无' stands for a declared absence, '' for an empty cell. Several groups are tried one after the other.
 */
export type Values = Readonly<Record<string, number | boolean | string>>;

export interface CheckCase {
  readonly fails: readonly Values[];
  readonly holds: readonly Values[];
  readonly silent: readonly Values[];
}

const publishing = (
  total: number | string,
  ...[overview, news, disclosure]: (number | string)[]
): Values => ({
  'publishing.total': total,
  'publishing.overview_updates': overview ?? '',
  'publishing.news_updates': news ?? '',
  'publishing.disclosure_updates': disclosure ?? '',
});

const interpretation = (
  total: number | string,
  ...[materials, products, articles]: (number | string)[]
): Values => ({
  'interpretation.total': total,
  'interpretation.materials': materials ?? '',
  'interpretation.products': products ?? '',
  'interpretation.media_articles': articles ?? '',
});

const cases = (total: number | string, natural: number | string, legal: number | string): Values => ({
  'services.cases_total': total,
  'services.cases_natural_persons': natural,
  'services.cases_legal_persons': legal,
});

/** A pair of which the first may not be larger than the second. */
function pair(lesser: string, greater: string): CheckCase {
  return {
    fails: [
      { [lesser]: 4, [greater]: 3 },
      { [lesser]: 4, [greater]: '无' },
    ],
    holds: [{ [lesser]: 3, [greater]: 3 }],
    silent: [
      { [lesser]: 0, [greater]: 0 },
      { [lesser]: '无', [greater]: 5 },
      { [lesser]: 4, [greater]: '' },
      { [lesser]: 4 },
    ],
  };
}

const quarters = (key: string, values: readonly (number | string)[]): Values =>
  Object.fromEntries(
    ['@q1', '@q2', '@q3', '@q4', ''].map((period, index) => [`${key}${period}`, values[index] ?? '']),
  );

const S = 'supervision';

export const CASES: Readonly<Record<string, CheckCase>> = {
  'work publishing-sum': {
    fails: [publishing(594, 16, 294, 156), publishing('无', 1, 0, 0)],
    holds: [publishing(2967, 568, 949, 1450), publishing(7, '无', 3, 4)],
    silent: [
      publishing(0, 0, 0, 0),
      publishing(5, '', 3, 2),
      publishing('', 1, 3, 2),
      publishing('无', '无', '无', '无'),
    ],
  },
  'work interpretation-sum': {
    fails: [interpretation(3, 3, 3, 3)],
    holds: [interpretation(39, 38, 0, 1)],
    silent: [interpretation(39, 38, 0)],
  },
  'work cases-sum': {
    fails: [cases(10, 4, 5)],
    holds: [cases(13896, 10762, 3134)],
    silent: [cases(10, 10, '')],
  },
  'work publishing-parts-within-total': {
    fails: [publishing(5, 6, 0, 0), publishing(5, '', '', 6)],
    holds: [publishing(594, 16, 294, 156)],
    silent: [publishing('', 16, 294, 156)],
  },
  'work interpretation-parts-within-total': {
    fails: [interpretation(5, 0, 0, 6)],
    holds: [interpretation(3, 3, 3, 3)],
    silent: [interpretation(5, 0, 0, 0)],
  },
  'work cases-parts-within-total': {
    fails: [cases(5, 0, 6)],
    holds: [cases(5, 0, 5)],
    silent: [cases(5, 0, 0)],
  },
  'work visitors-within-views': pair('traffic.unique_visitors', 'traffic.page_views'),
  'work opened-columns-within-maintained': pair('special_columns.opened', 'special_columns.maintained'),
  'work online-items-within-items': pair('services.fully_online_items', 'services.items'),
  'work closed-messages-within-received': pair('messages.closed', 'messages.received'),
  'work published-replies-within-closed': pair('messages.replies_published', 'messages.closed'),
  'work closed-on-time-within-closed': pair('messages.closed_on_time', 'messages.closed'),
  'work published-results-within-consultations': pair(
    'consultations.results_published',
    'consultations.held',
  ),
  'work answers-within-interview-messages': pair(
    'interviews.messages_answered',
    'interviews.messages_received',
  ),
  'work fixed-problems-within-found': pair('security.problems_fixed', 'security.problems_found'),
  'work on-time-rate': {
    fails: [
      { 'messages.on_time_rate': 100, 'messages.closed_on_time': 100, 'messages.closed': 207 },
      {
        'messages.on_time_rate': 66.6,
        'messages.closed_on_time': 2,
        'messages.closed': 4,
        'messages.received': 5,
      },
    ],
    holds: [
      { 'messages.on_time_rate': 100, 'messages.closed_on_time': 207, 'messages.closed': 207 },
      // Rounded, cut off, and as a share of what was received.
      { 'messages.on_time_rate': 66.7, 'messages.closed_on_time': 2, 'messages.closed': 3 },
      { 'messages.on_time_rate': 66.6, 'messages.closed_on_time': 2, 'messages.closed': 3 },
      {
        'messages.on_time_rate': 50,
        'messages.closed_on_time': 2,
        'messages.closed': 3,
        'messages.received': 4,
      },
    ],
    silent: [
      { 'messages.on_time_rate': 100, 'messages.closed_on_time': 0, 'messages.closed': 0 },
      { 'messages.on_time_rate': '无', 'messages.closed_on_time': 3, 'messages.closed': 3 },
      { 'messages.on_time_rate': 100, 'messages.closed': 3 },
    ],
  },
  'work site-code': {
    fails: [
      { 'site.id_code': '45000000109' },
      { 'site.id_code': '46010000l5' },
      { 'site.id_code': 'bm0700001' },
    ],
    holds: [
      { 'site.id_code': '4601000015' },
      { 'site.id_code': 'bm07000001' },
      { 'site.id_code': 'BM07000001' },
    ],
    silent: [{ 'site.id_code': '' }, { 'site.id_code': '无' }],
  },
  'work unknown-region': {
    fails: [{ 'site.id_code': '9999990001' }],
    holds: [
      { 'site.id_code': '4305250009' },
      { 'site.id_code': '4500000123' },
      { 'site.id_code': '4690010001' },
    ],
    silent: [{ 'site.id_code': 'bm07000001' }, { 'site.id_code': '99999900011' }],
  },
  'work icp-number': {
    fails: [
      { 'site.icp_number': '琼1CP备19001528号' },
      { 'site.icp_number': '19001528' },
      { 'site.icp_number': '琼ICP备号' },
    ],
    holds: [
      { 'site.icp_number': '琼ICP备19001528号-2' },
      { 'site.icp_number': '湘ICP备09023995' },
      { 'site.icp_number': '粤ICP备2021045678号-1' },
      { 'site.icp_number': '京ICP证030173号' },
    ],
    silent: [{ 'site.icp_number': '无' }],
  },
  'work police-number': {
    fails: [{ 'site.police_number': '4305250200002' }, { 'site.police_number': '琼公网安备号' }],
    holds: [
      { 'site.police_number': '43052502000024' },
      { 'site.police_number': '46010502000257号' },
      { 'site.police_number': '桂公网安备45010302002053号' },
      // A slip of a real filing; the number is whole.
      { 'site.police_number': '琼公安网备46010502000336号' },
      // The example of the official instructions.
      { 'site.police_number': '京公网安备110105000722' },
    ],
    silent: [{ 'site.police_number': '' }],
  },
  'work icp-province': {
    fails: [{ 'site.id_code': '4305250009', 'site.icp_number': '粤ICP备09023995号' }],
    holds: [
      { 'site.id_code': '4305250009', 'site.icp_number': '湘ICP备09023995号' },
      { 'site.id_code': '5101000009', 'site.icp_number': '蜀ICP备09023995号' },
    ],
    silent: [
      { 'site.id_code': 'bm07000001', 'site.icp_number': '京ICP备09023995号' },
      { 'site.id_code': '4305250009', 'site.icp_number': '09023995' },
      { 'site.id_code': '43052500090', 'site.icp_number': '粤ICP备09023995号' },
    ],
  },
  'work police-province': {
    fails: [
      { 'site.id_code': '4305250009', 'site.police_number': '44052502000024' },
      { 'site.id_code': '4305250009', 'site.police_number': '粤公网安备43052502000024号' },
    ],
    holds: [{ 'site.id_code': '4305250009', 'site.police_number': '湘公网安备43052502000024号' }],
    silent: [{ 'site.id_code': '4305250009', 'site.police_number': '110105000722' }],
  },
  'work home-url': {
    fails: [{ 'site.home_url': 'http://jyj.haikou.com' }, { 'site.home_url': 'http://jyj.haikou.g0v.cn' }],
    holds: [
      { 'site.home_url': 'www.dongkou.gov.cn' },
      { 'site.home_url': 'https://www.gov.cn/index.htm' },
      { 'site.home_url': 'http://gov.cn' },
      { 'site.home_url': 'http://广西壮族自治区教育厅.政务' },
    ],
    silent: [{ 'site.home_url': '' }],
  },
  'work filing-date': {
    fails: [
      { 'filing.date': '2022-01-15' },
      { 'filing.date': '2020-11-30' },
      { 'filing.date': '2010-01-15' },
    ],
    holds: [
      { 'filing.date': '2021-01-15' },
      { 'filing.date': '2020-12-30' },
      { 'filing.date': '2021-12-31' },
    ],
    silent: [{ 'filing.date': '' }],
  },
  'supervision filing-date': {
    fails: [{ 'filing.date': '2022-01-15' }],
    holds: [{ 'filing.date': '2021-01-15' }],
    silent: [{ 'filing.date': '无' }],
  },
  'work publication-date': {
    fails: [{ 'site.report_published_on': '2020-01-20' }],
    holds: [{ 'site.report_published_on': '2021-01-20' }],
    silent: [{ 'site.report_published_on': '' }],
  },
  'work new-media-denied': {
    fails: [
      { 'new_media.present': false, 'weibo.name': '洞口发布' },
      { 'new_media.present': false, 'wechat.posts': 3, 'weibo.name': '无' },
    ],
    holds: [{ 'new_media.present': false, 'weibo.name': '无', 'weibo.posts': 0, 'wechat.name': '' }],
    silent: [{ 'new_media.present': true, 'weibo.name': '洞口发布' }, { 'new_media.present': false }],
  },
  'work catalogue-denied': {
    fails: [{ 'services.catalogue_published': false, 'services.items': 12 }],
    holds: [{ 'services.catalogue_published': false, 'services.items': 0 }],
    silent: [{ 'services.catalogue_published': true, 'services.items': 12 }],
  },
  'work other-innovation-denied': {
    fails: [{ 'innovation.other': false, 'innovation.other_text': '语音播报' }],
    holds: [{ 'innovation.other': false, 'innovation.other_text': '' }],
    silent: [{ 'innovation.other': true, 'innovation.other_text': '语音播报' }],
  },
  'work no-consultation-held': {
    fails: [{ 'consultations.held': 0, 'consultations.opinions_received': 7 }],
    holds: [],
    silent: [
      { 'consultations.held': 0, 'consultations.opinions_received': 0 },
      { 'consultations.held': '', 'consultations.opinions_received': 7 },
      { 'consultations.held': 1, 'consultations.opinions_received': 7 },
    ],
  },
  'work no-interview-held': {
    fails: [{ 'interviews.held': '无', 'interviews.messages_received': 7 }],
    holds: [],
    silent: [{ 'interviews.held': 0, 'interviews.messages_received': '无' }],
  },
  'work new-media-unnamed': {
    fails: [{ 'new_media.present': true, 'weibo.name': '无', 'wechat.name': '', 'wechat.posts': 0 }],
    holds: [{ 'new_media.present': true, 'weibo.name': '无', 'new_media.other': '抖音号' }],
    silent: [{ 'new_media.present': true }, { 'new_media.present': false, 'weibo.name': '无' }],
  },
  'work other-innovation-unnamed': {
    fails: [{ 'innovation.other': true, 'innovation.other_text': '' }],
    holds: [{ 'innovation.other': true, 'innovation.other_text': '语音播报' }],
    silent: [{ 'innovation.other': false, 'innovation.other_text': '' }, { 'innovation.other': true }],
  },
  'work department-site-as-portal': {
    fails: [
      { 'site.name': '海口市教育局门户网站', 'site.type': 'portal' },
      { 'site.name': '广西壮族自治区教育厅', 'site.type': 'portal' },
      { 'site.name': '海口市卫生健康委员会网站', 'site.type': 'portal' },
    ],
    holds: [{ 'site.name': '海口市教育局门户网站', 'site.type': 'department' }],
    silent: [
      { 'site.name': '洞口县人民政府', 'site.type': 'portal' },
      { 'site.name': '洞口县人民政府门户网站', 'site.type': 'portal' },
      // A zone's committee governs the zone, and its site is a portal.
      { 'site.name': '长沙高新区管理委员会网站', 'site.type': 'portal' },
      { 'site.name': '海口市教育局', 'site.type': '' },
    ],
  },
  'work government-site-as-department': {
    fails: [{ 'site.name': '洞口县人民政府门户网站', 'site.type': 'department' }],
    holds: [{ 'site.name': '洞口县人民政府网', 'site.type': 'portal' }],
    silent: [{ 'site.name': '海口市教育局', 'site.type': 'department' }],
  },
  'supervision quarters-sum': {
    fails: [
      quarters(`${S}.security.inspections`, [12, 12, 12, 12, 12]),
      quarters(`${S}.training_held.sessions`, ['无', '无', '无', 1, '无']),
    ],
    holds: [
      quarters(`${S}.security.inspections`, [12, 12, 12, 12, 48]),
      quarters(`${S}.chairman_mailbox.received`, [4, 3, '无', '无', 7]),
    ],
    silent: [
      quarters(`${S}.security.inspections`, [12, 12, '', 12, 48]),
      quarters(`${S}.security.inspections`, ['无', '无', '无', '无', '无']),
      quarters(`${S}.census.sites_running`, [1, 1, 1, 1, 9]),
    ],
  },
  'supervision quarters-range': {
    fails: [
      quarters(`${S}.security.sites_inspected`, [3, 1, 1, 1, 2]),
      quarters(`${S}.security.sites_inspected`, [3, 1, 1, 1, 7]),
    ],
    holds: [
      quarters(`${S}.security.sites_inspected`, [1, 1, 1, 1, 1]),
      quarters(`${S}.security.sites_inspected`, [1, 1, 1, 1, 4]),
    ],
    silent: [quarters(`${S}.security.sites_inspected`, [1, 1, 1, 1, ''])],
  },
  'supervision surveyed-sites-within-running': pair(
    `${S}.census.sites_surveyed@q2`,
    `${S}.census.sites_running@q2`,
  ),
  'supervision failed-sites-within-surveyed': pair(`${S}.census.sites_failed`, `${S}.census.sites_surveyed`),
  'supervision problem-sites-within-surveyed': pair(
    `${S}.census.sites_with_serious_problems@q4`,
    `${S}.census.sites_surveyed@q4`,
  ),
  'supervision rectified-sites-within-census-problems': {
    fails: [
      {
        [`${S}.census.sites_rectified`]: 4,
        [`${S}.census.sites_failed`]: 1,
        [`${S}.census.sites_with_serious_problems`]: 2,
      },
    ],
    holds: [
      {
        [`${S}.census.sites_rectified`]: 3,
        [`${S}.census.sites_failed`]: 1,
        [`${S}.census.sites_with_serious_problems`]: 2,
      },
    ],
    silent: [{ [`${S}.census.sites_rectified`]: 3, [`${S}.census.sites_failed`]: 1 }],
  },
  'supervision pass-rate': {
    fails: [
      {
        [`${S}.census.pass_rate@q1`]: 100,
        [`${S}.census.sites_failed@q1`]: 1,
        [`${S}.census.sites_surveyed@q1`]: 8,
      },
    ],
    holds: [
      {
        [`${S}.census.pass_rate@q1`]: 87.5,
        [`${S}.census.sites_failed@q1`]: 1,
        [`${S}.census.sites_surveyed@q1`]: 8,
      },
      {
        [`${S}.census.pass_rate@q1`]: 100,
        [`${S}.census.sites_failed@q1`]: '无',
        [`${S}.census.sites_surveyed@q1`]: 1,
      },
    ],
    silent: [
      { [`${S}.census.pass_rate@q1`]: 100, [`${S}.census.sites_surveyed@q1`]: 8 },
      {
        [`${S}.census.pass_rate@q1`]: 100,
        [`${S}.census.sites_failed@q1`]: 9,
        [`${S}.census.sites_surveyed@q1`]: 8,
      },
    ],
  },
  'supervision problem-sites-within-inspected': pair(
    `${S}.security.sites_with_problems@q3`,
    `${S}.security.sites_inspected@q3`,
  ),
  'supervision rectified-sites-within-security-problems': pair(
    `${S}.security.sites_rectified`,
    `${S}.security.sites_with_problems`,
  ),
  'supervision running-sites-within-total': pair(`${S}.census.sites_running@q1`, `${S}.sites.total@q1`),
  'supervision site-changes-within-total': pair(`${S}.sites.temporarily_offline@q1`, `${S}.sites.total@q1`),
  'supervision closed-error-reports-within-received': {
    fails: [
      {
        [`${S}.error_reports.closed_on_time`]: 5,
        [`${S}.error_reports.closed_late`]: 2,
        [`${S}.error_reports.received`]: 6,
      },
    ],
    holds: [
      {
        [`${S}.error_reports.closed_on_time`]: 5,
        [`${S}.error_reports.closed_late`]: '无',
        [`${S}.error_reports.received`]: 6,
      },
    ],
    // A quarter may close what the one before received.
    silent: [
      {
        [`${S}.error_reports.closed_on_time@q2`]: 5,
        [`${S}.error_reports.closed_late@q2`]: 2,
        [`${S}.error_reports.received@q2`]: 6,
      },
    ],
  },
  'supervision closed-letters-within-received': {
    fails: [
      {
        [`${S}.chairman_mailbox.closed_on_time`]: 7,
        [`${S}.chairman_mailbox.closed_late`]: 1,
        [`${S}.chairman_mailbox.received`]: 7,
      },
    ],
    holds: [
      {
        [`${S}.chairman_mailbox.closed_on_time`]: 7,
        [`${S}.chairman_mailbox.closed_late`]: '无',
        [`${S}.chairman_mailbox.received`]: 7,
      },
    ],
    silent: [{ [`${S}.chairman_mailbox.closed_on_time`]: 7, [`${S}.chairman_mailbox.received`]: 3 }],
  },
  'supervision adopted-articles-within-submitted': pair(
    `${S}.portal_content.articles_adopted`,
    `${S}.portal_content.articles_submitted`,
  ),
  'supervision handled-fakes-within-found': pair(`${S}.fake_sites.handled`, `${S}.fake_sites.found`),
  'supervision performance-review-denied': {
    fails: [{ [`${S}.census.in_performance_review`]: false, [`${S}.census.performance_weight`]: 5 }],
    holds: [{ [`${S}.census.in_performance_review`]: false, [`${S}.census.performance_weight`]: '' }],
    silent: [{ [`${S}.census.in_performance_review`]: true, [`${S}.census.performance_weight`]: 5 }],
  },
  'supervision performance-weight-missing': {
    fails: [{ [`${S}.census.in_performance_review`]: true, [`${S}.census.performance_weight`]: '' }],
    holds: [{ [`${S}.census.in_performance_review`]: true, [`${S}.census.performance_weight`]: 100 }],
    silent: [{ [`${S}.census.in_performance_review`]: '', [`${S}.census.performance_weight`]: '' }],
  },
};
