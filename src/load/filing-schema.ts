/** The shape of `nianbao extract --json`, from which `schema/filing-result.schema.json` is written. */
import { z } from 'zod';
import { PERIODS } from '../model/indicator.js';
import { FIELD_STATUSES, SEVERITIES } from '../model/reading.js';

const confidence = z.number().min(0).max(1).describe('Probability that it is right.');
const index = z.int().min(0).nullable();

const origin = z
  .strictObject({
    page: z.int().min(1).nullable().describe('From 1; null where the source has no pages.'),
    table: index.describe('Index of the table in the document, from 0.'),
    row: index,
    column: index,
    boxes: z
      .array(z.tuple([z.number(), z.number(), z.number(), z.number()]))
      .describe("x0, y0, x1, y1 in the page's points or the image's pixels, origin at the top left."),
  })
  .nullable();

const field = z.strictObject({
  indicator: z.string().describe('Key of the catalogue, such as traffic.page_views.'),
  period: z.enum(PERIODS),
  status: z.enum(FIELD_STATUSES),
  value: z.union([z.number(), z.boolean(), z.string()]).nullable().describe('Set if status is reported.'),
  unit: z.string().nullable(),
  note: z.string().nullable(),
  raw: z.string().nullable().describe("The value cell's text as the document has it."),
  label_raw: z.string().nullable().describe("The label's text as the document has it."),
  confidence,
  origin,
});

const finding = z.strictObject({
  indicator: z.string().nullable(),
  period: z.enum(PERIODS).nullable(),
  rule: z.string(),
  severity: z.enum(SEVERITIES),
  message: z.string(),
});

const report = z.strictObject({
  form: z.enum(['work', 'supervision']),
  template: z.string(),
  year: z.int().nullable(),
  site_code: z.string().nullable(),
  site_name: z.string().nullable(),
  confidence,
  fields: z.array(field),
  findings: z.array(finding),
});

const document = z.strictObject({
  path: z.string(),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
  media_type: z.string().nullable(),
  kind: z.enum(['filing', 'instructions', 'blank_form', 'other']),
  status: z.enum(['loaded', 'skipped', 'failed']),
  error: z.string().nullable(),
});

export const filingSchema = z.strictObject({ document, reports: z.array(report) });
