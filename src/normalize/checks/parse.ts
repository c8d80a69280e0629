/** Parses a list of checks; throws when an entry is malformed, stands twice or names an unknown indicator. */
import { z } from 'zod';
import { INDICATORS } from '../catalogue.js';
import { type Check, checkSchema } from './schema.js';

/** Every indicator that a check names. */
function indicatorsOf(check: Check): string[] {
  switch (check.kind) {
    case 'sum':
      return [check.total, ...check.parts];
    case 'quarters-sum':
    case 'quarters-range':
      return check.fields;
    case 'at-most':
      return [...check.lesser, ...check.greater];
    case 'rate':
      return [check.rate, check.part, check.rest, ...check.wholes].filter((key) => key !== null);
    case 'pattern':
    case 'region':
    case 'date-window':
      return [check.field];
    case 'province':
      return [check.code, check.number];
    case 'answer-excludes':
      return [check.answer, ...check.excluded];
    case 'answer-requires':
      return [check.answer, ...check.required];
    case 'name-type':
      return [check.name, check.type];
  }
}

export function parseChecks(text: string): Check[] {
  const checks = z.array(checkSchema).parse(JSON.parse(text));
  for (const check of checks) {
    const known = new Set(INDICATORS.filter(({ form }) => form === check.form).map(({ key }) => key));
    const unknown = indicatorsOf(check).filter((key) => !known.has(key));
    if (unknown.length > 0) throw new Error(`checks.json: ${check.id} names unknown ${unknown.join(', ')}`);
  }
  const ids = checks.map(({ id, form }) => `${form} ${id}`);
  const repeated = ids.find((id, index) => ids.indexOf(id) !== index);
  if (repeated !== undefined) throw new Error(`checks.json: ${repeated} stands twice`);
  return checks;
}
