/**
 * Forms that were published as running lines, without a table: `网站名称：甲网` a line, cells parted by tabs or blanks,
 * or one cell a line, as OCR and copied pages give them. Their paragraphs are put together to rows, each with the
 * sections named in it, one label and what follows it.
 */
import { addAll } from '../add-all.js';
import { type Line, MARK_PLACE, pieceText, placedText, type Token } from './form-lines.js';
import type { Head, LabelHeads } from './label-heads.js';
import { isUnitAlone } from './label-text.js';
import { cutOf, labelOf } from './part-labels.js';
import { serialLines } from './serial-lines.js';
import { type LooseRow, withStackedHeadings } from './stacked-headings.js';
import { IGNORED } from './unclaimed.js';

/** A notice may name some labels at the start of its lines; a form has dozens. */
const FEWEST_ROWS = 15;
/** Longer lines are running text, not what is filled into a form. */
const LONGEST_VALUE = 300;
/** Options are words of few characters with their mark. */
const LONGEST_OPTION = 30;
/** 是 and 否 begin many a label. */
const SHORTEST_OPTION = 2;
/** Marks and what is typed for them. */
const NOT_WORDS = /[^\p{L}\p{N}]/gu;
/** 总数, 名称 and 其他 are words of values as well: inside a line only longer labels begin a new row. */
const SHORTEST_INSIDE = 4;

interface OpenRow {
  readonly labels: Token[];
  label: Head | null;
  readonly cells: Token[];
  /** Texts of the values so far. */
  values: readonly string[];
}

/**
 * The lines with paragraphs put together to rows; null where too few of them begin with a label.
 * @param signatures labels above and below the form, which hold their value themselves
 */
export function looseRows(
  lines: readonly Line[],
  heads: LabelHeads,
  signatures: LabelHeads,
): readonly Line[] | null {
  const rows: LooseRow[] = [];
  let open: OpenRow = newRow();
  const close = () => {
    const [first] = open.labels;
    const line = first && lines[first.line];
    if (line) rows.push(rowOf(line, open));
    open = newRow();
  };
  const put = (line: Line) => {
    close();
    rows.push({ line, head: null, values: [] });
  };
  const whole = withMarksJoined(lines, heads);
  const serial = serialLines(whole, heads);
  for (const line of whole) {
    const [token] = line.tokens;
    if (serial.has(line)) {
      close();
      continue;
    }
    if (line.kind === 'row' || !token || token.blank) {
      put(line);
      continue;
    }
    if (isNextOption(open, token)) {
      addOption(open, token);
      continue;
    }
    for (const part of partsOf(token, heads)) {
      if (part.labels.length > 0) {
        if (open.label) close();
        addAll(
          open.labels,
          part.labels.map(({ token: label }) => label),
        );
        open.label = part.labels.find(({ head }) => head.kind === 'leaf')?.head ?? null;
        if (part.value) addValue(open, part.value);
      } else if (part.value && goesOn(open, part.value, signatures)) {
        addValue(open, part.value);
      } else put(line);
    }
  }
  close();
  return rows.filter(({ head }) => head !== null).length < FEWEST_ROWS ? null : withStackedHeadings(rows);
}

function newRow(): OpenRow {
  return { labels: [], label: null, cells: [], values: [] };
}

function rowOf(line: Line, { labels, label, cells }: OpenRow): LooseRow {
  const tokens = [...labels, ...cells].map((token, position) => ({ ...token, position, column: position }));
  return {
    line: { ...line, kind: 'row', grid: false, emptyCells: 'lost', tokens },
    head: label,
    values: cells,
  };
}

function addValue(row: OpenRow, value: Token): void {
  const parts = periodsOf(row, value);
  addAll(row.cells, parts);
  if (parts.length > 1) {
    row.values = parts.map(({ text }) => text);
    return;
  }
  if (!isUnitAlone(value.text)) row.values = [...row.values, value.text];
}

/** The values of several periods stand in one line, parted by blanks. */
function periodsOf(row: OpenRow, value: Token): readonly Token[] {
  const most = row.label?.periods ?? 1;
  if (most === 1 || row.values.length > 0) return [value];
  const parts = [...placedText(value.content).matchAll(/\S+/g)].map((part) =>
    cutOf(value, part.index, part.index + part[0].length),
  );
  return parts.length <= most && parts.length >= most - 1 ? parts : [value];
}

