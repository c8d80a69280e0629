/** What a template file may say: the check on files that people write or `templates suggest` proposes. */
import { z } from 'zod';
import { PERIODS } from '../model/indicator.js';
import {
  type BlockData,
  buildTemplates,
  builtInTemplateData,
  type LikeTemplateData,
  type Template,
  type TemplateData,
} from './template.js';

const leafSchema = z.strictObject({
  label: z.string(),
  key: z.string(),
  unit: z.string().optional(),
  aliases: z.array(z.string()).optional(),
  asks: z.literal('presence').optional(),
  bracketKey: z.string().optional(),
  row: z.int().nonnegative().optional(),
});

const optionSchema = z.strictObject({
  label: z.string(),
  key: z.string(),
  aliases: z.array(z.string()).optional(),
  textKey: z.string().optional(),
});

const blockSchema: z.ZodType<BlockData> = z.strictObject({
  section: z.string(),
  aliases: z.array(z.string()).optional(),
  unit: z.string().optional(),
  layout: z.literal('header-over-value').optional(),
  get items() {
    return z.array(z.union([leafSchema, blockSchema])).optional();
  },
  options: z.array(optionSchema).optional(),
  get beside() {
    return blockSchema.optional();
  },
});

export const templateSchema: z.ZodType<TemplateData> = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  form: z.enum(['work', 'supervision']),
  note: z.string(),
  years: z.strictObject({ from: z.int(), to: z.int().nullable() }).nullable(),
  titles: z.array(z.string()).min(1),
  header: z.array(leafSchema),
  periods: z.partialRecord(z.enum(PERIODS), z.array(z.string())).optional(),
  body: z.array(z.union([leafSchema, blockSchema])).min(1),
  footer: z.array(leafSchema),
  indicators: z.array(z.string()).optional(),
});

export const likeTemplateSchema: z.ZodType<LikeTemplateData> = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  form: z.enum(['work', 'supervision']),
  note: z.string(),
  years: z.strictObject({ from: z.int(), to: z.int().nullable() }).nullable(),
  like: z.string(),
});

/** Checks one template file; throws a sentence that names the file and what is wrong with it. */
export function checkTemplate(name: string, data: unknown): TemplateData | LikeTemplateData {
  const like = likeTemplateSchema.safeParse(data);
  if (like.success) return like.data;
  const parsed = templateSchema.safeParse(data);
  if (!parsed.success) throw new Error(`${name}: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

/** Templates of files given as `[name, JSON text]`; they may be `like` a built-in one. */
export function parseTemplates(files: readonly (readonly [name: string, text: string])[]): Template[] {
  const own = files.map(([name, text]) => checkTemplate(name, JSON.parse(text)));
  const names = new Set(own.map(({ id }) => id));
  const builtIn = builtInTemplateData().filter(({ id }) => !names.has(id));
  return buildTemplates([...own, ...builtIn]).filter(({ id }) => names.has(id));
}
