/**
 * What an entry of `checks.json` may say. A check compares fields of one report with each other or with a known form;
 * it never changes a value. A new check of a known kind is one entry and one test case, no code.
 */
import { z } from 'zod';
import { SEVERITIES } from '../../model/reading.js';

const indicator = z.string().min(1);
const indicators = z.array(indicator).min(1);

const common = {
  id: z.string().regex(/^[a-z]+(-[a-z]+)*$/),
  form: z.enum(['work', 'supervision']),
  severity: z.enum(SEVERITIES),
  /** A sentence with `{placeholders}`, which ones depends on the kind. */
  message: z.string().min(1),
};

/** The total equals the sum of its parts. `{total}` `{parts}` `{sum}` */
const sum = z.strictObject({ ...common, kind: z.literal('sum'), total: indicator, parts: indicators });

/** The year equals the four quarters together. `{name}` `{sum}` `{year}` */
const quartersSum = z.strictObject({ ...common, kind: z.literal('quarters-sum'), fields: indicators });

/**
 * The year lies between the largest quarter and the sum of the four: for counts of sites, of which one may come up in
 * several quarters and is then counted once or several times. `{name}` `{largest}` `{sum}` `{year}`
 */
const quartersRange = z.strictObject({ ...common, kind: z.literal('quarters-range'), fields: indicators });

/** Each of `lesser`, or all of them together, is at most the sum of `greater`. `{lesser}` `{greater}` */
const atMost = z.strictObject({
  ...common,
  kind: z.literal('at-most'),
  lesser: indicators,
  together: z.boolean(),
  greater: indicators,
  /** `year` where a quarter may close what an earlier one opened. */
  periods: z.enum(['all', 'year']),
});

/**
 * A percentage agrees with part / whole, or with (whole - rest) / whole, as far as it is printed. It holds when it
 * agrees with one of `wholes`. `{rate}` `{computed}` `{parts}`
 */
const rate = z.strictObject({
  ...common,
  kind: z.literal('rate'),
  rate: indicator,
  part: indicator.nullable(),
  rest: indicator.nullable(),
  wholes: indicators,
});

/** The text has a known form; case does not matter. `{name}` `{value}` */
const pattern = z.strictObject({
  ...common,
  kind: z.literal('pattern'),
  field: indicator,
  pattern: z.string(),
});

/** The first six digits of a local site code are a region's. `{name}` `{value}` `{region}` */
const region = z.strictObject({ ...common, kind: z.literal('region'), field: indicator });

/** A registration number is of the province that the site code names. `{name}` `{value}` `{province}` `{code}` */
const province = z.strictObject({
  ...common,
  kind: z.literal('province'),
  code: indicator,
  number: indicator,
});

/** A date lies in a span around the year of the report. `{name}` `{value}` `{from}` `{to}` */
const dateWindow = z.strictObject({
  ...common,
  kind: z.literal('date-window'),
  field: indicator,
  /** Years to add to the report's year, and the month, of the first and the last month that are allowed. */
  from: z.tuple([z.int(), z.int().min(1).max(12)]),
  to: z.tuple([z.int(), z.int().min(1).max(12)]),
});

/** An answer (否, or a count of 0) leaves nothing to fill in elsewhere. `{answer}` `{filled}` */
const answerExcludes = z.strictObject({
  ...common,
  kind: z.literal('answer-excludes'),
  answer: indicator,
  is: z.union([z.literal(false), z.literal(0)]),
  excluded: indicators,
});

/** 是 asks for at least one of some other fields. `{answer}` `{required}` */
const answerRequires = z.strictObject({
  ...common,
  kind: z.literal('answer-requires'),
  answer: indicator,
  required: indicators,
});

/** A site with such a name is hardly of such a type. `{name}` `{type}` */
const nameType = z.strictObject({
  ...common,
  kind: z.literal('name-type'),
  name: indicator,
  /** Tested on the name without 门户网站, 网站, 官网 at its end. */
  pattern: z.string(),
  except: z.string().nullable(),
  type: indicator,
  unlikely: z.string(),
});

export const checkSchema = z.discriminatedUnion('kind', [
  sum,
  quartersSum,
  quartersRange,
  atMost,
  rate,
  pattern,
  region,
  province,
  dateWindow,
  answerExcludes,
  answerRequires,
  nameType,
]);

export type Check = z.infer<typeof checkSchema>;
type CheckKind = Check['kind'];
/** The entries of one kind. */
export type CheckOf<Kind extends CheckKind> = Extract<Check, { kind: Kind }>;
