/**
 * Forms one below the other without a title between them: the next begins where the labels of the one before come
 * again, be it with a table of its own or amid the rows of one that an editor joined from several.
 */
import type { Segment } from './find-forms.js';
import type { Line } from './form-lines.js';
import { withoutWhiteSpace } from './text.js';

/** Small tables may well be printed twice with the same values: 微博 and 微信 of a filer who has neither. */
const FEWEST_ROWS = 12;
/** Of a table's rows, how many begin with the labels of another where both are the same form. */
const SAME_LABELS = 0.9;
const AFTER_LABEL = /[:：].*$|[\p{N}〇]|[〇零一二三四五六七八九]{4}/gsu;
const HAN = /\p{Script=Han}/u;

/** A table, the rows of one that hold a form, or a paragraph. */
export interface Part {
  readonly table: number | null;
  readonly lines: readonly Line[];
}

/** The segment parted before each table that begins its form anew, or before the heading that this one has of its own. */
export function formsApart(segment: Segment): readonly Segment[] {
  const parts = partsOf(segment);
  const over = parts.slice(0, Math.max(0, parts.findIndex(isLarge)));
  const headings = new Set(over.flatMap(({ lines }) => lines.flatMap(firstLabel)));
  const starts: number[] = [];
  let labels: readonly string[] = [];
  for (const [at, part] of parts.entries()) {
    const own = isLarge(part) ? part.lines.flatMap(firstLabel) : [];
    const again = own.filter((label) => labels.includes(label)).length;
    const anew = own.length >= FEWEST_ROWS && again >= SAME_LABELS * own.length;
    if (anew) starts.push(headingAbove(parts, at, headings));
    labels = anew ? own : [...labels, ...own];
  }
  if (starts.length === 0) return [segment];
  const linesOf = (from: number, to?: number) => parts.slice(from, to).flatMap(({ lines }) => lines);
  const heading = over.flatMap(({ lines }) => lines);
  const others = starts.map((start, place) => linesOf(start, starts[place + 1]));
  return [
    { ...segment, lines: linesOf(0, starts[0]) },
    ...others.map((lines) => ({ ...segment, title: null, heading, lines })),
  ];
}

/** Where the lines begin that stand over a table as they stand over the first: （2023年度）, 填报单位 with another name. */
function headingAbove(parts: readonly Part[], table: number, headings: ReadonlySet<string>): number {
  let start = table;
  for (let at = table - 1; parts[at]?.table === null; at -= 1) {
    if (parts[at]?.lines.flatMap(firstLabel).some((label) => headings.has(label))) start = at;
  }
  return start;
}

export function isLarge({ table, lines }: Part): boolean {
  return table !== null && lines.length >= FEWEST_ROWS;
}

export function partsOf({ lines }: Segment): Part[] {
  const groups: Line[][] = [];
  for (const line of lines) {
    const last = groups.at(-1);
    if (last && line.table !== null && line.table === last[0]?.table) last.push(line);
    else groups.push([line]);
  }
  return groups.flatMap(rowsApart).map((group) => ({ table: group[0]?.table ?? null, lines: group }));
}

/** The rows of a table parted where its labels begin again in the same order. */
function rowsApart(rows: readonly Line[]): readonly (readonly Line[])[] {
  if (rows.length < 2 * FEWEST_ROWS) return [rows];
  const labels = rows.map((row) => firstLabel(row)[0] ?? '');
  const starts = [0];
  let first = new Map<string, number>();
  for (const [at, label] of labels.entries()) {
    const before = first.get(label);
    if (before === undefined) {
      if (label !== '') first.set(label, at);
    } else if (at - before >= FEWEST_ROWS && goesOnAs(labels, before, at)) {
      starts.push(at);
      first = new Map([[label, at]]);
    }
  }
  return starts.map((start, place) => rows.slice(start, starts[place + 1]));
}

function goesOnAs(labels: readonly string[], before: number, at: number): boolean {
  const run = labels.slice(at, at + FEWEST_ROWS);
  const same = run.filter((label, place) => label === labels[before + place]).length;
  return same >= SAME_LABELS * FEWEST_ROWS;
}

/** The first words of a row up to a colon, without the year or the number of an annex: what headings have in common. */
function firstLabel({ tokens }: Line): string[] {
  for (const { text } of tokens) {
    const label = withoutWhiteSpace(text).replace(AFTER_LABEL, '');
    if (HAN.test(label)) return [label];
  }
  return [];
}
