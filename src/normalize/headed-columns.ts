/**
 * Tables whose columns have headings: which of them hold this year's values. What stands under 上年度, 代码 or 备注 is of
 * no field, and often likelier than an empty cell of its own: it is taken out, and a finding says so. A tick under 是 or
 * 否 is that answer.
 */
import { wordsOf } from '../model/piece-text.js';
import type { Finding } from '../model/reading.js';
import { isInColumns, type Line, pieceText, type Token } from './form-lines.js';
import { remembering } from './remember.js';
import { foldForMatching } from './text.js';

const OF_VALUES = '(?:度|同期)?(?:累计|填报|实际)?(?:数据|数值|数量|数|值|情况|内容)?';
const NUMBERED = new RegExp(`^(20\\d\\d)年${OF_VALUES}$`, 'u');
/** A unit that makes the value so many times as much is never left out. */
const UNIT = /单位$/u;
const MULTIPLE = /[百千万亿]/u;

/** What stands under a heading. Columns beside the values only stand among headings that are all known. */
type HeadingKind = 'former' | 'current' | 'own' | 'beside' | 'stub';

const KINDS: readonly (readonly [HeadingKind, RegExp])[] = [
  ['former', new RegExp(`^(?:上一?|去|前一?|往)年${OF_VALUES}$`, 'u')],
  ['former', /^(?:同比|环比|[较比](?:上一?|去)年|增减|增长|增幅|变化|变动)/u],
  ['current', new RegExp(`^(?:本年|今年|当年|本期|年度|全年)${OF_VALUES}$`, 'u')],
  ['own', /^(?:填报|填写|具体)?(?:内容|数据|数值|数量|数|值|情况|结果)$/u],
  [
    'beside',
    /^(?:(?:指标|项目)?(?:代码|代号|编码|编号)|计量单位|单位|备注|(?:指标|填报|填写)?(?:说明|解释|要求))$/u,
  ],
  ['stub', /^(?:序号|[一二三]级(?:指标|项目)|(?:指标|项目|类别|事项|栏目)(?:名称)?|名称)$/u],
];

/** Longer texts head no column; to look for brackets in them takes the square of their length. */
const LONGEST_HEADING = 40;

interface Heading {
  readonly kind: HeadingKind | null;
  /** The year that it names (2022年); 0 for none. */
  readonly year: number;
}

/** A text as a heading, without blanks, brackets and what they hold. */
const headingOf = remembering((text): Heading => {
  if (text.length > LONGEST_HEADING) return { kind: null, year: 0 };
  const core = foldForMatching(text).replace(/\(.*\)$|[^\p{L}\p{N}]/gu, '');
  const [kind = null] = KINDS.find(([, pattern]) => pattern.test(core)) ?? [];
  return { kind, year: Number(NUMBERED.exec(core)?.[1] ?? 0) };
});

const NONE: readonly Token[] = [];

const HAN = /\p{Script=Han}/u;

function isWords({ blank, hasMark }: Token): boolean {
  return !blank && !hasMark;
}

/** Most rows have no such text, and need not be looked at as a whole. */
function mayBeForeign(token: Token): boolean {
  if (!isWords(token) || !HAN.test(token.text)) return false;
  const { kind, year } = headingOf(token.text);
  return kind === 'former' || kind === 'beside' || year > 0;
}

/** Headings of columns that hold none of this year's values; empty where the row is no such heading. */
function foreignHeadings(line: Line): readonly Token[] {
  if (line.kind !== 'row' || !line.tokens.some(mayBeForeign)) return NONE;
  const named = line.tokens.filter(isWords).map((token) => ({ token, ...headingOf(token.text) }));
  const latest = Math.max(0, ...named.map(({ year }) => year));
  const headings = named.map(({ token, kind, year }) => ({
    token,
    kind: year === 0 ? kind : year === latest ? ('current' as const) : ('former' as const),
  }));
  const has = (...kinds: readonly HeadingKind[]) =>
    headings.some(({ kind }) => kind !== null && kinds.includes(kind));
  const isKnown = has('current', 'own') && headings.every(({ kind }) => kind !== null);
  return headings
    .filter(({ kind }) => (kind === 'former' && has('current')) || (kind === 'beside' && isKnown))
    .map(({ token }) => token);
}

const ANSWER = /^\s*[是否]\s*$/u;

/** Headings of the answers, where a row has no more than these and what stands over the questions. */
function answerHeadings(line: Line): readonly Token[] {
  const answers = line.kind === 'row' ? line.tokens.filter(({ text }) => ANSWER.test(text)) : NONE;
  if (answers.length !== 2 || answers[0]?.text.trim() === answers[1]?.text.trim()) return NONE;
  const others = line.tokens.filter((token) => !token.blank && !answers.includes(token));
  return others.every((token) => isWords(token) && headingOf(token.text).kind === 'stub') ? answers : NONE;
}

interface Headings {
  readonly line: Line;
  readonly foreign: readonly Token[];
  readonly answers: readonly Token[];
}

/** Whether a row's columns are those of the headings; signatures below a table use its columns as they please. */
function isUnder(row: Line, { line }: Headings, isSignature: (text: string) => boolean): boolean {
  if (row.kind !== 'row' || row.tokens.some(({ text }) => isSignature(text))) return false;
  return line.grid ? row.grid && rowEnd(row) === rowEnd(line) : row.tokens.length === line.tokens.length;
}

function rowEnd(line: Line): number {
  return Math.max(0, ...line.tokens.map(({ column, columnSpan }) => column + columnSpan));
}

export interface HeadedColumns {
  readonly lines: readonly Line[];
  /** Headings of the columns that were emptied, in reading order. */
  readonly left: readonly Token[];
}

/**
 * The lines with the columns emptied that hold no values of this year.
 * @param isSignature whether a text is a label of those round the form: 审核人
 */
export function headedColumns(lines: readonly Line[], isSignature: (text: string) => boolean): HeadedColumns {
  const left: Token[] = [];
  let above: Headings | null = null;
  const own = lines.map((line): Line => {
    const headings = { line, foreign: foreignHeadings(line), answers: answerHeadings(line) };
    if (headings.foreign.length > 0 || headings.answers.length > 0) {
      above = headings;
      for (const heading of headings.foreign) left.push(heading);
    }
    const columns = above;
    if (!columns || !isUnder(line, columns, isSignature)) return line;
    return { ...line, tokens: line.tokens.map((token) => underHeadings(token, columns)) };
  });
  return { lines: own, left };
}

function underHeadings(token: Token, { line, foreign, answers }: Headings): Token {
  const isForeign = (heading: Token) =>
    isInColumns(token, heading) && !(UNIT.test(heading.text.trim()) && MULTIPLE.test(token.text));
  if (foreign.some(isForeign)) return emptied(token);
  const answer = answers.find((heading) => isInColumns(token, heading));
  const isMarkAlone = token.hasMark && wordsOf(token.content).trim() === '';
  if (!answer || token.line === line.index || !isMarkAlone) return token;
  const content = [...token.content, ...answer.content];
  return { ...token, content, text: pieceText(content) };
}

function emptied(token: Token): Token {
  return { ...token, content: [], text: '', blank: true, hasMark: false, inline: null, alternatives: [] };
}

export function columnLeftOut(heading: Token): Finding {
  return {
    indicator: null,
    period: null,
    rule: 'column-left-out',
    severity: 'info',
    message: `the column under “${heading.text.trim()}” holds no values of this year and was left out`,
  };
}
