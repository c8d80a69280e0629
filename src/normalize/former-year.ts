/**
 * Tables that print last year's values beside this year's. What stands under the heading of the other year is of no
 * field of this report, and often likelier than an empty cell of its own: it is taken out, and a finding says so.
 */
import type { Finding } from '../model/reading.js';
import type { Line, Token } from './form-lines.js';
import { foldForMatching } from './text.js';

const OF_VALUES = '(?:度|同期)?(?:累计|填报)?(?:数据|数值|数量|数|值|情况|内容)?';
/** Headings of another year's values, and of comparisons with it. */
const FORMER = new RegExp(`^(?:上一?|去|前一?|往)年${OF_VALUES}$`, 'u');
const COMPARISON = /^(?:同比|环比|[较比](?:上一?|去)年|增减|增长|增幅|变化|变动)/u;
const CURRENT = new RegExp(`^(?:本年|今年|当年|本期|年度|全年)${OF_VALUES}$`, 'u');
const NUMBERED = new RegExp(`^(20\\d\\d)年?${OF_VALUES}$`, 'u');

/** The text of a heading as it is compared: without blanks, brackets and what they hold. */
function headingCore(token: Token): string {
  return foldForMatching(token.text).replace(/\(.*\)$|[^\p{L}\p{N}]/gu, '');
}

/** Headings of columns that are not this year's; none where the row does not name this year's as well. */
function formerHeadings(line: Line): Token[] {
  if (line.kind !== 'row') return [];
  const filled = line.tokens.filter((token) => !token.blank && !token.hasMark);
  const cores = filled.map(headingCore);
  const years = cores.map((core) => Number(NUMBERED.exec(core)?.[1] ?? Number.NaN));
  const latest = Math.max(...years.filter((year) => !Number.isNaN(year)));
  const namesCurrent = cores.some((core, at) => CURRENT.test(core) || years[at] === latest);
  if (!namesCurrent) return [];
  return filled.filter((_, at) => {
    const core = cores[at] ?? '';
    const year = years[at] ?? Number.NaN;
    return FORMER.test(core) || COMPARISON.test(core) || year < latest;
  });
}

interface FormerColumns {
  readonly line: Line;
  readonly headings: readonly Token[];
}

/** Whether a row's columns can be compared with those of the headings. */
function isUnder(row: Line, { line }: FormerColumns): boolean {
  if (row.kind !== 'row') return false;
  return line.grid ? row.grid && rowEnd(row) === rowEnd(line) : row.tokens.length === line.tokens.length;
}

function rowEnd(line: Line): number {
  return Math.max(0, ...line.tokens.map(({ column, columnSpan }) => column + columnSpan));
}

function isInside(cell: Token, { column, columnSpan }: Token): boolean {
  return cell.column >= column && cell.column + cell.columnSpan <= column + columnSpan;
}

export interface OwnYear {
  readonly lines: readonly Line[];
  /** Headings of the columns that were emptied, in reading order. */
  readonly former: readonly Token[];
}

/** The lines with the columns of other years emptied. */
export function ownYear(lines: readonly Line[]): OwnYear {
  const former: Token[] = [];
  let above: FormerColumns | null = null;
  const own = lines.map((line): Line => {
    const headings = formerHeadings(line);
    if (headings.length > 0) {
      above = { line, headings };
      for (const heading of headings) former.push(heading);
      return line;
    }
    const columns = above;
    if (!columns || !isUnder(line, columns)) return line;
    const tokens = line.tokens.map((token) =>
      columns.headings.some((heading) => isInside(token, heading)) ? emptied(token) : token,
    );
    return { ...line, tokens };
  });
  return { lines: own, former };
}

function emptied(token: Token): Token {
  return { ...token, content: [], text: '', blank: true, hasMark: false, inline: null, alternatives: [] };
}

export function formerYearFinding(heading: Token): Finding {
  return {
    indicator: null,
    period: null,
    rule: 'former-year',
    severity: 'info',
    message: `the values under “${heading.text.trim()}” are not of this year and were left out`,
  };
}
