/**
 * Words of a page → the texts of cells. Programs draw a table cell by cell: lines that were drawn one after the
 * other and stand below each other may be one cell's, and lines between which another cell was drawn never are.
 */
import type { Box } from '../../model/document.js';
import { isOption } from './cell-words.js';
import { acrossClip, isOneCell } from './clips.js';
import { isBelow, isFull, middle, SLACK, textOf, widest } from './line-places.js';
import { boxRound, firstRun, type InkLine } from './text-lines.js';

/** The lines of one cell, from top to bottom. */
export interface CellText {
  readonly lines: readonly InkLine[];
  /** Across the page as far as they show: what is cut off would stand in the columns of others. */
  readonly box: Box;
  readonly size: number;
}

/** Lines of a cell are as far apart as those of the others, but for the rounding of places. */
const SAME_PITCH = 1.12;
/** Distance of rows from which they are plainly wider apart than lines of one cell. */
const WIDER_PITCH = 1.07;
/** Distance of heights, in character heights, up to which texts stand on one level. */
const LEVEL = 0.25;
/** Share of the distances of rows that may be something else: raised and lowered characters, other fonts. */
const UNRELIABLE = 0.03;
/** Up to where between the distances of lines and of rows one is of lines: rows are hardly ever nearer than theirs. */
const TOWARDS_ROWS = 0.6;
/** Distances of lines that differ by no more than this share are one, and how many of the rows' make it theirs. */
const ONE_PITCH = 0.025;
const OF_ROWS = 0.1;

const OPEN_BRACKET = /[（(][^（()）]*$/u;
const CLOSED_BRACKET = /[)）][:：]?$/u;
/** The colon of a label that filled its line. */
const REST_OF_LABEL = /^[:：]$/;
const ENDED_LABEL = /[:：]$/;
/** A unit on a line of its own: no label, and hardly a value. */
const UNIT_ALONE = /^[（(]\p{Script=Han}[^（()）]*(?:[）)][:：]?)?$/u;
/** A figure with its unit: the answer of a row of its own, unless there was no room for it above. */
const FIGURE = /^[\d０-９][\d０-９.,，．%％]*\p{Script=Han}{0,2}$/u;
/** A figure broken at its point. */
const UNFINISHED = /[\d０-９][.．]$/u;
const REST_OF_FIGURE = /^[\d０-９]+[%％]?$/u;
/** The rest of a wrapped text: a character or two that are no value, or what closes a bracket. */
const END = /^[^\d０-９\s]?[^\d０-９\s无有是否]$|^[^（(]*[）)][:：]?$/u;

interface Pair {
  readonly above: InkLine;
  readonly below: InkLine;
  readonly written: string;
}

/** Distances of lines on a page, top to top. */
interface Pitches {
  readonly ofLines: number;
  readonly ofRows: number;
  /** From line to line of different rows. */
  readonly rows: readonly number[];
}

/** Joins words, each a stretch of one line, into the texts of cells. */
export function cellTexts(words: readonly InkLine[]): CellText[] {
  const drawn = [...words].sort((a, b) => firstRun(a) - firstRun(b) || a.box[1] - b.box[1]);
  const pitches = pitchesOf(drawn);
  const [, top, , bottom] = boxRound(drawn);
  const texts: InkLine[][] = [];
  for (const word of drawn) {
    const text = texts.at(-1);
    const above = text?.at(-1);
    if (text !== undefined && above !== undefined && isBelow(above, word)) {
      const pair = { above, below: word, written: text.map(textOf).join('') };
      if (isOneCell(above, word, bottom - top) ?? goesOn(pair, drawn, pitches)) {
        text.push(word);
        continue;
      }
    }
    texts.push([word]);
  }
  return texts.map(cellText);
}

function cellText(lines: readonly InkLine[]): CellText {
  const sizes = lines.map(({ size }) => size).sort((a, b) => a - b);
  return { lines, box: boxRound(lines.map(acrossClip)), size: sizes[sizes.length >> 1] ?? 0 };
}

function goesOn(pair: Pair, drawn: readonly InkLine[], pitches: Pitches): boolean {
  const { above, below, written } = pair;
  const rest = textOf(below);
  if (OPEN_BRACKET.test(written)) return true;
  if (UNFINISHED.test(written) && REST_OF_FIGURE.test(rest)) return true;
  if (REST_OF_LABEL.test(rest) && !ENDED_LABEL.test(written)) return true;
  if (CLOSED_BRACKET.test(written)) return false;
  if (isNextOption(pair) && !(labelOf(above, drawn) && labelOf(below, drawn))) return true;
  const isUnit = UNIT_ALONE.test(rest);
  if (!isUnit && (runsOver(above, below, drawn) || runsOver(below, above, drawn))) return false;
  if (FIGURE.test(written) && FIGURE.test(rest) && hadRoom(above, below, drawn)) return false;
  const pitch = pitchOf(above, below);
  if (pitch > SAME_PITCH * pitches.ofLines) return false;
  const [isOfLines, isOfRows] = [isOnePitch(pitch, pitches.ofLines), isOfRow(pitch, pitches)];
  if (isOfLines !== isOfRows) return isOfLines;
  const wider = pitches.ofRows - pitches.ofLines;
  if (pitches.ofRows > WIDER_PITCH * pitches.ofLines) return pitch < pitches.ofLines + TOWARDS_ROWS * wider;
  if (isUnit || isNextOption(pair)) return true;
  if (areRows(above, below, drawn)) return false;
  if (END.test(rest) || isBesideMiddle(above, below, drawn)) return true;
  return isFull(above, below, drawn);
}

