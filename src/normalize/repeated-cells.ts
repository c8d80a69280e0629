/**
 * Tables in which a merged cell was written into every column and row that it covers, as converters to formats without
 * spans do (Docling's Markdown, data frames). Labels that stand beside themselves tell such a table. Only labels, and
 * what stands right under them, are made one cell again: equal numbers side by side are of two periods.
 */
import { type Line, type Token, withTokens } from './form-lines.js';

/** Rows of a table that must begin a label twice; one may be a slip of the filer's. */
const FEWEST_ROWS = 3;
/** 名称 and 总数 are words of values as well. */
const SHORTEST_LABEL = 4;

/** Whether a text is a label of a form, to the letter. */
type IsLabel = (text: string) => boolean;

/** The lines, each label of such tables in one cell with the columns that it covers. */
export function withoutRepeats(lines: readonly Line[], isLabel: IsLabel): readonly Line[] {
  const repeating = repeatingTables(lines, isLabel);
  if (repeating.size === 0) return lines;
  let above: readonly Token[] = [];
  return lines.map((line) => {
    if (line.table === null || !repeating.has(line.table)) {
      above = [];
      return line;
    }
    const cells = inOneCell(line.tokens, above, isLabel);
    const own = withoutContinued(cells, above, isLabel);
    above = cells;
    return withTokens({ ...line, grid: true }, own);
  });
}

/** Tables with a cell in every column of every row, in which labels stand beside themselves. */
function repeatingTables(lines: readonly Line[], isLabel: IsLabel): ReadonlySet<number> {
  const rows = new Map<number, Line[]>();
  for (const line of lines) {
    if (line.table === null) continue;
    const own = rows.get(line.table);
    if (own) own.push(line);
    else rows.set(line.table, [line]);
  }
  const repeating = new Set<number>();
  for (const [table, own] of rows) {
    const width = own[0]?.tokens.length;
    const isWhole = own.every(
      ({ tokens }) => tokens.length === width && tokens.every(({ columnSpan }) => columnSpan === 1),
    );
    const repeats = own.filter(({ tokens }) =>
      tokens.some((token, at) => isSame(token, tokens[at - 1]) && isLongLabel(token, isLabel)),
    );
    if (isWhole && repeats.length >= FEWEST_ROWS) repeating.add(table);
  }
  return repeating;
}

function isSame(token: Token, other: Token | undefined): boolean {
  return !token.blank && token.text === other?.text;
}

function isLongLabel({ text }: Token, isLabel: IsLabel): boolean {
  return text.trim().length >= SHORTEST_LABEL && isLabel(text);
}

/** A row with repeated labels, and what is repeated under a label as often as that, in one cell each. */
function inOneCell(tokens: readonly Token[], above: readonly Token[], isLabel: IsLabel): Token[] {
  const cells: Token[] = [];
  for (const token of tokens) {
    const last = cells.at(-1);
    const heads = above.some(
      (head) => head.column === last?.column && head.columnSpan > last.columnSpan && isLabel(head.text),
    );
    if (last && isSame(token, last) && (heads || isLabel(token.text)))
      cells[cells.length - 1] = { ...last, columnSpan: last.columnSpan + 1 };
    else cells.push(token);
  }
  return cells;
}

/** A row without the labels, and their values, that go on from the row above. */
function withoutContinued(cells: readonly Token[], above: readonly Token[], isLabel: IsLabel): Token[] {
  const continued = new Set<Token>();
  for (const [at, cell] of cells.entries()) {
    const before = cells[at - 1];
    const goesOn = before !== undefined && continued.has(before);
    // Under another section the same label asks for another value.
    const mayGoOn = isLabel(cell.text) ? goesOn || !before || !isLabel(before.text) : goesOn;
    if (mayGoOn && above.some((upper) => isSame(cell, upper) && coversSame(cell, upper))) continued.add(cell);
  }
  return cells.filter((cell) => !continued.has(cell));
}

function coversSame(cell: Token, upper: Token): boolean {
  return cell.column === upper.column && cell.columnSpan === upper.columnSpan;
}