/** Options are one answer, wherever their lines end. */
function addOption(row: OpenRow, option: Token): void {
  if (row.values.length === 0) {
    addValue(row, option);
    return;
  }
  const value = row.cells.pop();
  const content = [
    ...(value?.content ?? []),
    { kind: 'text', text: '\n', score: null } as const,
    ...option.content,
  ];
  const hasMark = option.hasMark || value?.hasMark === true;
  row.cells.push({ ...option, content, text: pieceText(content), hasMark });
  row.values = [...row.values, option.text];
}

/** Whether a line is an option of the open row, and no label though it may be a word of one (其他). */
function isNextOption(row: OpenRow, value: Token): boolean {
  if (!row.label || value.text.length > LONGEST_OPTION) return false;
  const before = row.values.join(' ');
  const words = placedText(value.content).replace(NOT_WORDS, '');
  return row.label.words.some(
    (word) =>
      (words === word || (word.length > SHORTEST_OPTION && words.startsWith(word))) && !before.includes(word),
  );
}

/** Whether a line without a label belongs to the open row: its value, or another period's. */
function goesOn(row: OpenRow, value: Token, signatures: LabelHeads): boolean {
  if (!row.label || value.text.length > LONGEST_VALUE || IGNORED.test(value.text.trim())) return false;
  if (signatures.in(placedText(value.content)).at(-1)?.parting === 'colon') return false;
  return row.values.length < row.label.periods;
}

function isBareMark(token: Token | undefined): token is Token {
  return token?.hasMark === true && placedText(token.content).trim() === MARK_PLACE;
}

/**
 * Marks that stand on lines of their own, joined to their options: all before them, or all behind them as the first
 * one shows, which follows a label or an option.
 */
function withMarksJoined(lines: readonly Line[], heads: LabelHeads): readonly Line[] {
  const first = lines.findIndex(({ kind, tokens }) => kind === 'paragraph' && isBareMark(tokens[0]));
  if (first < 0) return lines;
  const before = heads.in(placedText(lines[first - 1]?.tokens[0]?.content ?? [])).length > 0;
  const joined: Line[] = [];
  for (const line of lines) {
    const last = joined.at(-1);
    const open = before ? last : line;
    if (last?.kind === 'paragraph' && line.kind === 'paragraph' && isBareMark(open?.tokens[0]))
      joined[joined.length - 1] = joinedLine(last, line);
    else joined.push(line);
  }
  return joined;
}

function joinedLine(first: Line, second: Line): Line {
  const [head] = first.tokens;
  const [tail] = second.tokens;
  if (!head || !tail) return first;
  const content = [...head.content, ...tail.content];
  return { ...first, tokens: [{ ...head, content, text: pieceText(content), hasMark: true, blank: false }] };
}

interface Part {
  readonly labels: readonly { readonly token: Token; readonly head: Head }[];
  readonly value: Token | null;
}

/** A line cut before each label in it; a part without labels is what a row may go on with. */
function partsOf(token: Token, heads: LabelHeads): Part[] {
  const parts: Part[] = [];
  let rest = token;
  for (;;) {
    const text = placedText(rest.content);
    const found = heads.in(text);
    const last = found.at(-1);
    if (!last || !isLabel(text, last)) return [...parts, { labels: [], value: rest }];
    const labels = found.map((head) => ({ token: labelOf(rest, head), head }));
    const next = nextLabel(text, last, heads);
    const value = cutOf(rest, last.value, next ?? text.length);
    parts.push({ labels, value: value.blank ? null : value });
    if (next === null) return parts;
    rest = cutOf(rest, next, text.length);
  }
}

/** Words behind a label without anything between are a sentence; behind a section they are no value. */
function isLabel(text: string, last: Head): boolean {
  const rest = text.slice(last.value).trim();
  if (rest === '') return true;
  if (last.kind === 'section') return false;
  return last.parting !== 'none' || /^[\d０-９\ufffc√]/.test(rest);
}

/** Where, behind blanks, the next label of the line begins. */
function nextLabel(text: string, last: Head, heads: LabelHeads): number | null {
  for (const gap of text.slice(last.value).matchAll(/\s+/g)) {
    const start = last.value + gap.index + gap[0].length;
    const next = heads.in(text.slice(start)).at(-1);
    if (next?.kind === 'leaf' && next.parting !== 'none' && next.length >= SHORTEST_INSIDE) return start;
  }
  return null;
}
