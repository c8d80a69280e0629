/**
 * The catalogue of canonical indicators, read from `templates/indicators.tsv`: the one place that says which
 * keys exist, with their labels, units, types and periods.
 */
import { readFileSync } from 'node:fs';
import {
  type ChoiceOption,
  type FormKind,
  type Indicator,
  PERIODS,
  VALUE_TYPES,
  type ValueType,
} from '../model/indicator.js';

const CATALOGUE_FILE = new URL('./templates/indicators.tsv', import.meta.url);

function parseType(cell: string): { type: ValueType; options: ChoiceOption[] } {
  const [name = '', choices = ''] = cell.split(': ');
  const type = VALUE_TYPES.find((known) => known === name);
  if (!type) throw new Error(`indicators.tsv: unknown type ${JSON.stringify(cell)}`);
  const options = choices
    .split(' ')
    .filter(Boolean)
    .map((choice) => {
      const [id = '', label = ''] = choice.split('=');
      return { id, label };
    });
  return { type, options };
}

function parseForm(cell: string): FormKind {
  if (cell === 'work' || cell === 'supervision') return cell;
  throw new Error(`indicators.tsv: unknown form ${JSON.stringify(cell)}`);
}

/** Parses the catalogue's tab-separated text; throws on the first row that it does not understand. */
export function parseCatalogue(text: string): Indicator[] {
  const [, ...rows] = text.trim().split(/\r?\n/);
  return rows.map((row) => {
    const [key = '', form = '', section = '', label = '', , unit = '', type = '', periods = ''] =
      row.split('\t');
    return {
      key,
      form: parseForm(form),
      section,
      label,
      unit: unit || null,
      ...parseType(type),
      periods: periods === 'year' ? ['year'] : [...PERIODS],
    };
  });
}

/** All indicators of the built-in catalogue, in the order of the forms. */
export const INDICATORS: readonly Indicator[] = parseCatalogue(readFileSync(CATALOGUE_FILE, 'utf8'));
