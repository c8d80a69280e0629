/** Rows of Markdown tables that a line break inside a cell cut in pieces, put together again. */

/** A row that its line does not end. */
const OPENS_ROW = /^\s*\|.*[^|\s]\s*$/;
const ENDS_ROW = /(?<!\\)\|\s*$/;
const STARTS_ROW = /^\s*\|/;
/** Lines that a row may be cut into; a cell has a few of them. */
const MOST_LINES = 12;

/** The lines with such rows in one line each, where they have as many cells as the rows that are whole. */
export function joinBrokenRows(lines: readonly string[]): readonly string[] {
  const width = usualBars(lines);
  if (width === 0) return lines;
  const joined: string[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    const end = OPENS_ROW.test(line) ? rowEnd(lines, at) : at;
    const row = lines.slice(at, end + 1).join('<br>');
    const isWhole = end > at && barsIn(row) === width;
    joined.push(isWhole ? row : line);
    if (isWhole) at = end;
  }
  return joined;
}

/** The line that ends the row begun at one; the same where another row or an empty line comes first. */
function rowEnd(lines: readonly string[], start: number): number {
  for (let at = start + 1; at < start + MOST_LINES; at += 1) {
    const line = lines[at] ?? '';
    if (line.trim() === '' || STARTS_ROW.test(line)) return start;
    if (ENDS_ROW.test(line)) return at;
  }
  return start;
}

function barsIn(row: string): number {
  return [...row.matchAll(/(?<!\\)\|/g)].length;
}

/** The commonest number of bars of the rows that are whole; 0 where no row lacks its end. */
function usualBars(lines: readonly string[]): number {
  if (!lines.some((line) => OPENS_ROW.test(line))) return 0;
  const counts = new Map<number, number>();
  for (const line of lines) {
    if (!STARTS_ROW.test(line) || !ENDS_ROW.test(line)) continue;
    const bars = barsIn(line);
    counts.set(bars, (counts.get(bars) ?? 0) + 1);
  }
  const [[commonest] = [0]] = [...counts].sort(([, a], [, b]) => b - a);
  return commonest;
}
