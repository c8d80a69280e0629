/** Which fields each template has: read from the catalogue's own table, the contract between all parts. */
import { readFileSync } from 'node:fs';
import { type Indicator, PERIODS, type Period } from '../../src/model/indicator.js';
import { parseCatalogue } from '../../src/normalize/catalogue.js';
import { type FieldId, fieldId, type TemplateId } from './filing.js';

const CATALOGUE = readFileSync(
  new URL('../../src/normalize/templates/indicators.tsv', import.meta.url),
  'utf8',
);
const TEMPLATES_COLUMN = 8;

const TEMPLATES_OF_ROW = CATALOGUE.trim()
  .split(/\r?\n/)
  .slice(1)
  .map((row) => (row.split('\t')[TEMPLATES_COLUMN] ?? '').split(' '));

const INDICATORS = parseCatalogue(CATALOGUE);

export interface TemplateField {
  readonly indicator: Indicator;
  readonly period: Period;
}

const FIELDS_OF_TEMPLATE = new Map<TemplateId, readonly TemplateField[]>();

/** Every indicator and period of a template, in the order of the catalogue. */
export function templateFields(template: TemplateId): readonly TemplateField[] {
  const known = FIELDS_OF_TEMPLATE.get(template);
  if (known) return known;
  const fields = INDICATORS.filter((_, row) => TEMPLATES_OF_ROW[row]?.includes(template)).flatMap(
    (indicator) =>
      (indicator.periods.length > 1 ? PERIODS : (['year'] as const)).map((period) => ({ indicator, period })),
  );
  FIELDS_OF_TEMPLATE.set(template, fields);
  return fields;
}

const FIELDS_OF_KEY = new Map<string, readonly FieldId[]>();

/** The fields of one indicator in a template: one, five, or none where the template has no such indicator. */
export function fieldsOfKey(template: TemplateId, key: string): readonly FieldId[] {
  const name = `${template}/${key}`;
  const known = FIELDS_OF_KEY.get(name);
  if (known) return known;
  const fields = templateFields(template)
    .filter(({ indicator }) => indicator.key === key)
    .map(({ period }) => fieldId(key, period));
  FIELDS_OF_KEY.set(name, fields);
  return fields;
}
