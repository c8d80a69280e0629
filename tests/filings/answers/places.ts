/** Real regions of many provinces, ministries and the names that their offices bear, for plausible filers. */
import type { Random } from '../random.js';

export interface Place {
  /** As it stands before an office's name: `长沙市`. */
  readonly name: string;
  /** Six digits of GB/T 2260, or the prefix of a ministry's site code (`bm07`). */
  readonly region: string;
  /** Province's one-character name, as in ICP numbers. */
  readonly plate: string;
  readonly domain: string;
  readonly areaCode: string;
  readonly kind: 'province' | 'city' | 'county' | 'ministry';
}

const PLACES: readonly string[] = [
  '北京市 110000 京 beijing 010 province',
  '海淀区 110108 京 bjhd 010 county',
  '天津市 120000 津 tj 022 province',
  '石家庄市 130100 冀 sjz 0311 city',
  '正定县 130123 冀 zd 0311 county',
  '山西省 140000 晋 shanxi 0351 province',
  '大同市 140200 晋 dt 0352 city',
  '内蒙古自治区 150000 蒙 nmg 0471 province',
  '鄂尔多斯市 150600 蒙 ordos 0477 city',
  '锡林郭勒盟 152500 蒙 xlgl 0479 city',
  '莫力达瓦达斡尔族自治旗 150722 蒙 mldw 0470 county',
  '沈阳市 210100 辽 shenyang 024 city',
  '长春市 220100 吉 changchun 0431 city',
  '延边朝鲜族自治州 222400 吉 yanbian 0433 city',
  '黑龙江省 230000 黑 hlj 0451 province',
  '齐齐哈尔市 230200 黑 qqhr 0452 city',
  '上海市 310000 沪 shanghai 021 province',
  '浦东新区 310115 沪 pudong 021 county',
  '苏州市 320500 苏 suzhou 0512 city',
  '昆山市 320583 苏 ks 0512 county',
  '浙江省 330000 浙 zj 0571 province',
  '温州市 330300 浙 wenzhou 0577 city',
  '合肥市 340100 皖 hefei 0551 city',
  '厦门市 350200 闽 xm 0592 city',
  '平潭综合实验区 350128 闽 pingtan 0591 county',
  '江西省 360000 赣 jiangxi 0791 province',
  '景德镇市 360200 赣 jdz 0798 city',
  '山东省 370000 鲁 shandong 0531 province',
  '潍坊市 370700 鲁 weifang 0536 city',
  '安阳市 410500 豫 anyang 0372 city',
  '湖北省 420000 鄂 hubei 027 province',
  '恩施土家族苗族自治州 422800 鄂 enshi 0718 city',
  '长沙市 430100 湘 changsha 0731 city',
  '洞口县 430525 湘 dongkou 0739 county',
  '广州市 440100 粤 gz 020 city',
  '深圳市 440300 粤 sz 0755 city',
  '佛冈县 441821 粤 fogang 0763 county',
  '海口市 460100 琼 haikou 0898 city',
  '白沙黎族自治县 469025 琼 baisha 0898 county',
  '重庆市 500000 渝 cq 023 province',
  '石柱土家族自治县 500240 渝 cqszx 023 county',
  '成都市 510100 川 chengdu 028 city',
  '船山区 510903 川 chuanshan 0825 county',
  '凉山彝族自治州 513400 川 lsz 0834 city',
  '遵义市 520300 黔 zunyi 0851 city',
  '昆明市 530100 滇 km 0871 city',
  '西双版纳傣族自治州 532800 滇 xsbn 0691 city',
  '西藏自治区 540000 藏 xizang 0891 province',
  '那曲市 540600 藏 nq 0896 city',
  '榆林市 610800 陕 yl 0912 city',
  '甘肃省 620000 甘 gansu 0931 province',
  '积石山保安族东乡族撒拉族自治县 622927 甘 jss 0930 county',
  '西宁市 630100 青 xining 0971 city',
  '宁夏回族自治区 640000 宁 nx 0951 province',
  '固原市 640400 宁 nxgy 0954 city',
  '乌鲁木齐市 650100 新 urumqi 0991 city',
  '伊犁哈萨克自治州 654000 新 xjyl 0999 city',
  '新疆生产建设兵团第八师石河子市 659001 兵 shz 0993 city',
];

