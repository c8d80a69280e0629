/**
 * A template file for a form that no template describes: the closest template with renamed labels taken over,
 * lost rows left out and new rows added where they stand. It is a proposal: a person names the new keys.
 */
import type { SourceDocument } from '../model/document.js';
import type { ValueType } from '../model/indicator.js';
import { findSegments } from './find-forms.js';
import { ReportFinder } from './find-reports.js';
import { documentLines, type Token } from './form-lines.js';
import { labelCore, similarity } from './label-text.js';
import type { LocatedForm } from './locate-labels.js';
import { FieldReader } from './read-fields.js';
import {
  type BlockData,
  builtInTemplateData,
  type LeafData,
  TEMPLATES,
  type TemplateData,
} from './template.js';
import { IGNORED } from './unclaimed.js';

export interface TemplateSuggestion {
  readonly template: TemplateData;
  /** What a person has to look at: `renamed 总数 → 总量`, `new 视频数量 as publishing.new_1`, `without 概况`. */
  readonly remarks: readonly string[];
}

/** A row that no label of the template accounts for. */
interface NewRow {
  readonly label: Token;
  readonly section: Token | null;
  readonly values: readonly Token[];
}

interface NamedRow extends NewRow {
  readonly key: string;
  /** The row before it in the form: a known key, or one proposed here; null at the very start. */
  readonly after: string | null;
  /** Column of the label of that row: one further left stands outside of its section. */
  readonly columnBefore: number;
}

/** A label lost in the very gap where a new text stands is that label renamed where they share this much. */
const RENAMED_SIMILARITY = 0.3;
const HAN = /\p{Script=Han}/u;
/** What stands in value cells: digits, marks, answers. */
const VALUE_LIKE = /\d|^(?:是|否|有|无|没有|暂无|不涉及|[-—–/])$/;
const COUNT = /^[\d,，.\s]+(?:万)?\p{Script=Han}{0,2}$/u;
const UNIT = /单位\s*[:：]\s*([^)）\s]{1,4})|[(（]([个条次篇项件天期家户人%])[)）]/u;

