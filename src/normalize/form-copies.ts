/**
 * Tables that a page prints twice, once for screens and once for telephones. What says the same again is left out, or
 * the labels of one would be bound to the cells of the other; what repeats the labels with other values is a form of
 * its own.
 */
import type { Segment } from './find-forms.js';
import type { Line, Token } from './form-lines.js';
import { formsApart, isLarge, type Part, partsOf } from './forms-apart.js';
import { withoutWhiteSpace } from './text.js';

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
