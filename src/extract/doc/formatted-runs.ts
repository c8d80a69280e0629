/**
 * Formatting by place in the text stream: runs of characters and of paragraphs, each with its property modifiers,
 * kept in pages of 512 bytes ([MS-DOC] 2.9.33 and 2.9.174).
 */
import { readSprms, SPRM, type Sprm } from './sprms.js';
import { viewOf, type WordFile } from './word-file.js';

const PAGE_BYTES = 512;
const PAGE_NUMBER = 0x3fffff;
const PARAGRAPH_SLOT_BYTES = 13;

const NO_SPRMS: readonly Sprm[] = [];

export interface FormattedRun {
  readonly start: number;
  readonly end: number;
  readonly sprms: readonly Sprm[];
}

/** The run that covers a place, an empty one where there is none; places may be asked in any order. */
export type RunFinder = (position: number) => FormattedRun;

export function characterRuns(file: WordFile): RunFinder {
  return finder(
    pagesOf(file, file.runs.characters).flatMap((page) =>
      runsOf(page, 1, (at) => readSprms(page.subarray(at + 1, at + 1 + (page[at] ?? 0)))),
    ),
  );
}

export function paragraphRuns(file: WordFile): RunFinder {
  return finder(
    pagesOf(file, file.runs.paragraphs).flatMap((page) =>
      runsOf(page, PARAGRAPH_SLOT_BYTES, (at) => withHugeProperties(paragraphSprms(page, at), file.data)),
    ),
  );
}

/** The first two bytes of the list are the paragraph's style. */
function paragraphSprms(page: Uint8Array, at: number): readonly Sprm[] {
  const words = page[at] ?? 0;
  const [start, length] = words === 0 ? [at + 2, 2 * (page[at + 1] ?? 0)] : [at + 1, 2 * words - 1];
  return readSprms(page.subarray(start + 2, start + length));
}

/** Rows of many cells do not fit in a page: their properties stand in the data stream. */
function withHugeProperties(sprms: readonly Sprm[], data: Uint8Array): readonly Sprm[] {
  const huge = sprms.find((sprm) => sprm.code === SPRM.hugeProperties);
  if (huge === undefined) return sprms;
  const at = huge.operand.getUint32(0, true);
  if (at + 2 > data.length) return sprms;
  return [...sprms, ...readSprms(data.subarray(at + 2, at + 2 + viewOf(data).getUint16(at, true)))];
}

function pagesOf(file: WordFile, table: Uint8Array): readonly Uint8Array[] {
  const view = viewOf(table);
  const count = Math.max(0, Math.floor((table.length - 4) / 8));
  const pages: Uint8Array[] = [];
  for (let index = 0; index < count; index++) {
    const number = view.getUint32((count + 1) * 4 + index * 4, true) & PAGE_NUMBER;
    const page = file.main.subarray(number * PAGE_BYTES, (number + 1) * PAGE_BYTES);
    if (page.length === PAGE_BYTES) pages.push(page);
  }
  return pages;
}

/**
 * The runs of a page. Behind their places stands a slot for each, whose first byte is half the offset of its
 * modifiers; runs of one look share them, and 0 is none.
 */
function runsOf(
  page: Uint8Array,
  slotBytes: number,
  sprmsAt: (offset: number) => readonly Sprm[],
): FormattedRun[] {
  const view = viewOf(page);
  const count = page[PAGE_BYTES - 1] ?? 0;
  const known = new Map([[0, NO_SPRMS]]);
  const runs: FormattedRun[] = [];
  for (let index = 0; index < count && (index + 2) * 4 < PAGE_BYTES; index++) {
    const start = view.getUint32(index * 4, true);
    const end = view.getUint32((index + 1) * 4, true);
    const offset = (page[(count + 1) * 4 + index * slotBytes] ?? 0) * 2;
    const sprms = known.get(offset) ?? sprmsAt(offset);
    known.set(offset, sprms);
    runs.push({ start, end, sprms });
  }
  return runs;
}

function finder(runs: readonly FormattedRun[]): RunFinder {
  const sorted = [...runs].sort((a, b) => a.start - b.start);
  let latest: FormattedRun | undefined;
  return (position) => {
    // Text is read from its start to its end.
    if (latest === undefined || !covers(latest, position)) latest = runAt(sorted, position);
    if (latest !== undefined && covers(latest, position)) return latest;
    return { start: position, end: position + 1, sprms: NO_SPRMS };
  };
}

function covers({ start, end }: FormattedRun, position: number): boolean {
  return position >= start && position < end;
}

/** The last run that starts before or at the position. */
function runAt(sorted: readonly FormattedRun[], position: number): FormattedRun | undefined {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((sorted[middle]?.start ?? 0) <= position) low = middle;
    else high = middle - 1;
  }
  return sorted[low];
}