function plainLabel(text: string): string {
  return text
    .replace(/\s+/g, '')
    .replace(/[(（[【].*$/u, '')
    .replace(/[:：]$/u, '');
}

/** The first form in the document, located with the template that fits it best. */
function firstForm(document: SourceDocument): LocatedForm | null {
  const segments = findSegments(documentLines(document), TEMPLATES);
  return new ReportFinder(TEMPLATES).find(segments)[0]?.located ?? null;
}

function layoutOf(id: string): TemplateData {
  const all = builtInTemplateData();
  const own = all.find((data) => data.id === id);
  const base = own && 'like' in own ? all.find((data) => data.id === own.like) : own;
  if (!own || !base || 'like' in base) throw new Error(`there is no template ${id}`);
  return { ...base, id, form: own.form };
}

/** Words and values in turn: the word before a value is its label, the word before that a section. */
function rowsIn(tokens: readonly Token[], isNew: (token: Token) => boolean): NewRow[] {
  const rows: NewRow[] = [];
  let words: Token[] = [];
  let values: Token[] = [];
  const close = () => {
    // Without a number or mark the last of several texts is the value.
    if (values.length === 0 && words.length > 1) values = words.splice(-1);
    const label = words.at(-1);
    if (label) rows.push({ label, section: words.at(-2) ?? null, values });
    words = [];
    values = [];
  };
  for (const token of tokens) {
    // What a neighbouring label took for its own is no label, but may be the value of this one.
    const isWord = isNew(token) && HAN.test(token.text);
    const saysValue = token.hasMark || VALUE_LIKE.test(token.text.trim());
    const isValue = words.length > 0 && (saysValue || !isWord);
    if (isValue) values.push(token);
    else if (isWord) {
      if (values.length > 0) close();
      words.push(token);
    }
  }
  close();
  return rows;
}

function newRows(form: LocatedForm, claimed: ReadonlySet<Token>): NewRow[] {
  const tables = new Set(form.matches.map(({ label }) => form.lines[label.token.line]?.table));
  const labels = form.nodes.flatMap((node) => [node.label, ...node.aliases].map(labelCore));
  const isNew = (token: Token) => {
    const role = form.roles.get(token)?.kind;
    const isOther = role === 'stray' && !labels.includes(labelCore(token.text));
    const isFree = (!claimed.has(token) || isOther) && !token.blank;
    return isFree && !IGNORED.test(token.text.trim());
  };
  const isFreeCell = (token: Token) => !form.roles.has(token) && !token.blank;
  return form.lines
    .filter((line) => line.kind === 'row' && tables.has(line.table))
    .flatMap((line) =>
      rowsIn(
        line.tokens.filter((token) => isNew(token) || isFreeCell(token)),
        isNew,
      ),
    );
}

function startOf({ section, label }: NewRow): Token {
  return section ?? label;
}

function isBefore(a: Token, b: Token): boolean {
  return a.line < b.line || (a.line === b.line && a.position < b.position);
}

/** Labels of the form by the key of their indicator; new names of lost labels among them. */
class Labels {
  readonly byKey = new Map<string, Token>();
  readonly bySection = new Map<string, Token>();
  readonly #form: LocatedForm;

  constructor(form: LocatedForm) {
    this.#form = form;
    for (const { node, label } of form.matches) {
      const { indicator, label: printed } = form.nodes[node] ?? {};
      if (indicator) this.byKey.set(indicator.key, label.token);
      else if (printed) this.bySection.set(printed, label.token);
    }
    for (const { node, match } of form.signatures) {
      if (node.indicator) this.byKey.set(node.indicator.key, match.label.token);
    }
  }

  /** The key of the lost label that a new text stands in place of, and shares enough with; null for none. */
  renamed(row: NewRow): string | null {
    // A section of its own is a new thing, however its label begins.
    if (row.section) return null;
    const { nodes } = this.#form;
    const at = (index: number) => this.byKey.get(nodes[index]?.indicator?.key ?? '');
    let best: { key: string; likeness: number } | null = null;
    for (const [index, node] of nodes.entries()) {
      const key = node.indicator?.key;
      if (key === undefined || this.byKey.has(key)) continue;
      const before = nodes.findLastIndex((_, other) => other < index && at(other) !== undefined);
      const after = nodes.findIndex((_, other) => other > index && at(other) !== undefined);
      const [from, to] = [at(before), at(after)];
      const isInGap = (!from || isBefore(from, row.label)) && (!to || isBefore(row.label, to));
      const likeness = similarity(labelCore(row.label.text), labelCore(node.label));
      if (isInGap && likeness >= RENAMED_SIMILARITY && likeness > (best?.likeness ?? 0))
        best = { key, likeness };
    }
    return best?.key ?? null;
  }
}

function named(rows: readonly NewRow[], labels: Labels): NamedRow[] {
  const placed = [...labels.byKey];
  let last: { key: string; token: Token } | null = null;
  return rows.map((row, index): NamedRow => {
    let before: { key: string; token: Token } | null = last && isBefore(last.token, row.label) ? last : null;
    for (const [key, token] of placed) {
      if (isBefore(token, row.label) && (!before || isBefore(before.token, token))) before = { key, token };
    }
    const prefix = before?.key.split('.').slice(0, -1).join('.') || 'site';
    const key = `${prefix}.new_${index + 1}`;
    last = { key, token: row.label };
    return { ...row, key, after: before?.key ?? null, columnBefore: before?.token.column ?? 0 };
  });
}

function typeOf({ values }: NewRow): ValueType {
  const [value] = values;
  if (!value) return 'text';
  const text = value.text.trim();
  if (value.hasMark || /^(?:是|否)$|[☑☒□√✓].*[是否]|[是否].*[☑☒□√✓]/u.test(text)) return 'boolean';
  return COUNT.test(text) ? 'count' : 'text';
}

/** A row of the catalogue, in the columns of indicators.tsv. */
function catalogueRow(row: NamedRow, { form, id, periods }: TemplateData, section: string): string {
  const type = typeOf(row);
  const [, named, bracketed] = UNIT.exec(row.label.text) ?? [];
  const unit = named ?? bracketed ?? '';
  const hasPeriods = periods !== undefined && row.values.length > 1;
  const when = hasPeriods ? 'q1 q2 q3 q4 year' : 'year';
  return [row.key, form, section, plainLabel(row.label.text), '', unit, type, when, id].join('\t');
}

type Item = LeafData | BlockData;

function isBlock(item: Item): item is BlockData {
  return 'section' in item;
}

/** Rewrites the closest template's data to what the form prints. */
class Rewriter {
  readonly remarks: string[] = [];
  readonly indicators: string[] = [];
  readonly #base: TemplateData;
  readonly #labels: Labels;
  readonly #rows: readonly NamedRow[];
  readonly #isFilled: (key: string) => boolean;
  readonly #placed = new Set<NamedRow>();

  constructor(
    base: TemplateData,
    labels: Labels,
    rows: readonly NamedRow[],
    filled: (key: string) => boolean,
  ) {
    this.#base = base;
    this.#labels = labels;
    this.#rows = rows;
    this.#isFilled = filled;
  }

  body(items: readonly Item[]): Item[] {
    const first = this.#takeAfter(null, 0, '');
    return [...first, ...items.flatMap((item) => this.#item(item, ''))];
  }

  leaves(leaves: readonly LeafData[]): LeafData[] {
    return leaves.flatMap((leaf) => this.#leaf(leaf));
  }

  #item(item: Item, path: string): Item[] {
    if (!isBlock(item)) {
      const kept = this.#leaf(item);
      const { column = 0 } = this.#labels.byKey.get(item.key) ?? {};
      return [...kept, ...this.#takeAfter(item.key, path === '' ? 0 : column, path)];
    }
    const block = this.#block(item, path);
    if (path !== '') return block;
    const keys = [...keysOf(item), ...block.flatMap(keysOf)];
    // Rows after the last of the block whose label stands further left than the block's own labels.
    return [...block, ...keys.flatMap((key) => this.#takeAfter(key, 0, ''))];
  }

  #leaf(leaf: LeafData): LeafData[] {
    const token = this.#labels.byKey.get(leaf.key);
    if (!token) {
      this.remarks.push(`without ${leaf.label} (${leaf.key})`);
      return [];
    }
    const known = [leaf.label, ...(leaf.aliases ?? [])];
    const printed = plainLabel(token.text);
    if (known.some((label) => labelCore(label) === labelCore(token.text))) return [leaf];
    this.remarks.push(`renamed ${leaf.label} → ${printed} (${leaf.key})`);
    return [{ ...leaf, label: printed, aliases: known }];
  }

  #block(block: BlockData, path: string): BlockData[] {
    const inner = path === '' ? block.section : `${path}/${block.section}`;
    const items = (block.items ?? []).flatMap((item) => this.#item(item, inner));
    const options = (block.options ?? []).some(({ key }) => this.#isFilled(key)) ? block.options : undefined;
    const [beside] = block.beside ? this.#block(block.beside, path) : [];
    const { options: _options, beside: _beside, items: _items, ...rest } = block;
    if (items.length === 0 && !options) {
      this.remarks.push(`without section ${inner}`);
      return beside ? [beside] : [];
    }
    const token = this.#labels.bySection.get(block.section);
    const isRenamed = token && labelCore(token.text) !== labelCore(block.section);
    const known = [block.section, ...(block.aliases ?? [])];
    const isAlias = token && known.some((label) => labelCore(label) === labelCore(token.text));
    const heading =
      isRenamed && !isAlias
        ? { section: plainLabel(token.text), aliases: known }
        : { section: block.section };
    return [
      {
        ...rest,
        ...heading,
        ...(items.length > 0 ? { items } : {}),
        ...(options ? { options } : {}),
        ...(beside ? { beside } : {}),
      },
    ];
  }

  /** New rows that stand right after `key`, and what stands after those, from `column` on to the right. */
  #takeAfter(key: string | null, column: number, path: string): Item[] {
    let items: readonly Item[] = [];
    let at = key;
    for (const row of this.#rows) {
      if (row.after !== at || this.#placed.has(row) || startOf(row).column < column) continue;
      this.#placed.add(row);
      items = this.#withRow(items, row, path);
      at = row.key;
    }
    return [...items];
  }

  #withRow(before: readonly Item[], row: NamedRow, path: string): Item[] {
    const leaf: LeafData = { label: plainLabel(row.label.text), key: row.key };
    const last = before.at(-1);
    const own = last && isBlock(last) && !row.section && row.label.column >= row.columnBefore ? last : null;
    const title = row.section ? plainLabel(row.section.text) : (own?.section ?? '');
    const section = [path, title].filter(Boolean).join('/');
    this.indicators.push(catalogueRow(row, this.#base, section));
    this.remarks.push(`new ${section ? `${section} › ` : ''}${leaf.label}: name its key ${row.key}`);
    if (own) return [...before.slice(0, -1), { ...own, items: [...(own.items ?? []), leaf] }];
    return [...before, row.section ? { section: title, items: [leaf] } : leaf];
  }
}

function keysOf(block: BlockData): string[] {
  const inner = (block.items ?? []).flatMap((item) => (isBlock(item) ? keysOf(item) : [item.key]));
  return [...inner, ...(block.beside ? keysOf(block.beside) : [])];
}

/** The template that would describe the first form of the document; null where there is no form in it. */
export function suggestTemplate(document: SourceDocument, id: string): TemplateSuggestion | null {
  const form = firstForm(document);
  if (!form) return null;
  const { drafts, claimed } = new FieldReader(form, null).read();
  const labels = new Labels(form);
  const fresh = newRows(form, claimed).filter((row) => {
    const key = labels.renamed(row);
    if (key !== null) labels.byKey.set(key, row.label);
    return key === null;
  });
  const filled = new Set(
    drafts.filter(({ status }) => status !== 'missing').map(({ indicator }) => indicator.key),
  );
  const base = { ...layoutOf(form.template.id), id };
  const rewriter = new Rewriter(base, labels, named(fresh, labels), (key) => filled.has(key));
  const header = rewriter.leaves(base.header);
  const body = rewriter.body(base.body);
  const footer = rewriter.leaves(base.footer);
  const note = `Proposed from one filing, closest to ${form.template.id}; name the new keys and check every row.`;
  const indicators = [...(base.indicators ?? []), ...rewriter.indicators];
  return {
    template: { ...base, note, years: null, header, body, footer, indicators },
    remarks: rewriter.remarks,
  };
}
