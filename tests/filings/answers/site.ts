/** The answers that name a site: its office, addresses and registration numbers. */
import type { WrittenAnswer } from '../filing.js';
import type { Random } from '../random.js';
import type { Office } from './places.js';
import { code, none, reported, url } from './writings.js';

export function drawSiteName(random: Random, office: Office): string {
  if (random.chance(0.05))
    return `“${office.unit}”政府信息公开与政务服务一体化门户网站（含无障碍版、移动版）`;
  return office.unit + random.pick(['', '', '网站', '门户网站', '政府网', '官方网站']);
}

export function drawSponsor(random: Random, office: Office): string {
  return office.portal && office.place.kind !== 'ministry' && random.chance(0.6)
    ? `${office.unit}办公室`
    : office.unit;
}

/** Ten digits, or a ministry's `bm` and eight; now and then a digit too many, as real filers slip. */
export function drawIdCode(random: Random, office: Office): string {
  const serial = String(random.int(1, 199));
  if (office.place.kind === 'ministry') return `${office.place.region}${serial.padStart(6, '0')}`;
  const extra = random.chance(0.03) ? '0' : '';
  return `${office.place.region}${extra}${serial.padStart(4, '0')}`;
}

export function icpNumber(random: Random, office: Office): WrittenAnswer {
  const year = String(random.int(5, 23)).padStart(2, '0');
  const body = `${office.place.plate}ICP备${year}${String(random.int(0, 999_999)).padStart(6, '0')}`;
  return code(random, body + random.pick(['号-1', '号-2', '号', '号', '', '号-12']));
}

export function policeNumber(random: Random, office: Office): WrittenAnswer {
  if (random.chance(0.05)) return none(random);
  const region = office.place.kind === 'ministry' ? '110102' : office.place.region;
  const digits = `${region}02${String(random.int(1, 999_999)).padStart(6, '0')}`;
  const prefix = `${office.place.plate}公网安备`;
  return code(random, random.pick([`${prefix}${digits}号`, `${prefix}${digits}`, digits, `${digits}号`]));
}

const PATHS = ['', '', '', '/', '/', '/index.html', '/zwgk/', '/col/col1229/index.html', '/?locale=zh-CN'];

export function homeUrl(random: Random, office: Office): WrittenAnswer {
  return url(random, office.host, random.pick(PATHS));
}

export function reportUrl(random: Random, office: Office, year: number): WrittenAnswer {
  return url(
    random,
    office.host,
    random.pick([
      `/zfxxgk/wznb/${year}/t${year}0112_${random.int(1000, 99_999)}.html`,
      '/zwgk/zfwzgzndbb/',
      '',
    ]),
  );
}

export function phone(random: Random, office: Office): WrittenAnswer {
  const area = office.place.areaCode;
  const local = String(random.int(2_000_000, 89_999_999));
  const filed = random.weighted<string>([
    [40, `${area}-${local}`],
    [20, `${area}${local}`],
    [8, `${area}—${local}`],
    [6, `${area}-${local}转${random.int(801, 8099)}`],
    [5, `${area}-${local}-${random.int(801, 899)}`],
    [5, `（${area}）${local}`],
    [6, `1${random.pick([3, 5, 7, 8])}${String(random.int(0, 999_999_999)).padStart(9, '0')}`],
    [3, `${area}-${local}/${random.int(2_000_000, 8_999_999)}`],
    [5, local],
    [4, `${area} ${local}`],
  ]);
  const value = filed.replace(/\s/g, '').replace('（', '(').replace('）', ')');
  return reported(value, filed);
}

export function electronicMark(random: Random): WrittenAnswer {
  const digits = Array.from({ length: 21 }, () => String(random.int(0, 9))).join('');
  return code(random, `CA${digits}`);
}

const OTHER_MEDIA = [
  '移动客户端“掌上政务”APP，信息发布量1203条，下载量5600次',
  '抖音号“政务发布”，发布短视频216条，粉丝3.2万；今日头条号，信息发布量890条，关注量15200个',
  '微信小程序“办事通”',
  '人民号、澎湃号、视频号',
  '今日头条：发布信息312条\n抖音：发布作品98个',
];

export function otherMedia(random: Random): string {
  return random.pick(OTHER_MEDIA);
}
