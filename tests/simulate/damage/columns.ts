/** Whole columns that a reader never sees: a page cut too narrow, a column taken for a margin. */
import type { Period } from '../../../src/model/indicator.js';
import { PERIODS } from '../../../src/model/indicator.js';
import type { FieldId } from '../../filings/filing.js';
import type { TextCell, TextSheet } from '../../filings/render/text-sheet.js';
import { alter, type DamageContext, MISSING, plainText } from './kind.js';

/** Chance that a filing of strength 1 loses one; rare, as it takes a fifth of the form away. */
const COLUMN_RATE = 0.03;
const SECTION_COLUMN_RATE = 0.04;

function periodOf(field: FieldId): string {
  return field.slice(field.indexOf('@') + 1);
}

const HEADINGS: Readonly<Record<Period, string>> = {
  q1: '一季度',
  q2: '二季度',
  q3: '三季度',
  q4: '四季度',
  year: '年度',
};

/** One period of the supervision form, heading and all. Its fields are missing. */
export function loseColumn(sheet: TextSheet, { chance, strength, note }: DamageContext): TextSheet {
  const hasQuarters = sheet.rows.some((row) => row.cells.some((cell) => plainText(cell) === HEADINGS.q1));
  if (!hasQuarters || !chance.chance(COLUMN_RATE * strength)) return sheet;
  const period = chance.pick(PERIODS);
  const gone: FieldId[] = [];
  const rows = sheet.rows.map((row) => {
    const quarterly = row.cells.filter((cell) => cell.role === 'value').length > 1;
    const kept = row.cells.filter((cell) => {
      if (cell.role === 'heading') return plainText(cell) !== HEADINGS[period];
      const lost =
        quarterly && cell.role === 'value' && cell.fields.some((field) => periodOf(field) === period);
      if (lost) gone.push(...cell.fields);
      return !lost;
    });
    return { ...row, cells: kept };
  });
  note(-1, `${HEADINGS[period]} lost`);
  return alter({ ...sheet, rows }, gone, MISSING);
}

function isSectionPlace(cell: TextCell | undefined): boolean {
  return cell?.role === 'section' || cell?.role === 'filler';
}

/** The first column of section names: order and the remaining labels still tell the fields apart. */
export function loseSectionColumn(sheet: TextSheet, { chance, strength, note }: DamageContext): TextSheet {
  if (!chance.chance(SECTION_COLUMN_RATE * strength)) return sheet;
  note(-1, 'sections lost');
  const rows = sheet.rows.map((row) =>
    isSectionPlace(row.cells[0]) ? { ...row, cells: row.cells.slice(1) } : row,
  );
  return { ...sheet, rows };
}