const GUANGXI_PLACES: readonly string[] = [
  '广西壮族自治区 450000 桂 gxzf 0771 province',
  '南宁市 450100 桂 nanning 0771 city',
  '横州市 450181 桂 hengzhou 0771 county',
  '柳州市 450200 桂 liuzhou 0772 city',
  '三江侗族自治县 450226 桂 sjx 0772 county',
  '桂林市 450300 桂 guilin 0773 city',
  '恭城瑶族自治县 450332 桂 gongcheng 0773 county',
  '梧州市 450400 桂 wuzhou 0774 city',
  '北海市 450500 桂 beihai 0779 city',
  '百色市 451000 桂 baise 0776 city',
  '河池市 451200 桂 hechi 0778 city',
  '崇左市 451400 桂 chongzuo 0771 city',
];

const MINISTRIES: readonly string[] = [
  '工业和信息化部 bm07 京 miit 010 ministry',
  '住房和城乡建设部 bm18 京 mohurd 010 ministry',
  '国家税务总局 bm29 京 chinatax 010 ministry',
  '交通运输部 bm19 京 mot 010 ministry',
  '中国民用航空局 bm70 京 caac 010 ministry',
  '国家烟草专卖局 bm64 京 tobacco 010 ministry',
  '国家粮食和物资储备局 bm62 京 lswz 010 ministry',
];

const PLACE_KINDS = ['province', 'city', 'county', 'ministry'] as const;

function parsePlace(row: string): Place {
  const [name = '', region = '', plate = '', domain = '', areaCode = '', kindName = ''] = row.split(' ');
  const kind = PLACE_KINDS.find((known) => known === kindName) ?? 'city';
  return { name, region, plate, domain, areaCode, kind };
}

export function drawPlace(random: Random, guangxi: boolean): Place {
  if (guangxi) return parsePlace(random.pick(GUANGXI_PLACES));
  return parsePlace(random.pick(random.chance(0.08) ? MINISTRIES : PLACES));
}

/** Offices below a region: what follows its name, and the host's first part. */
const OFFICES: readonly (readonly [name: string, host: string])[] = [
  ['教育局', 'jyj'],
  ['财政局', 'czj'],
  ['卫生健康委员会', 'wjw'],
  ['人力资源和社会保障局', 'rsj'],
  ['市场监督管理局（知识产权局）', 'scjgj'],
  ['自然资源和规划局', 'zrzyghj'],
  ['住房和城乡建设局', 'zjj'],
  ['文化广电旅游体育局', 'wglj'],
  ['生态环境局', 'sthjj'],
  ['交通运输局', 'jtj'],
  ['农业农村局', 'nyncj'],
  ['政务服务数据管理局', 'zsj'],
  ['退役军人事务局', 'tyjrj'],
  ['住房公积金管理中心', 'gjj'],
  ['地方金融监督管理局', 'dfjr'],
  ['国有资产监督管理委员会', 'gzw'],
  ['统计局', 'tjj'],
  ['乡村振兴局', 'xczx'],
  ['经济技术开发区管理委员会', 'jkq'],
  ['人民防空办公室', 'rfb'],
];

export interface Office {
  readonly place: Place;
  /** The government or office that files. */
  readonly unit: string;
  readonly host: string;
  /** Whether the site is the government's portal. */
  readonly portal: boolean;
}

export function drawOffice(random: Random, place: Place): Office {
  if (place.kind === 'ministry') {
    return { place, unit: place.name, host: `www.${place.domain}.gov.cn`, portal: random.chance(0.5) };
  }
  if (random.chance(0.35)) {
    return { place, unit: `${place.name}人民政府`, host: `www.${place.domain}.gov.cn`, portal: true };
  }
  const [office, prefix] = random.pick(OFFICES);
  const host = random.chance(0.7) ? `${prefix}.${place.domain}.gov.cn` : `www.${place.domain}.gov.cn`;
  return { place, unit: `${place.name}${office}`, host, portal: false };
}

const FAMILY_NAMES = [
  ...'李王张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕覃韦蒙农',
];
const GIVEN_NAMES = [...'伟芳娜敏静丽强磊军洋勇艳杰涛明超秀霞平刚桂英华玉兰文建国志云峰琳鹏宇晨曦喆翀'];
const LONG_NAMES = [
  '欧阳文静',
  '买买提·艾力',
  '阿依古丽·吐尔逊',
  '扎西多吉',
  '司马建国',
  '乌兰图雅',
  '诸葛云',
];

export function drawPerson(random: Random): string {
  if (random.chance(0.05)) return random.pick(LONG_NAMES);
  const family = random.pick(FAMILY_NAMES);
  if (random.chance(0.25))
    return random.chance(0.1) ? `${family}　${random.pick(GIVEN_NAMES)}` : family + random.pick(GIVEN_NAMES);
  return family + random.pick(GIVEN_NAMES) + random.pick(GIVEN_NAMES);
}
