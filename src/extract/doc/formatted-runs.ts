/**
 * Formatting by place in the text stream: runs of characters and of paragraphs, each with its property modifiers,
 * kept in pages of 512 bytes ([MS-DOC] 2.9.33 and 2.9.174).
 */
import { readSprms, SPRM, type Sprm } from './sprms.js';
import { viewOf, type WordFile } from './word-file.js';

const PAGE_BYTES = 512;
const PAGE_NUMBER = 0x3fffff;
const PARAGRAPH_SLOT_BYTES = 13;

export interface FormattedRun {
  readonly start: number;
  readonly end: number;
  readonly sprms: readonly Sprm[];
}

/** The modifiers of the run that covers a place; places may be asked in any order. */
export type RunFinder = (position: number) => readonly Sprm[];

export function characterRuns(file: WordFile): RunFinder {
  return finder(
    pagesOf(file, file.runs.characters).flatMap((page) =>
      runsOf(page, (index, count) => {
        const at = (page[(count + 1) * 4 + index] ?? 0) * 2;
        return at === 0 ? [] : readSprms(page.subarray(at + 1, at + 1 + (page[at] ?? 0)));
      }),
    ),
  );
}

export function paragraphRuns(file: WordFile): RunFinder {
  return finder(
    pagesOf(file, file.runs.paragraphs).flatMap((page) =>
      runsOf(page, (index, count) => {
        const at = (page[(count + 1) * 4 + index * PARAGRAPH_SLOT_BYTES] ?? 0) * 2;
        return at === 0 ? [] : withHugeProperties(paragraphSprms(page, at), file.data);
      }),
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

function runsOf(
  page: Uint8Array,
  sprmsOf: (index: number, count: number) => readonly Sprm[],
): FormattedRun[] {
  const view = viewOf(page);
  const count = page[PAGE_BYTES - 1] ?? 0;
  const runs: FormattedRun[] = [];
  for (let index = 0; index < count && (index + 2) * 4 < PAGE_BYTES; index++) {
    const start = view.getUint32(index * 4, true);
    const end = view.getUint32((index + 1) * 4, true);
    runs.push({ start, end, sprms: sprmsOf(index, count) });
  }
  return runs;
}

function finder(runs: readonly FormattedRun[]): RunFinder {
  const sorted = [...runs].sort((a, b) => a.start - b.start);
  let latest: FormattedRun | undefined;
  return (position) => {
    // Text is read from its start to its end.
    if (latest === undefined || !covers(latest, position)) latest = runAt(sorted, position);
    return latest !== undefined && covers(latest, position) ? latest.sprms : [];
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
