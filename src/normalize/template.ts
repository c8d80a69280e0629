/**
 * Form templates as data: their schema, how they are loaded, and the two orders in which a form with
 * side-by-side blocks can be read. Adding a template is adding a file; no code knows any template by name.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import type { FormKind, Indicator, Period } from '../model/indicator.js';
import { PERIODS } from '../model/indicator.js';
import { INDICATORS, parseCatalogue } from './catalogue.js';

const leafSchema = z.strictObject({
  label: z.string(),
  key: z.string(),
  unit: z.string().optional(),
  aliases: z.array(z.string()).default([]),
  /** `presence`: the cell asks 有 or 无 where the indicator is a yes/no. */
  asks: z.literal('presence').optional(),
  /** Indicator that takes what stands in brackets after a ticked option, as in 是（100%）. */
  bracketKey: z.string().optional(),
  /** In a block printed beside another: the row of that block on which this label stands. */
  row: z.int().nonnegative().optional(),
});

const optionSchema = z.strictObject({
  label: z.string(),
  key: z.string(),
  aliases: z.array(z.string()).default([]),
  /** Indicator that takes the words after this option. */
  textKey: z.string().optional(),
});

type LeafData = z.infer<typeof leafSchema>;

interface BlockData {
  section: string;
  aliases: string[];
  unit?: string | undefined;
  layout?: 'header-over-value' | undefined;
  items: (LeafData | BlockData)[];
  options?: z.infer<typeof optionSchema>[] | undefined;
  beside?: BlockData | undefined;
}

const blockSchema: z.ZodType<BlockData> = z.strictObject({
  section: z.string(),
  aliases: z.array(z.string()).default([]),
  unit: z.string().optional(),
  layout: z.literal('header-over-value').optional(),
  get items() {
    return z.array(z.union([leafSchema, blockSchema])).default([]);
  },
  options: z.array(optionSchema).optional(),
  get beside() {
    return blockSchema.optional();
  },
}) as unknown as z.ZodType<BlockData>;

const indicatorRowSchema = z.string().describe('a row of the catalogue, tab-separated as in indicators.tsv');

export const templateSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  form: z.enum(['work', 'supervision']),
  note: z.string(),
  /** Years for which the form is told by its year; null where it is told by its own labels alone. */
  years: z.strictObject({ from: z.int(), to: z.int().nullable() }).nullable(),
  titles: z.array(z.string()).min(1),
  header: z.array(leafSchema),
  /** Column headings of the periods; absent where the form asks for the year only. */
  periods: z.partialRecord(z.enum(PERIODS), z.array(z.string())).optional(),
  body: z.array(z.union([leafSchema, blockSchema])).min(1),
  footer: z.array(leafSchema),
  /** Indicators that the built-in catalogue lacks. */
  indicators: z.array(indicatorRowSchema).default([]),
});

const likeSchema = templateSchema
  .pick({ id: true, form: true, note: true, years: true })
  .extend({ like: z.string() });

/** One printed label of a template, in reading order. */
export interface TemplateNode {
  readonly kind: 'leaf' | 'section' | 'options';
  readonly place: 'header' | 'body' | 'footer';
  readonly label: string;
  readonly aliases: readonly string[];
  readonly unit: string | null;
  /** Labels of the sections that it stands in, outermost first (its own excluded). */
  readonly path: readonly string[];
  /** The indicator of a leaf; null for sections and for a block of options. */
  readonly indicator: Indicator | null;
  readonly asksPresence: boolean;
  readonly bracketIndicator: Indicator | null;
  readonly headerOverValue: boolean;
  readonly options: readonly TemplateOption[];
}

export interface TemplateOption {
  readonly label: string;
  readonly aliases: readonly string[];
  readonly indicator: Indicator;
  readonly textIndicator: Indicator | null;
}

export interface Template {
  readonly id: string;
  readonly form: FormKind;
  readonly years: { readonly from: number; readonly to: number | null } | null;
  readonly titles: readonly string[];
  readonly header: readonly TemplateNode[];
  /** The body in the orders in which it may be read: each pair of side-by-side blocks across, or one by one. */
  readonly orders: readonly (readonly TemplateNode[])[];
  readonly footer: readonly TemplateNode[];
  readonly periodLabels: Readonly<Partial<Record<Period, readonly string[]>>>;
  /** Every indicator of the template, in the order of the form. */
  readonly indicators: readonly Indicator[];
}

class Builder {
  readonly #form: FormKind;
  readonly #indicators: ReadonlyMap<string, Indicator>;

  constructor(form: FormKind, extra: readonly string[]) {
    this.#form = form;
    const own = extra.length > 0 ? parseCatalogue(['key', ...extra].join('\n')) : [];
    const known = [...INDICATORS, ...own].filter((indicator) => indicator.form === form);
    this.#indicators = new Map(known.map((indicator) => [indicator.key, indicator]));
  }

  indicator(key: string): Indicator {
    const indicator = this.#indicators.get(key);
    if (!indicator) throw new Error(`template of form ${this.#form}: the catalogue has no indicator ${key}`);
    return indicator;
  }

  leaf(
    data: LeafData,
    place: TemplateNode['place'],
    path: readonly string[],
    headerOverValue = false,
  ): TemplateNode {
    const indicator = this.indicator(data.key);
    return {
      kind: 'leaf',
      place,
      label: data.label,
      aliases: data.aliases,
      unit: data.unit ?? indicator.unit,
      path,
      indicator,
      asksPresence: data.asks === 'presence',
      bracketIndicator: data.bracketKey ? this.indicator(data.bracketKey) : null,
      headerOverValue,
      options: [],
    };
  }

