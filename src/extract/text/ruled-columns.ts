/** Tables whose columns a line of dashes shows (`------ ----`), as pandoc lays them out, rewritten as Markdown rows. */
import { displayWidth } from '../../text-width.js';

const COLUMN_RULE = /^ *-{3,}(?: +-{3,})+ *$/;
/** More columns than this are a drawn line. */
const MOST_COLUMNS = 60;
const RULE = /^ *-{3,}(?: +-{3,})* *$/;
const IN_COLUMNS = /\S {2,}\S/;
/** Lines that a heading row may have, the rule over it among them. */
const MOST_HEADING_LINES = 6;

/** The lines with such tables as rows; any other line as it is. */
export function withRuledColumns(lines: readonly string[]): readonly string[] {
  if (!lines.some((line) => COLUMN_RULE.test(line))) return lines;
  const rewritten: string[] = [];
  let at = 0;
  while (at < lines.length) {
    const rule = lines[at] ?? '';
    const starts = COLUMN_RULE.test(rule) ? columnStarts(rule) : [];
    const end = lastRule(lines, at, starts);
    if (end > at) {
      const heading = takeHeading(rewritten);
      const groups = [heading, ...rowGroups(lines.slice(at + 1, end))];
      for (const group of groups) if (group.length > 0) rewritten.push(rowOf(group, starts));
    } else rewritten.push(rule);
    at = end + 1;
  }
  return rewritten;
}

/** Where the rule that ends the table of these columns stands; the table's first line where none does. */
function lastRule(lines: readonly string[], first: number, starts: readonly number[]): number {
  const last = starts.at(-1);
  if (last === undefined || starts.length > MOST_COLUMNS) return first;
  const end = lines.findIndex((line, at) => at > first && RULE.test(line) && line.trimEnd().length > last);
  return end === -1 ? first : end;
}

function columnStarts(rule: string): number[] {
  return [...rule.matchAll(/-+/g)].map(({ index }) => index);
}

/** Takes the heading row from what stands before a table's columns: one line, or several under a rule. */
function takeHeading(before: string[]): string[] {
  const near = before.slice(-MOST_HEADING_LINES - 1);
  const lines = near.slice(near.findLastIndex((line) => line.trim() === '') + 1);
  const isRuled = RULE.test(lines[0] ?? '');
  const isLine = lines.length === 1 && IN_COLUMNS.test(lines[0] ?? '');
  if (lines.length > MOST_HEADING_LINES || !(isRuled || isLine)) return [];
  before.length -= lines.length;
  return isRuled ? lines.slice(1) : lines;
}

/** Empty lines part the rows where there are any, since cells then go over several lines. */
function rowGroups(lines: readonly string[]): string[][] {
  const groups: string[][] = [[]];
  for (const line of lines) {
    if (line.trim() === '') groups.push([]);
    else groups.at(-1)?.push(line);
  }
  return groups.length > 1 ? groups : lines.map((line) => [line]);
}

function rowOf(lines: readonly string[], starts: readonly number[]): string {
  const cells = starts.map((): string[] => []);
  for (const line of lines) {
    for (const [column, part] of partsAt(line, starts).entries()) {
      if (part !== '') cells[column]?.push(part.replaceAll('|', '\\|'));
    }
  }
  return `|${cells.map((parts) => parts.join('<br>')).join('|')}|`;
}

/**
 * A line cut where columns begin. A character that the program took for wider or narrower than it is here moves what
 * follows, so that the nearest blank is where a column ends.
 */
function partsAt(line: string, starts: readonly number[]): string[] {
  const edges = wordEdges(line);
  const cuts = starts.slice(1).map((start) => {
    const distance = ({ place }: WordEdge) => Math.abs(place - start);
    return edges.reduce((nearest, edge) => (distance(edge) < distance(nearest) ? edge : nearest)).index;
  });
  return starts.map((_, column) => line.slice(cuts[column - 1] ?? 0, cuts[column] ?? line.length).trim());
}

interface WordEdge {
  readonly index: number;
  readonly place: number;
}

/** Where a word may begin: after a blank, and at the line's end. */
function wordEdges(line: string): [WordEdge, ...WordEdge[]] {
  const edges: [WordEdge, ...WordEdge[]] = [{ index: line.length, place: displayWidth(line) }];
  let place = 0;
  let index = 0;
  let afterBlank = false;
  for (const character of line) {
    if (afterBlank) edges.push({ index, place });
    afterBlank = character === ' ';
    place += displayWidth(character);
    index += character.length;
  }
  return edges;
}
