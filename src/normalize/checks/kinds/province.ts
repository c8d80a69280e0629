/** The province that a registration number names (琼ICP备…, 琼公网安备46…) against the one in the site code. */
import { regionName } from '../../regions.js';
import type { CheckOf } from '../schema.js';
import type { Subject, Verdict } from '../subject.js';

/** One-character names of the provinces, the old ones (蜀, 黔, 滇, 陇) included, which the ICP register uses. */
const PROVINCE_OF: Readonly<Record<string, string>> = {
  ...{
    京: '11',
    津: '12',
    冀: '13',
    晋: '14',
    蒙: '15',
    辽: '21',
    吉: '22',
    黑: '23',
    沪: '31',
    苏: '32',
    浙: '33',
  },
  ...{
    皖: '34',
    闽: '35',
    赣: '36',
    鲁: '37',
    豫: '41',
    鄂: '42',
    湘: '43',
    粤: '44',
    桂: '45',
    琼: '46',
    渝: '50',
  },
  ...{
    川: '51',
    蜀: '51',
    贵: '52',
    黔: '52',
    云: '53',
    滇: '53',
    藏: '54',
    陕: '61',
    秦: '61',
    甘: '62',
    陇: '62',
  },
  ...{ 青: '63', 宁: '64', 新: '65' },
};

/** Police numbers start with the county's code; 14 digits since about 2016. */
const POLICE_DIGITS = /(?:^|\D)(\d{2})\d{12}(?!\d)/;

export function evaluateProvince(check: CheckOf<'province'>, subject: Subject): Verdict[] {
  const code = subject.text(check.code) ?? '';
  const value = subject.text(check.number) ?? '';
  const [province] = /^\d{2}(?=\d{8}$)/.exec(code) ?? [];
  const named = provincesIn(value);
  const name = province === undefined ? null : regionName(`${province}0000`);
  if (province === undefined || name === null || named.length === 0) return [];
  const at = { indicator: check.number, period: 'year' as const };
  return [
    {
      holds: named.every((other) => other === province),
      at,
      involved: [at, { indicator: check.code, period: 'year' }],
      words: () => ({ name: subject.name(check.number), value, province: name.province, code }),
    },
  ];
}

function provincesIn(number: string): string[] {
  const fromName = PROVINCE_OF[number.slice(0, 1)];
  const [, fromDigits] = POLICE_DIGITS.exec(number) ?? [];
  return [fromName, fromDigits].filter((province) => province !== undefined);
}
