/** Cuts a text into runs of lines that share a layout. */
import { addAll } from '../../add-all.js';
import { joinBrokenRows } from './broken-rows.js';
import { plainRows } from './drawn-rows.js';
import { withRuledColumns } from './ruled-columns.js';

export type TextLayout = 'paragraphs' | 'markdown' | 'html' | 'tab-rows' | 'word-dump' | 'blank-aligned';

export interface TextRun {
  readonly layout: TextLayout;
  readonly lines: readonly string[];
}

const MARKDOWN_ROW = /^\s*\|.*\|/;
const TABLE_OPEN = /<table\b/i;
const TABLE_CLOSE = /<\/table\s*>/gi;
/** One leading tab and no other: a cell of a word-processor dump. */
const DUMP_CELL = /^[ \u00a0\u3000]?\t[^\t]*$/;
/** Two or more blanks (or one ideographic blank) between words: columns aligned by blanks. */
const BLANK_GAP = /\S(?: {2,}|[\u3000\u00a0]+ *)\S/;
/** So many aligned lines in a row make a table; signature lines at a form's end are one or two. */
const FEWEST_ALIGNED_LINES = 5;

type LineKind = 'markdown' | 'tab' | 'html' | 'empty' | 'other';

function kindOf(line: string): LineKind {
  if (MARKDOWN_ROW.test(line)) return 'markdown';
  if (TABLE_OPEN.test(line)) return 'html';
  if (line.includes('\t')) return 'tab';
  return line.trim() === '' ? 'empty' : 'other';
}

/** In a dump nearly every tab is the first of its line; in tab-separated rows few lines are like that. */
function isWordDump(lines: readonly string[]): boolean {
  const tabbed = lines.filter((line) => line.includes('\t'));
  return tabbed.length > 0 && tabbed.filter((line) => DUMP_CELL.test(line)).length > 0.7 * tabbed.length;
}

function lastIndexWhere(
  kinds: readonly LineKind[],
  from: number,
  accept: (kind: LineKind) => boolean,
): number {
  let end = from;
  while (end < kinds.length && accept(kinds[end] ?? 'other')) end += 1;
  return end;
}

/** Runs in order; lines that only separate runs (blank ones) are dropped. */
export function splitRuns(text: string): TextRun[] {
  const lines = joinBrokenRows(withRuledColumns(plainRows(text).split('\n')));
  const dump = isWordDump(lines);
  const kinds = lines.map(kindOf);
  const runs: TextRun[] = [];
  let index = 0;
  while (index < lines.length) {
    const [layout, end] = runAt(lines, kinds, index, dump);
    const part = lines.slice(index, end);
    if (layout === 'paragraphs') addAll(runs, alignedRuns(part));
    else runs.push({ layout, lines: part });
    index = end;
  }
  return runs.filter((run) => run.lines.some((line) => line.trim() !== ''));
}

function runAt(
  lines: readonly string[],
  kinds: readonly LineKind[],
  start: number,
  dump: boolean,
): [TextLayout, number] {
  switch (kinds[start]) {
    case 'markdown':
      return ['markdown', lastIndexWhere(kinds, start, (kind) => kind === 'markdown')];
    case 'html':
      return ['html', htmlEnd(lines, start)];
    case 'tab':
      return dump ? ['word-dump', dumpEnd(lines, kinds, start)] : ['tab-rows', tabRowsEnd(kinds, start)];
    default: {
      const end = lastIndexWhere(kinds, start, (kind) => kind === 'other' || kind === 'empty');
      return ['paragraphs', end];
    }
  }
}

/** The line after the one that closes the outermost table; the whole rest where it is never closed. */
function htmlEnd(lines: readonly string[], start: number): number {
  let depth = 0;
  for (let index = start; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    depth += [...line.matchAll(/<table\b/gi)].length - [...line.matchAll(TABLE_CLOSE)].length;
    if (depth <= 0) return index + 1;
  }
  return lines.length;
}

/** The unit of a label that an empty line cut off belongs to the row of the cell below it. */
const OPENS_UNIT = /^\s*[（(]/;

/**
 * A dump's table goes on over empty lines (they end rows) as long as another cell follows; other lines inside
 * a row continue its last cell.
 */
function dumpEnd(lines: readonly string[], kinds: readonly LineKind[], start: number): number {
  let end = start;
  let index = start;
  while (index < lines.length) {
    const kind = kinds[index];
    if (kind === 'tab') end = index + 1;
    else if (kind === 'other') {
      const unit = OPENS_UNIT.test(lines[index] ?? '') && kinds[index + 1] === 'tab';
      if (end < index && !unit) break;
      end = index + 1;
    } else if (kind !== 'empty') break;
    index += 1;
  }
  return end;
}

/** A single line without a tab between two rows is a row whose other cells were lost; a blank line ends all. */
function tabRowsEnd(kinds: readonly LineKind[], start: number): number {
  let end = start;
  while (kinds[end] === 'tab' || (kinds[end] === 'other' && kinds[end + 1] === 'tab')) end += 1;
  return end;
}

/** Looks for tables aligned by blanks inside a run of plain lines. */
function alignedRuns(lines: readonly string[]): TextRun[] {
  const runs: TextRun[] = [];
  let plain: string[] = [];
  let index = 0;
  while (index < lines.length) {
    let end = index;
    while (end < lines.length && BLANK_GAP.test((lines[end] ?? '').trim())) end += 1;
    if (end - index >= FEWEST_ALIGNED_LINES) {
      runs.push(
        { layout: 'paragraphs', lines: plain },
        { layout: 'blank-aligned', lines: lines.slice(index, end) },
      );
      plain = [];
      index = end;
    } else {
      plain.push(lines[index] ?? '');
      index += 1;
    }
  }
  runs.push({ layout: 'paragraphs', lines: plain });
  return runs;
}
