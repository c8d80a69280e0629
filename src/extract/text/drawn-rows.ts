/**
 * Tables drawn with characters (`│总数│12│`, `+----+----+`) or with bars between cells (`总数|12`), rewritten as rows
 * that the other layouts have.
 */

import { addAll } from '../../add-all.js';

/** With which characters a table is drawn. */
interface Drawing {
  readonly border: RegExp;
  readonly row: RegExp;
  readonly isRule: (line: string) => boolean;
}

/** Nothing but the parts of which rules are drawn, strokes along the line among them. */
const RULE_PARTS = /^[\s─━═┄┅┈┉╌╍┌-╋╒-╬│┃║]+$/;
const STROKES = /[─━═┄┅┈┉╌╍]{2}/;
const ASCII_RULE = /^\s*\+(?:[-=:]{2,}\+)+\s*$/;
const UPRIGHT = /[│┃║╎╏┆┇┊┋]/;
const BOX: Drawing = {
  border: UPRIGHT,
  row: UPRIGHT,
  isRule: (line) => RULE_PARTS.test(line) && STROKES.test(line),
};
const ASCII: Drawing = {
  border: /(?<!\\)\|/,
  row: /^\s*\|.*\|\s*$/,
  isRule: (line) => ASCII_RULE.test(line),
};
const FIGURE = /^[\d０-９][\d０-９,，.]*$/u;
/** Lines with bars that a file must have, and the share of those of one look, to be such rows. */
const LEAST_LINES = 5;
const OF_ONE_LOOK = 0.8;

/** The text with such tables as Markdown or tab-separated rows; any other text as it is. */
export function plainRows(text: string): string {
  if (!/[|│┃║]/.test(text)) return text;
  const lines = text.split('\n');
  if (lines.some((line) => BOX.row.test(line))) return drawnRows(lines, BOX).join('\n');
  if (lines.some(ASCII.isRule)) return drawnRows(lines, ASCII).join('\n');
  const barred = lines.filter((line) => line.includes('|'));
  const closed = barred.filter((line) => /^\s*\||\|\s*$/.test(line));
  const open = barred.filter((line) => !/\|\s*$/.test(line));
  const betweenOnly =
    barred.length >= LEAST_LINES &&
    open.length >= OF_ONE_LOOK * barred.length &&
    closed.length < barred.length;
  return betweenOnly && !text.includes('\t') ? text.replaceAll('|', '\t') : text;
}

/** The lines with drawn tables as Markdown rows. */
function drawnRows(lines: readonly string[], drawing: Drawing): string[] {
  const groups: string[][][] = [[]];
  const plain: string[] = [];
  let rules = 0;
  const flush = () => {
    const drawn = groups.splice(0, groups.length, []).filter((group) => group.length > 0);
    const rows = areRows(drawn, rules) ? drawn.map(joinLines) : drawn.flat();
    addAll(
      plain,
      rows.map((cells) => `|${cells.join('|')}|`),
    );
    rules = 0;
  };
  for (const line of lines) {
    if (drawing.isRule(line)) {
      rules += 1;
      groups.push([]);
    } else if (drawing.row.test(line)) {
      groups.at(-1)?.push(cellsOf(line, drawing));
    } else {
      flush();
      plain.push(line);
    }
  }
  flush();
  return plain;
}

/**
 * Whether the lines between two rules are one row: where most rows are parted by rules, or else where the figures of
 * such lines stand side by side, since the cells of one row begin in its first line.
 */
function areRows(groups: readonly (readonly string[][])[], rules: number): boolean {
  const lines = groups.reduce((sum, group) => sum + group.length, 0);
  if (rules - 1 > lines / 2) return true;
  const withFigures = groups
    .filter((group) => group.length > 1)
    .map((group) => group.filter((cells) => cells.some((cell) => FIGURE.test(cell))).length);
  const inOne = withFigures.filter((count) => count === 1);
  const inSeveral = withFigures.filter((count) => count > 1);
  return inOne.length > inSeveral.length;
}

function cellsOf(line: string, drawing: Drawing): string[] {
  const cells = line.trim().split(drawing.border);
  const inner = cells.slice(1, -1).map((cell) => cell.trim());
  return drawing === BOX ? inner.map((cell) => cell.replaceAll('|', '\\|')) : inner;
}

/** Cells of several lines, line by line. */
function joinLines(lines: readonly (readonly string[])[]): string[] {
  const joined: string[] = [];
  for (const cells of lines) {
    for (const [column, part] of cells.entries()) {
      const before = joined[column] ?? '';
      joined[column] = before === '' || part === '' ? before + part : `${before}<br>${part}`;
    }
  }
  return joined;
}
