import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { filingJson } from '../../src/load/filing-json.js';
import { filingSchema } from '../../src/load/filing-schema.js';
import { sampleDocument, sampleFiling } from './sample-filing.js';

const SCHEMA_FILE = new URL('../../schema/filing-result.schema.json', import.meta.url);

test('the published JSON Schema is the one that the tests check against (UPDATE=1 writes it)', () => {
  const schema = z.toJSONSchema(filingSchema);
  if (process.env.UPDATE) writeFileSync(SCHEMA_FILE, `${JSON.stringify(schema, null, 2)}\n`);
  expect(JSON.parse(readFileSync(SCHEMA_FILE, 'utf8'))).toEqual(JSON.parse(JSON.stringify(schema)));
});

test('a filing has the published keys, in the published order', () => {
  const filing = filingJson(sampleFiling('a.txt', 'content'));
  expect(filingSchema.parse(filing)).toEqual(filing);
  expect(Object.keys(filing.document)).toEqual(['path', 'sha256', 'media_type', 'kind', 'status', 'error']);
  const field = filing.reports[0]?.fields[2] ?? {};
  expect(JSON.stringify(field)).toBe(
    '{"indicator":"services.catalogue_published","period":"year","status":"reported","value":true,"unit":null,' +
      '"note":null,"raw":"true","label_raw":"标签","confidence":0.95,' +
      '"origin":{"page":2,"table":0,"row":4,"column":1,"boxes":[[10,20,110.123,30],[10,32,60,42]]}}',
  );
});

test('a file without a hash says so', () => {
  const document = sampleDocument('a.txt', '', { sha256: '', status: 'failed', error: 'It is too large.' });
  const filing = filingJson({ document, reports: [], definitions: [] });
  expect(filingSchema.parse(filing).document.sha256).toBeNull();
});
