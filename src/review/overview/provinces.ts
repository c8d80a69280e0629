/** Provinces by the first two digits of a region code, in the two languages of the page. */
import { regionName } from '../../normalize/regions.js';

/** English names as the National Bureau of Statistics writes them. */
const ENGLISH: Readonly<Record<string, string>> = {
  11: 'Beijing',
  12: 'Tianjin',
  13: 'Hebei',
  14: 'Shanxi',
  15: 'Inner Mongolia',
  21: 'Liaoning',
  22: 'Jilin',
  23: 'Heilongjiang',
  31: 'Shanghai',
  32: 'Jiangsu',
  33: 'Zhejiang',
  34: 'Anhui',
  35: 'Fujian',
  36: 'Jiangxi',
  37: 'Shandong',
  41: 'Henan',
  42: 'Hubei',
  43: 'Hunan',
  44: 'Guangdong',
  45: 'Guangxi',
  46: 'Hainan',
  50: 'Chongqing',
  51: 'Sichuan',
  52: 'Guizhou',
  53: 'Yunnan',
  54: 'Tibet',
  61: 'Shaanxi',
  62: 'Gansu',
  63: 'Qinghai',
  64: 'Ningxia',
  65: 'Xinjiang',
  71: 'Taiwan',
  81: 'Hong Kong',
  82: 'Macao',
};

/** What province names end in, which a chart has no room for. */
const ENDINGS = /(维吾尔自治区|壮族自治区|回族自治区|特别行政区|自治区|省|市)$/;

export interface ProvinceName {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
}

export function provinceName(code: string): ProvinceName {
  const name = regionName(`${code}0000`)?.province ?? code;
  return { code, zh: name.replace(ENDINGS, ''), en: ENGLISH[code] ?? code };
}

/** The name of a city by its four digits; places below the province keep their Chinese names in both languages. */
export function cityName(code: string): string {
  const names = regionName(`${code}00`);
  return names?.city ?? names?.province ?? code;
}
