/**
 * Form templates as data: their schema, how they are loaded, and the two orders in which a form with
 * side-by-side blocks can be read. Adding a template is adding a file; no code knows any template by name.
 */
import { readdirSync, readFileSync } from 'node:fs';
import type { FormKind, Indicator, Period } from '../model/indicator.js';
import { INDICATORS, parseCatalogue } from './catalogue.js';

/** A template file; `template-schema.ts` says the same for files that are not the program's own. */
export interface TemplateData {
  readonly id: string;
  readonly form: FormKind;
  readonly note: string;
  /** Years for which the form is told by its year; null where it is told by its own labels alone. */
  readonly years: { readonly from: number; readonly to: number | null } | null;
  readonly titles: readonly string[];
  readonly header: readonly LeafData[];
  /** Column headings of the periods; absent where the form asks for the year only. */
  readonly periods?: Readonly<Partial<Record<Period, readonly string[]>>> | undefined;
  readonly body: readonly (LeafData | BlockData)[];
  readonly footer: readonly LeafData[];
  /** Rows of the catalogue, tab-separated as in `indicators.tsv`, for indicators that it lacks. */
  readonly indicators?: readonly string[] | undefined;
}

/** A template that prints the same labels as another, in other years. */
export interface LikeTemplateData extends Pick<TemplateData, 'id' | 'form' | 'note' | 'years'> {
  readonly like: string;
}

export interface LeafData {
  readonly label: string;
  readonly key: string;
  readonly unit?: string | undefined;
  readonly aliases?: readonly string[] | undefined;
  /** `presence`: the cell asks 有 or 无 where the indicator is a yes/no. */
  readonly asks?: 'presence' | undefined;
  /** Indicator that takes what stands in brackets after a ticked option, as in 是（100%）. */
  readonly bracketKey?: string | undefined;
  /** In a block printed beside another: the row of that block on which this label stands. */
  readonly row?: number | undefined;
}

export interface OptionData {
  readonly label: string;
  readonly key: string;
  readonly aliases?: readonly string[] | undefined;
  /** Indicator that takes the words after this option. */
  readonly textKey?: string | undefined;
}

export interface BlockData {
  readonly section: string;
  readonly aliases?: readonly string[] | undefined;
  readonly unit?: string | undefined;
  readonly layout?: 'header-over-value' | undefined;
  readonly items?: readonly (LeafData | BlockData)[] | undefined;
  readonly options?: readonly OptionData[] | undefined;
  readonly beside?: BlockData | undefined;
}

/** One printed label of a template, in reading order. */
export interface TemplateNode {
  /** The indicator's key, or the path of a section: the same in every reading order. */
  readonly id: string;
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

/** Whether it asks for a value of each quarter, and of the year. */
export function hasManyPeriods({ indicator }: TemplateNode): boolean {
  return (indicator?.periods.length ?? 1) > 1;
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
      id: data.key,
      kind: 'leaf',
      place,
      label: data.label,
      aliases: data.aliases ?? [],
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
      id: [...path, data.section].join('/'),
      kind: data.options ? 'options' : 'section',
      place: 'body',
      label: data.section,
      aliases: data.aliases ?? [],
      unit: data.unit ?? null,
      path,
      indicator: null,
      asksPresence: false,
      bracketIndicator: null,
      headerOverValue: false,
      options: (data.options ?? []).map((option) => ({
        label: option.label,
        aliases: option.aliases ?? [],
        indicator: this.indicator(option.key),
        textIndicator: option.textKey ? this.indicator(option.textKey) : null,
      })),
    };
  }

  /** A block's nodes; those printed beside a block in `across` are read row by row with it. */
  block(data: BlockData, path: readonly string[], across: ReadonlySet<BlockData>): TemplateNode[] {
    const inner = [...path, data.section];
    const header = data.layout === 'header-over-value';
    const rows = (data.items ?? []).map((item) =>
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
    for (const [index, item] of (data.items ?? []).entries()) {
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
    'section' in item ? [...(item.beside ? [item] : []), ...pairedBlocks(item.items ?? [])] : [],
  );
}

/** All subsets, the full one first: side by side is how the official forms are printed. */
function subsets<T>(items: readonly T[]): ReadonlySet<T>[] {
  let all: T[][] = [[]];
  for (const item of items) all = all.flatMap((subset) => [[...subset, item], subset]);
  return all.map((subset) => new Set(subset));
}

/** Builds a template from checked data. */
export function buildTemplate(data: TemplateData): Template {
  const builder = new Builder(data.form, data.indicators ?? []);
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

/** Builds templates; one that is `like` another, in the list or built in, takes its layout. */
export function buildTemplates(list: readonly (TemplateData | LikeTemplateData)[]): Template[] {
  const full = new Map<string, TemplateData>();
  for (const data of list) if (!('like' in data)) full.set(data.id, data);
  return list.map((data) => {
    if (!('like' in data)) return buildTemplate(data);
    const { like, ...own } = data;
    const base = full.get(like);
    if (!base) throw new Error(`template ${own.id}: there is no template ${like} to be like`);
    return buildTemplate({ ...base, ...own });
  });
}

const TEMPLATE_FOLDER = new URL('./templates/', import.meta.url);

/** The program's own template files. Their form is held to the schema by a test, not at every start. */
export function builtInTemplateData(): (TemplateData | LikeTemplateData)[] {
  return readdirSync(TEMPLATE_FOLDER)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => JSON.parse(readFileSync(new URL(name, TEMPLATE_FOLDER), 'utf8')) as TemplateData);
}

/** The built-in templates. */
export const TEMPLATES: readonly Template[] = buildTemplates(builtInTemplateData());
