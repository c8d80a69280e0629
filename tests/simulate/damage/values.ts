/** Damage to the answers: digits read as letters, marks and whole cells lost. */
import { INDICATORS } from '../../../src/normalize/catalogue.js';
import type { FieldId } from '../../filings/filing.js';
import type { Random } from '../../filings/random.js';
import { FILLER, type TextCell, type TextRow, type TextSheet } from '../../filings/render/text-sheet.js';
import {
  type AlteredReading,
  alter,
  BLANK,
  type DamageContext,
  INVALID,
  labelsOf,
  MISSING,
  plainText,
  valuesOf,
} from './kind.js';
import { DIGIT_LOOK_ALIKES } from './look-alikes.js';

/** Shares at strength 1: of numbers with a letter in them, of 是/否 answers with one mark, of value cells. */
const DIGIT_RATE = 0.02;
const MARK_RATE = 0.03;
const CELL_RATE = 0.004;

const COUNT_KEYS = new Set(INDICATORS.filter(({ type }) => type === 'count').map(({ key }) => key));

/** A letter alone says nothing: only numbers of at least this many digits are misread, at most half of them. */
const LEAST_DIGITS = 3;

function misread(text: string, chance: Random): string {
  const digits = text.replace(/\D/g, '').length;
  if (digits < LEAST_DIGITS) return text;
  let left = chance.int(1, Math.floor(digits / 2));
  return [...text]
    .map((digit) => {
      const letters = DIGIT_LOOK_ALIKES.get(digit);
      if (!letters || left === 0 || chance.chance(0.5)) return digit;
      left--;
      return chance.pick(letters);
    })
    .join('');
}

function isCount(cell: TextCell): boolean {
  const [field = ''] = cell.fields;
  return cell.role === 'value' && COUNT_KEYS.has(field.split('@')[0] ?? '');
}

export function misreadDigits(sheet: TextSheet, { chance, strength, note }: DamageContext): TextSheet {
  const rows = sheet.rows.map((row, at) => ({
    ...row,
    cells: row.cells.map((cell) => {
      const text = plainText(cell);
      if (!isCount(cell) || !/^\d+$/.test(text) || !chance.chance(DIGIT_RATE * strength)) return cell;
      const damaged = misread(text, chance);
      if (damaged !== text) note(at, `${text} → ${damaged}`);
      return { ...cell, ink: [{ kind: 'text' as const, text: damaged }] };
    }),
  }));
  return { ...sheet, rows };
}

interface LostMark {
  readonly cell: TextCell;
  readonly reading: AlteredReading;
}

/** One box of 是/否 gone: the other decides alone. */
function loseMark(cell: TextCell, chance: Random): LostMark | null {
  const options = cell.ink.flatMap((part) => (part.kind === 'option' ? [part] : []));
  const [yes, no] = options;
  if (options.length !== 2 || yes?.label !== '是' || no?.label !== '否' || cell.fields.length !== 1)
    return null;
  const lost = chance.pick([yes, no]);
  const survivor = lost === yes ? no : yes;
  const ink = cell.ink.map((part) => (part === lost ? { kind: 'text' as const, text: part.label } : part));
  const reading = survivor.ticked ? ({ status: 'reported', value: survivor === yes } as const) : INVALID;
  return { cell: { ...cell, ink }, reading };
}

export function loseMarks(sheet: TextSheet, { chance, strength, note }: DamageContext): TextSheet {
  let damaged = sheet;
  const rows = sheet.rows.map((row, at) => ({
    ...row,
    cells: row.cells.map((cell) => {
      if (cell.role !== 'value' || !chance.chance(MARK_RATE * strength)) return cell;
      const lost = loseMark(cell, chance);
      if (!lost) return cell;
      note(at, `${plainText(cell)}: ${lost.reading.status}`);
      damaged = alter(damaged, cell.fields, lost.reading);
      return lost.cell;
    }),
  }));
  return { ...damaged, rows };
}

/** The row without its last answer; formats that pad rows have a blank cell there. */
function withoutLastValue(row: TextRow, padded: boolean): TextRow {
  const last = row.cells.findLastIndex((cell) => cell.role === 'value');
  const rest = row.cells.slice(last).map(() => FILLER);
  return { ...row, cells: [...row.cells.slice(0, last), ...(padded ? rest : [])] };
}

/** The last cell of a row is lost, as at a page's right edge. */
export function loseCells(sheet: TextSheet, { chance, strength, note }: DamageContext): TextSheet {
  const { padded } = sheet;
  let damaged = sheet;
  const rows = sheet.rows.map((row, at) => {
    const lost = valuesOf(row).at(-1);
    const fields: readonly FieldId[] = lost?.fields ?? [];
    if (!lost || labelsOf(row).length === 0 || !chance.chance(CELL_RATE * strength)) return row;
    const others = valuesOf(row).filter((cell) => cell !== lost);
    if (others.some((cell) => cell.fields.some((field) => fields.includes(field)))) return row;
    note(at, `${plainText(lost)} lost`);
    damaged = alter(damaged, fields, padded ? BLANK : MISSING);
    return withoutLastValue(row, padded);
  });
  return { ...damaged, rows };
}
