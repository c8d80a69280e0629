/**
 * Labels that stood side by side over their values, in a form whose cells were written one a line: a run of labels, then
 * a run of values. They are paired in order where there are as many of the one as of the other; which value is whose
 * where one is lacking, nobody knows.
 */
import type { Line, Token } from './form-lines.js';
import type { Head } from './label-heads.js';

/** A line of a form without a table, or what was put together of several. */
export interface LooseRow {
  readonly line: Line;
  /** The label that asks for its value; null for a line that belongs to no label. */
  readonly head: Head | null;
  /** The cells behind its label. */
  readonly values: readonly Token[];
}

/** Values in a run that show that the form is printed so; of two, an empty cell and a stray line may be the cause. */
const SURE_VALUES = 3;
const FEWEST_VALUES = 2;
/** So many runs of the fewest values show it as well. */
const FEWEST_BLOCKS = 2;
/** More words than in a number with its unit, or in 不涉及, may be a label that nobody could read. */
const WORDS = /\p{Script=Han}(?:\P{Script=Han}*\p{Script=Han}){3}/u;

interface Block {
  readonly headings: readonly LooseRow[];
  /** All that stands below up to the next label, the cell of the last heading among it. */
  readonly values: readonly Token[];
  /** The row behind it. */
  readonly end: number;
}

/** Rows with such labels, each with its own value, or without any. */
export function withStackedHeadings(rows: readonly LooseRow[]): readonly Line[] {
  const blocks = new Map<number, Block>();
  for (let at = 0; at < rows.length; at += 1) {
    const block = blockAt(rows, at);
    if (block === null) continue;
    blocks.set(at, block);
    at = block.end - 1;
  }
  const lines: Line[] = [];
  const stacked = areStacked([...blocks.values()]);
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at];
    const block = stacked ? blocks.get(at) : undefined;
    if (block) for (const line of paired(block)) lines.push(line);
    else if (row) lines.push(row.line);
    if (block) at = block.end - 1;
  }
  return lines;
}

function areStacked(blocks: readonly Block[]): boolean {
  const clear = blocks.filter(({ values }) => values.every(({ text }) => !WORDS.test(text)));
  const runs = clear.map(({ values }) => values.length).filter((length) => length >= FEWEST_VALUES);
  return runs.length >= FEWEST_BLOCKS || runs.some((length) => length >= SURE_VALUES);
}

function isEven({ headings, values }: Block): boolean {
  return headings.length === values.length;
}

/** Two labels or more of those that some form prints over their values, and what stands below them. */
function blockAt(rows: readonly LooseRow[], start: number): Block | null {
  let at = start;
  while (rows[at]?.head?.overValue && rows[at]?.values.length === 0) at += 1;
  if (rows[at]?.head?.overValue) at += 1;
  const headings = rows.slice(start, at);
  if (headings.length < 2) return null;
  let end = at;
  while (rows[end]?.head === null && rows[end]?.line.kind === 'paragraph') end += 1;
  const below = rows.slice(at, end).flatMap(({ line }) => line.tokens);
  const values = [...(headings.at(-1)?.values ?? []), ...below].filter(({ blank }) => !blank);
  return { headings, values, end };
}

function paired(block: Block): Line[] {
  const { headings, values } = block;
  const rows = headings.map(({ line, values: own }, place): Line => {
    const labels = line.tokens.slice(0, line.tokens.length - own.length);
    const value = isEven(block) ? values[place] : undefined;
    const tokens = value ? [...labels, value] : labels;
    return { ...line, tokens: tokens.map((token, position) => ({ ...token, position, column: position })) };
  });
  return isEven(block) ? rows : [...rows, ...values.map(alone)];
}

function alone(value: Token): Line {
  const { line: index } = value;
  return {
    index,
    kind: 'paragraph',
    table: null,
    grid: false,
    tokens: [{ ...value, position: 0, column: 0 }],
  };
}
