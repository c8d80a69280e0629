/**
 * Tables drawn with characters (`│总数│12│`, `+----+----+`) or with bars between cells (`总数|12`), rewritten as rows
 * that the other layouts have.
 */

import { addAll } from '../../add-all.js';

const BORDER = /[│┃║╎╏┆┇┊┋]/;
const BORDERS = /[│┃║╎╏┆┇┊┋]/g;
/** Nothing but the parts of which rules are drawn, strokes along the line among them. */
const RULE_PARTS = /^[\s─━═┄┅┈┉╌╍┌-╋╒-╬│┃║]+$/;
const STROKES = /[─━═┄┅┈┉╌╍]{2}/;
const ASCII_RULE = /^\s*\+(?:[-=]{2,}\+)+\s*$/;
/** Lines with bars that a file must have, and the share of those of one look, to be such rows. */
const LEAST_LINES = 5;
const OF_ONE_LOOK = 0.8;

/** The text with such tables as Markdown or tab-separated rows; any other text as it is. */
export function plainRows(text: string): string {
  if (!/[|│┃║]/.test(text)) return text;
  const lines = text.split('\n');
  if (lines.some((line) => BORDER.test(line))) return borderedRows(lines).join('\n');
  const barred = lines.filter((line) => line.includes('|'));
  const closed = barred.filter((line) => /^\s*\||\|\s*$/.test(line));
  const ruled = lines.some((line) => ASCII_RULE.test(line));
  if (ruled) return lines.filter((line) => !ASCII_RULE.test(line)).join('\n');
  const open = barred.filter((line) => !/\|\s*$/.test(line));
  const betweenOnly =
    barred.length >= LEAST_LINES &&
    open.length >= OF_ONE_LOOK * barred.length &&
    closed.length < barred.length;
  return betweenOnly && !text.includes('\t') ? text.replaceAll('|', '\t') : text;
}

/** Rows between rules; where most rows are parted by rules, the lines between two of them are one row. */
function borderedRows(lines: readonly string[]): string[] {
  const groups: string[][] = [[]];
  const plain: string[] = [];
  let rules = 0;
  let rows = 0;
  const flush = () => {
    const done = groups.splice(0, groups.length, []).filter((group) => group.length > 0);
    const joined = rules > rows / 2 ? done.map(joinLines) : done.flat().map(cellsOf);
    addAll(
      plain,
      joined.map((cells) => `|${cells.join('|')}|`),
    );
    rules = 0;
    rows = 0;
  };
  for (const line of lines) {
    if (RULE_PARTS.test(line) && STROKES.test(line)) {
      rules += 1;
      groups.push([]);
    } else if (BORDER.test(line)) {
      rows += 1;
      groups.at(-1)?.push(line);
    } else {
      flush();
      plain.push(line);
    }
  }
  flush();
  return plain;
}

function cellsOf(line: string): string[] {
  const cells = line
    .replaceAll('|', '\\|')
    .replace(BORDERS, '|')
    .trim()
    .split(/(?<!\\)\|/);
  return cells.slice(1, -1).map((cell) => cell.trim());
}

/** Cells of several lines, line by line. */
function joinLines(lines: readonly string[]): string[] {
  const joined: string[] = [];
  for (const line of lines) {
    for (const [column, part] of cellsOf(line).entries()) {
      const before = joined[column] ?? '';
      joined[column] = before === '' || part === '' ? before + part : `${before}<br>${part}`;
    }
  }
  return joined;
}