  section(data: BlockData, path: readonly string[]): TemplateNode {
    return {
      kind: data.options ? 'options' : 'section',
      place: 'body',
      label: data.section,
      aliases: data.aliases,
      unit: data.unit ?? null,
      path,
      indicator: null,
      asksPresence: false,
      bracketIndicator: null,
      headerOverValue: false,
      options: (data.options ?? []).map((option) => ({
        label: option.label,
        aliases: option.aliases,
        indicator: this.indicator(option.key),
        textIndicator: option.textKey ? this.indicator(option.textKey) : null,
      })),
    };
  }

  /** A block's nodes; those printed beside a block in `across` are read row by row with it. */
  block(data: BlockData, path: readonly string[], across: ReadonlySet<BlockData>): TemplateNode[] {
    const inner = [...path, data.section];
    const header = data.layout === 'header-over-value';
    const rows = data.items.map((item) =>
      'section' in item ? this.block(item, inner, across) : [this.leaf(item, 'body', inner, header)],
    );
    const own = this.section(data, path);
    if (!data.beside) return [own, ...rows.flat()];
    if (!across.has(data)) return [own, ...rows.flat(), ...this.block(data.beside, path, across)];
    const beside = this.beside(data.beside, path);
    return [own, ...rows.flatMap((row, index) => [...row, ...(beside.get(index) ?? [])])];
  }

  /** Nodes of a block printed beside another, by the row on which each stands; its heading is on the first. */
  beside(data: BlockData, path: readonly string[]): Map<number, TemplateNode[]> {
    const rows = new Map<number, TemplateNode[]>([[0, [this.section(data, path)]]]);
    for (const [index, item] of data.items.entries()) {
      if ('section' in item)
        throw new Error(`template: ${data.section} beside another block may not hold blocks`);
      const row = item.row ?? index;
      rows.set(row, [...(rows.get(row) ?? []), this.leaf(item, 'body', [...path, data.section])]);
    }
    return rows;
  }

  body(items: readonly (LeafData | BlockData)[], across: ReadonlySet<BlockData>): TemplateNode[] {
    return items.flatMap((item) =>
      'section' in item ? this.block(item, [], across) : [this.leaf(item, 'body', [])],
    );
  }
}

function nodeIndicators(node: TemplateNode): Indicator[] {
  return [
    node.indicator,
    node.bracketIndicator,
    ...node.options.flatMap((option) => [option.indicator, option.textIndicator]),
  ].filter((indicator) => indicator !== null);
}

/** Blocks that another block may be printed beside. */
function pairedBlocks(items: readonly (LeafData | BlockData)[]): BlockData[] {
  return items.flatMap((item) =>
    'section' in item ? [...(item.beside ? [item] : []), ...pairedBlocks(item.items)] : [],
  );
}

/** All subsets, the full one first: side by side is how the official forms are printed. */
function subsets<T>(items: readonly T[]): ReadonlySet<T>[] {
  let all: T[][] = [[]];
  for (const item of items) all = all.flatMap((subset) => [[...subset, item], subset]);
  return all.map((subset) => new Set(subset));
}

/** Builds a template from checked data. */
export function buildTemplate(data: z.infer<typeof templateSchema>): Template {
  const builder = new Builder(data.form, data.indicators);
  const header = data.header.map((leaf) => builder.leaf(leaf, 'header', []));
  const footer = data.footer.map((leaf) => builder.leaf(leaf, 'footer', []));
  const orders = subsets(pairedBlocks(data.body)).map((across) => builder.body(data.body, across));
  const [printed = []] = orders;
  return {
    id: data.id,
    form: data.form,
    years: data.years,
    titles: data.titles,
    header,
    orders,
    footer,
    periodLabels: data.periods ?? {},
    indicators: [...header, ...printed, ...footer].flatMap(nodeIndicators),
  };
}

/** Parses template files given as `[name, JSON text]`; `like` takes the layout of another of them. */
export function parseTemplates(files: readonly (readonly [name: string, text: string])[]): Template[] {
  const raw = files.map(([name, text]) => [name, JSON.parse(text) as unknown] as const);
  const full = new Map<string, z.infer<typeof templateSchema>>();
  const pending: z.infer<typeof likeSchema>[] = [];
  for (const [name, data] of raw) {
    const like = likeSchema.safeParse(data);
    if (like.success) {
      pending.push(like.data);
      continue;
    }
    const parsed = templateSchema.safeParse(data);
    if (!parsed.success) throw new Error(`${name}: ${z.prettifyError(parsed.error)}`);
    full.set(parsed.data.id, parsed.data);
  }
  for (const { like, ...own } of pending) {
    const base = full.get(like);
    if (!base) throw new Error(`template ${own.id}: there is no template ${like} to be like`);
    full.set(own.id, { ...base, ...own });
  }
  return [...full.values()].map(buildTemplate);
}

const TEMPLATE_FOLDER = new URL('./templates/', import.meta.url);

function loadBuiltIn(): Template[] {
  const names = readdirSync(TEMPLATE_FOLDER)
    .filter((name) => name.endsWith('.json'))
    .sort();
  return parseTemplates(
    names.map((name) => [name, readFileSync(new URL(name, TEMPLATE_FOLDER), 'utf8')] as const),
  );
}

/** The built-in templates. */
export const TEMPLATES: readonly Template[] = loadBuiltIn();
