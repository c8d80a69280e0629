/**
 * Tables that a page prints twice, once for screens and once for telephones. What says the same again is left out, or
 * the labels of one would be bound to the cells of the other; what repeats the labels with other values is a form of
 * its own.
 */
import type { Segment } from './find-forms.js';
import type { Line, Token } from './form-lines.js';
import { withoutWhiteSpace } from './text.js';

/** Small tables may well be printed twice with the same values: 微博 and 微信 of a filer who has neither. */
const FEWEST_ROWS = 12;
/** Of a table's rows, how many begin with the labels of another where both are the same form. */
const SAME_LABELS = 0.9;
const HAN = /\p{Script=Han}/u;

/** A table, or a paragraph. */
interface Part {
  readonly table: number | null;
  readonly lines: readonly Line[];
}

/** The segments without their copies, each with one form at most; `isSignature` knows the labels around a form. */
export function withoutCopies(
  segments: readonly Segment[],
  isSignature: (text: string) => boolean,
): readonly Segment[] {
  if (segments.flatMap(partsOf).filter(isLarge).length < 2) return segments;
  const kept: Segment[] = [];
  for (const segment of segments) {
    if (segment.kind === 'instructions') kept.push(segment);
    else for (const form of formsApart(segment)) keepOnce(form, kept, isSignature);
  }
  return kept;
}

/** Adds a segment to those kept, or to the one that has all of its form what it says besides: the page's own end. */
function keepOnce(segment: Segment, kept: Segment[], isSignature: (text: string) => boolean): void {
  const parts = partsOf(segment);
  const ofForm = partsOfForm(segment, parts, isSignature);
  const place = kept.findIndex((other) => ofForm.length > 0 && saysAll(other, ofForm));
  const original = kept[place];
  if (!original) {
    kept.push(segment);
    return;
  }
  const known = textsOf(original);
  const rest = parts.flatMap((part) => (known.has(saidIn(part)) ? [] : part.lines));
  kept[place] = { ...original, lines: [...original.lines, ...rest] };
}

/** What a copy must say in the same words: all tables, and under a title of its own the heading and signatures too. */
function partsOfForm(
  { title }: Segment,
  parts: readonly Part[],
  isSignature: (text: string) => boolean,
): readonly Part[] {
  const first = parts.findIndex(isLarge);
  if (first < 0) return [];
  const isAround = ({ lines }: Part, at: number) =>
    at < first || lines.some(({ tokens }) => tokens.some(({ text }) => isSignature(text)));
  return parts.filter(
    (part, at) => saidIn(part) !== '' && (part.table !== null || (title !== null && isAround(part, at))),
  );
}

function saysAll(segment: Segment, parts: readonly Part[]): boolean {
  const texts = textsOf(segment);
  return parts.every((part) => texts.has(saidIn(part)));
}

function textsOf(segment: Segment): ReadonlySet<string> {
  return new Set(partsOf(segment).map(saidIn));
}

/** The segment parted before each table that begins its form anew. */
function formsApart(segment: Segment): readonly Segment[] {
  const starts: number[] = [];
  let labels: readonly string[] = [];
  let at = 0;
  for (const part of partsOf(segment)) {
    const own = isLarge(part) ? part.lines.flatMap(firstLabel) : [];
    const again = own.filter((label) => labels.includes(label)).length;
    const anew = own.length >= FEWEST_ROWS && again >= SAME_LABELS * own.length;
    if (anew) starts.push(at);
    labels = anew ? own : [...labels, ...own];
    at += part.lines.length;
  }
  if (starts.length === 0) return [segment];
  const first = { ...segment, lines: segment.lines.slice(0, starts[0]) };
  const others = starts.map((start, place) => segment.lines.slice(start, starts[place + 1]));
  return [first, ...others.map((lines) => ({ ...segment, title: null, lines }))];
}

function isLarge({ table, lines }: Part): boolean {
  return table !== null && lines.length >= FEWEST_ROWS;
}

function partsOf({ lines }: Segment): Part[] {
  const groups: Line[][] = [];
  for (const line of lines) {
    const last = groups.at(-1);
    if (last && line.table !== null && line.table === last[0]?.table) last.push(line);
    else groups.push([line]);
  }
  return groups.map((group) => ({ table: group[0]?.table ?? null, lines: group }));
}

/** All that a part says, white space apart. */
function saidIn({ lines }: Part): string {
  return lines.map(lineSaid).join('\n');
}

function lineSaid({ tokens }: Line): string {
  return tokens.map(said).join('\t');
}

/** A cell's words and what its marks mean, however they are drawn. */
function said({ content }: Token): string {
  return content
    .map((piece) => (piece.kind === 'text' ? withoutWhiteSpace(piece.text) : `[${piece.state}]`))
    .join('');
}

/** The first words of a row. */
function firstLabel({ tokens }: Line): string[] {
  return tokens
    .map(({ text }) => withoutWhiteSpace(text))
    .filter((text) => HAN.test(text))
    .slice(0, 1);
}
