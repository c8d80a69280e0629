/**
 * The headings of quarters and year over the columns of a supervision form: which token names which period, and
 * which columns stand under them. A heading row that lacks a period tells which column was lost, so that one
 * heading misunderstood would move a whole table: what is not sure is no heading.
 */
import { PERIODS, type Period } from '../model/indicator.js';
import type { FormView, PeriodColumn, Roles } from './bind.js';
import type { Line, Token } from './form-lines.js';
import { labelCore, similarity } from './label-text.js';
import { hasManyPeriods } from './template.js';

/** Labels of periods by their cores: 一季度 → q1. */
export type PeriodLabels = ReadonlyMap<string, Period>;

/** So many headings in one row are no accident, if this many of them are spelt as the form spells them. */
const FEWEST_HEADINGS = 3;
const FEWEST_EXACT = 2;
/** A damaged heading is this like its label, and less like every other. */
const HEADING_SIMILARITY = 0.5;
/** What stands over the column of labels. */
const STUB_HEADING = /^\s*(?:指标|项目|内容|类别|事项|序号)/;
/** Over columns that hold no values. */
const BESIDE_HEADING = /^\s*(?:计量)?单位\s*$|^\s*备\s*注\s*$/;

/** Headings of periods in a row, in their order; empty where the row is none of headings. */
export function periodHeadings(line: Line, labels: PeriodLabels): ReadonlyMap<Token, Period> {
  const filled = line.tokens.filter((token) => !token.blank);
  const exact = filled.map((token) => labels.get(labelCore(token.text)) ?? null);
  const known = exact.filter((period) => period !== null);
  if (known.length < FEWEST_EXACT) return onlyHeading(filled, exact);
  const guessed = filled.map((token, place) => exact[place] ?? nearestPeriod(token, labels));
  if (!isRising(known)) return headingsOutOfOrder(filled, guessed);
  const read = isRising(guessed.filter((period) => period !== null)) ? guessed : exact;
  const headings = filled.flatMap((token, place): [Token, Period][] => {
    const period = read[place] ?? (resemblesHeading(token, labels) ? onlyBetween(read, place) : null);
    return period ? [[token, period]] : [];
  });
  return new Map(headings.length < FEWEST_HEADINGS ? [] : headings);
}

/** The heading of a table with one column of values; what stands before it heads the labels. */
function onlyHeading(filled: readonly Token[], read: readonly (Period | null)[]): ReadonlyMap<Token, Period> {
  const [token, period] = [filled.at(-1), read.at(-1)];
  const stubs = filled.slice(0, -1);
  const isHeaded =
    stubs.length > 0 && stubs.every(({ text }) => STUB_HEADING.test(text) || BESIDE_HEADING.test(text));
  return new Map(token && period && isHeaded ? [[token, period]] : []);
}

/**
 * Some print the year first, or the latest quarter. Where the order does not vouch for a heading, each must name a
 * period of its own.
 */
function headingsOutOfOrder(
  filled: readonly Token[],
  guessed: readonly (Period | null)[],
): ReadonlyMap<Token, Period> {
  const headings = filled.flatMap((token, place): [Token, Period][] => {
    const period = guessed[place];
    return period ? [[token, period]] : [];
  });
  const distinct = new Set(headings.map(([, period]) => period));
  return new Map(headings.length < FEWEST_HEADINGS || distinct.size < headings.length ? [] : headings);
}

function isRising(periods: readonly Period[]): boolean {
  return periods.every(
    (period, place) => place === 0 || PERIODS.indexOf(period) > PERIODS.indexOf(periods[place - 1] ?? period),
  );
}

function nearestPeriod(token: Token, labels: PeriodLabels): Period | null {
  const core = labelCore(token.text);
  const ranked = [...labels].map(([label, period]) => ({ period, likeness: similarity(core, label) }));
  ranked.sort((a, b) => b.likeness - a.likeness);
  const [best] = ranked;
  if (!best || best.likeness < HEADING_SIMILARITY) return null;
  const rival = ranked.find(({ period }) => period !== best.period);
  return rival && rival.likeness === best.likeness ? null : best.period;
}

function resemblesHeading(token: Token, labels: PeriodLabels): boolean {
  const core = labelCore(token.text);
  return [...labels.keys()].some((label) => similarity(core, label) >= HEADING_SIMILARITY);
}

/** 季度 between 一季度 and 三季度 has lost its numeral, and can be no other than 二季度; so can it before 二季度. */
function onlyBetween(read: readonly (Period | null)[], place: number): Period | null {
  const before = read.slice(0, place).findLast((period) => period !== null);
  const after = read.slice(place + 1).find((period) => period !== null);
  const from = before ? PERIODS.indexOf(before) + 1 : 0;
  const to = after ? PERIODS.indexOf(after) : PERIODS.length;
  return to - from === 1 ? (PERIODS[from] ?? null) : null;
}

interface HeadingRow {
  readonly line: number;
  readonly columns: readonly PeriodColumn[];
}

/** The columns of the headings nearest above a line; none where a heading among them was not understood. */
export function periodColumnsAbove(lines: readonly Line[], roles: Roles): FormView['periodColumns'] {
  const stub = lastLabelPosition(roles);
  const rows = lines.flatMap((line): HeadingRow[] => {
    const isPeriod = (token: Token) => roles.get(token)?.kind === 'period';
    if (!line.tokens.some(isPeriod)) return [];
    const first = line.tokens.findIndex(isPeriod);
    const understood = line.tokens.every(
      (token, place) =>
        token.blank ||
        roles.has(token) ||
        BESIDE_HEADING.test(token.text) ||
        (place < first && (place <= stub || STUB_HEADING.test(token.text))),
    );
    const columns = line.tokens.flatMap((token): PeriodColumn[] => {
      const role = roles.get(token);
      const { column, columnSpan, position } = token;
      const { table } = line;
      return role?.kind === 'period' ? [{ period: role.period, table, column, columnSpan, position }] : [];
    });
    return [{ line: line.index, columns: understood ? columns : [] }];
  });
  return (line) => rows.findLast((row) => row.line <= line.index)?.columns ?? [];
}

/** Whatever stands over a place where labels stand heads the labels. */
function lastLabelPosition(roles: Roles): number {
  const positions = [...roles].flatMap(([token, role]) =>
    role.kind === 'label' && hasManyPeriods(role.node) ? [token.position] : [],
  );
  return Math.max(-1, ...positions);
}
