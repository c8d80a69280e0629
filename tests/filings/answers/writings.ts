/**
 * How filers write values down. Each function takes a true value and gives one of the many writings whose
 * meaning the public contract fixes; none of them looks at how the product reads.
 */
import type { WrittenAnswer } from '../filing.js';
import type { Random } from '../random.js';

export function reported(value: number | string | boolean, text: string): WrittenAnswer {
  return { kind: 'written', status: 'reported', value, text };
}

const NONE_WORDS = [
  '无',
  '无',
  '无',
  '无',
  '没有',
  '暂无',
  '不涉及',
  '—',
  '－',
  '-',
  '/',
  '——',
  '--',
  'N/A',
  '／',
];

export function none(random: Random): WrittenAnswer {
  return { kind: 'written', status: 'none', value: null, text: random.pick(NONE_WORDS) };
}

const BLANK_WRITINGS = ['', '', '', '', '', ' ', '\u00a0', '　', '____'];

export function blank(random: Random): WrittenAnswer {
  return { kind: 'written', status: 'blank', value: null, text: random.pick(BLANK_WRITINGS) };
}

export function invalid(text: string): WrittenAnswer {
  return { kind: 'written', status: 'invalid', value: null, text };
}

const FULL_WIDTH_SHIFT = 0xfee0;

/** ASCII digits, letters and signs as their full-width forms. */
export function fullWidth(text: string): string {
  return text.replace(/[!-~]/g, (char) => String.fromCharCode(char.charCodeAt(0) + FULL_WIDTH_SHIFT));
}

function grouped(value: number, separator: string): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, separator);
}

/** A value and its writing; the value may be rounded by the writing chosen (1.2万). */
export function count(random: Random, wanted: number, unit: string): WrittenAnswer {
  const plain = String(wanted);
  const writing = random.weighted([
    [70, 'plain'],
    [8, 'unit'],
    [6, 'grouped'],
    [4, 'full-width'],
    [5, 'padded'],
    [2, 'myriads'],
    [1, 'spaced'],
    [1, 'about'],
  ]);
  switch (writing) {
    case 'unit':
      return reported(wanted, `${plain}${random.chance(0.2) ? ' ' : ''}${unit}`);
    case 'grouped':
      return reported(wanted, grouped(wanted, random.chance(0.8) ? ',' : '，'));
    case 'full-width':
      return reported(wanted, fullWidth(plain));
    case 'padded':
      return reported(
        wanted,
        random.pick([`${plain}\u00a0`, `\u00a0${plain}`, `${plain}   `, ` ${plain}`, `　${plain}`]),
      );
    case 'myriads': {
      if (wanted < 10_000) return reported(wanted, plain);
      const hundreds = Math.round(wanted / 100);
      return reported(hundreds * 100, `${hundreds / 100}万${random.chance(0.3) ? unit : ''}`);
    }
    case 'spaced':
      return reported(wanted, wanted >= 1000 ? grouped(wanted, ' ') : plain);
    case 'about': {
      if (wanted < 10) return reported(wanted, plain);
      return reported(
        wanted,
        random.pick([`约${plain}`, `${plain}余`, `${plain}余${unit}`, `约${plain}${unit}`]),
      );
    }
    default:
      return reported(wanted, plain);
  }
}

const INVALID_COUNTS = [
  '见附件',
  '详见附件',
  '若干',
  '若干个',
  '-5',
  '3.5',
  '-1',
  '多个',
  '详见附表2',
  '统计中',
];

export function invalidCount(random: Random): WrittenAnswer {
  return invalid(random.pick(INVALID_COUNTS));
}

/** A number of days: `unit` is 天. */
export function decimal(random: Random, wanted: number, unit: string): WrittenAnswer {
  const plain = String(wanted);
  return reported(
    wanted,
    random.pick([
      plain,
      plain,
      plain,
      `${plain}${unit}`,
      `${plain} ${unit}`,
      fullWidth(plain),
      `${plain}\u00a0`,
    ]),
  );
}

export function percent(random: Random, wanted: number): WrittenAnswer {
  const plain = String(wanted);
  if (random.chance(0.03)) {
    const fraction = Math.round(wanted) / 100;
    if (fraction > 0 && fraction < 1) return reported(fraction, String(fraction));
  }
  return reported(
    wanted,
    random.pick([
      `${plain}%`,
      `${plain}%`,
      `${plain}%`,
      `${plain}％`,
      plain,
      `${plain} %`,
      fullWidth(`${plain}%`),
    ]),
  );
}

export function interval(random: Random): WrittenAnswer {
  if (random.chance(0.3)) {
    const weeks = random.int(1, 4);
    return reported(
      weeks * 7,
      random.pick([`${weeks}周/次`, `${weeks} 周/次`, fullWidth(`${weeks}`).concat('周/次')]),
    );
  }
  const days = random.pick([1, 2, 3, 7, 10, 14, 15, 30, 90]);
  return reported(
    days,
    random.pick([
      `${days}天/次`,
      `${days}天/次`,
      `${days} 天/次`,
      `${days}天／次`,
      `${fullWidth(String(days))}天/次`,
    ]),
  );
}

const CHINESE_DIGITS = [...'〇一二三四五六七八九'];

function chineseDigits(value: number): string {
  return [...String(value)].map((digit) => CHINESE_DIGITS[Number(digit)] ?? '').join('');
}

function chineseNumber(value: number): string {
  if (value < 10) return CHINESE_DIGITS[value] ?? '';
  const tens = Math.floor(value / 10);
  return `${tens > 1 ? CHINESE_DIGITS[tens] : ''}十${value % 10 ? CHINESE_DIGITS[value % 10] : ''}`;
}

export function date(random: Random, year: number, month: number, day: number): WrittenAnswer {
  const mm = String(month).padStart(2, '0');
  const dd = String(day).padStart(2, '0');
  const words = `${year}年${month}月${day}日`;
  const chinese = `${chineseDigits(year)}年${chineseNumber(month)}月${chineseNumber(day)}日`;
  const text = random.weighted([
    [30, words],
    [4, `${year}年${mm}月${dd}日`],
    [4, `${year} 年 ${month} 月 ${day} 日`],
    [8, `${year}.${mm}.${dd}`],
    [4, `${year}.${month}.${day}`],
    [8, `${year}-${month}-${day}`],
    [6, `${year}-${mm}-${dd}`],
    [6, `${year}/${month}/${day}`],
    [5, `${year}${mm}${dd}`],
    [6, chinese],
    [2, chinese.replaceAll('〇', random.pick(['○', '零', 'Ｏ', 'O']))],
    [3, fullWidth(`${year}`).concat(`年${fullWidth(String(month))}月${fullWidth(String(day))}日`)],
    [2, `${year}年${month}月${day}号`],
  ]);
  return reported(`${year}-${mm}-${dd}`, text);
}

/** `text` as filed; the value is without white space, full-width forms folded. */
export function code(random: Random, value: string): WrittenAnswer {
  if (random.chance(0.03)) return reported(value, fullWidth(value));
  if (random.chance(0.05)) return reported(value, random.pick([` ${value}`, `${value}\u00a0`, `${value} `]));
  return reported(value, value);
}

/** A url as filed and as it must be stored: host in lower case, nothing added. */
export function url(random: Random, host: string, path: string): WrittenAnswer {
  const scheme = random.weighted([
    [50, 'http://'],
    [20, 'https://'],
    [25, ''],
  ]);
  const printedHost = random.chance(0.05) ? host.charAt(0).toUpperCase() + host.slice(1) : host;
  return reported(`${scheme}${host}${path}`, `${scheme}${printedHost}${path}`);
}