function isOfRow(pitch: number, { rows }: Pitches): boolean {
  return rows.filter((own) => isOnePitch(pitch, own)).length > OF_ROWS * rows.length;
}

function isOnePitch(one: number, other: number): boolean {
  return Math.abs(one - other) <= ONE_PITCH * other;
}

/** A line that reaches over a text beside the other one is wider than the other's cell, and is of none with it. */
function runsOver({ box, size }: InkLine, other: InkLine, drawn: readonly InkLine[]): boolean {
  const end = box[2] - SLACK * size;
  return drawn.some(
    (word) =>
      word.box[0] >= other.box[2] &&
      word.box[0] < end &&
      Math.abs(middle(word) - middle(other)) <= LEVEL * size,
  );
}

/** Whether a longer figure of the column shows that the next digit would have fitted above. */
function hadRoom(above: InkLine, { inks: [next] }: InkLine, drawn: readonly InkLine[]): boolean {
  const figures = drawn.filter((word) => FIGURE.test(textOf(word)));
  const needed = above.box[2] - above.box[0] + ((next?.box[2] ?? 0) - (next?.box[0] ?? 0));
  return needed + SLACK * above.size < widest(above, figures);
}

/** A further option of the list above: an own list would have words of the first. */
function isNextOption({ above, below, written }: Pair): boolean {
  const words = wordsIn(textOf(below));
  return beginsOption(above) && beginsOption(below) && words !== '' && !wordsIn(written).includes(words);
}

function wordsIn(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '');
}

function beginsOption({ inks: [first] }: InkLine): boolean {
  return first !== undefined && isOption(first);
}

/**
 * Of lines from brackets, which tell for sure where a text goes on; without any, from the nearest lines. Of rows
 * from lines between which another cell was drawn.
 */
function pitchesOf(drawn: readonly InkLine[]): Pitches {
  const pairs = drawn.slice(1).flatMap((below, index): Pair[] => {
    const above = drawn[index];
    return above !== undefined && isBelow(above, below) ? [{ above, below, written: textOf(above) }] : [];
  });
  const sure = pairs.filter(
    ({ written, below }) => OPEN_BRACKET.test(written) || UNIT_ALONE.test(textOf(below)),
  );
  const pitches = (of: readonly Pair[]) => of.map(({ above, below }) => pitchOf(above, below));
  const ofLines = quantile(pitches(sure), 1 / 2) ?? quantile(pitches(pairs), 0) ?? 0;
  const rows = rowPitches(drawn);
  return { ofLines, ofRows: quantile(rows, UNRELIABLE) ?? Number.POSITIVE_INFINITY, rows };
}

/** From each line to the next below it, where these were not drawn one after the other. */
function rowPitches(drawn: readonly InkLine[]): number[] {
  return drawn.flatMap((above, index) => {
    const next = drawn.reduce<number | null>((nearest, below, at) => {
      const isNearer = nearest === null || below.box[1] < (drawn[nearest]?.box[1] ?? 0);
      return isNearer && isBelow(above, below) ? at : nearest;
    }, null);
    const below = next === null || Math.abs(next - index) === 1 ? undefined : drawn[next];
    return below === undefined ? [] : [pitchOf(above, below)];
  });
}

/** Both lines have a text of their own at their right, or labels at their left, and these are not one text themselves. */
function areRows(above: InkLine, below: InkLine, drawn: readonly InkLine[]): boolean {
  const [one, other] = [partnerOf(above, drawn), partnerOf(below, drawn)];
  if (one !== undefined && other !== undefined && !areOneText(one, other, drawn)) return true;
  const [label, next] = [labelOf(above, drawn), labelOf(below, drawn)];
  if (label === undefined || next === undefined || !isBelow(label, next)) return false;
  const written = textOf(label);
  if (OPEN_BRACKET.test(written) || UNIT_ALONE.test(textOf(next))) return false;
  return CLOSED_BRACKET.test(written) || !areOneText(label, next, drawn);
}

function areOneText(one: InkLine, other: InkLine, drawn: readonly InkLine[]): boolean {
  return drawn.indexOf(other) === drawn.indexOf(one) + 1 && isBelow(one, other) && isFull(one, other, drawn);
}

function partnerOf(line: InkLine, drawn: readonly InkLine[]): InkLine | undefined {
  return drawn
    .filter(
      (word) => word.box[0] >= line.box[2] && Math.abs(middle(word) - middle(line)) <= LEVEL * line.size,
    )
    .sort((a, b) => a.box[0] - b.box[0])[0];
}

/** The nearest text at the left of a line, which may reach under it where it is cut off for it. */
function labelOf(line: InkLine, drawn: readonly InkLine[]): InkLine | undefined {
  return drawn
    .filter((word) => word.box[0] < line.box[0] && Math.abs(middle(word) - middle(line)) <= LEVEL * line.size)
    .sort((a, b) => b.box[0] - a.box[0])[0];
}

/** A text beside the middle between two lines, and beside none of them, is beside the cell that they make up. */
function isBesideMiddle(above: InkLine, below: InkLine, drawn: readonly InkLine[]): boolean {
  const between = (middle(above) + middle(below)) / 2;
  return drawn.some(
    (word) => word.box[0] >= above.box[2] && Math.abs(middle(word) - between) <= (LEVEL / 2) * above.size,
  );
}

function quantile(values: readonly number[], share: number): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? null;
}

function pitchOf(above: InkLine, below: InkLine): number {
  return below.box[1] - above.box[1];
}
