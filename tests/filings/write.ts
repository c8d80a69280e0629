/**
 * Writes a folder of generated filings with their truth.jsonl:
 * `npx tsx tests/filings/write.ts --out DIR --count N --seed S --formats word-dump,html [--damage STRENGTH]
 * [--templates work-2019,…] [--keep-missing]`
 *
 * The format `printed` stands for all looks of tables without lines (`sheet-narrow`, `page-auto`, …), which take turns.
 *
 * As the scoring tool expects, fields that the file does not have are left out of truth.jsonl, so that a value
 * read for one of them counts as extra; `--keep-missing` writes them with status `missing`.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { damageSheet } from '../simulate/damage/damage.js';
import { type FilingTruth, type GeneratedFiling, TEMPLATES, type TemplateId } from './filing.js';
import { generateFiling } from './generate.js';
import { drawVariation, type Variation } from './layout/variation.js';
import { PRINTED_RENDERERS } from './render/printed/renderers.js';
import {
  isTextRenderer,
  RENDERERS,
  type RenderedFiling,
  type Renderer,
  renderFiling,
  renderFilings,
  renderText,
} from './render/renderers.js';

const ALL_RENDERERS: Readonly<Record<string, Renderer>> = { ...RENDERERS, ...PRINTED_RENDERERS };

/** Keeps the seeds of two orders apart. */
const SEED_STRIDE = 1_000_003;

interface Order {
  readonly out: string;
  readonly count: number;
  readonly seed: number;
  readonly renderers: readonly Renderer[];
  readonly templates: readonly TemplateId[];
  /** 0 for none. */
  readonly damage: number;
  readonly keepMissing: boolean;
}

function known<T extends string>(names: string, all: readonly T[], what: string): T[] {
  return names.split(',').map((name) => {
    const found = all.find((entry) => entry === name);
    if (!found) throw new Error(`unknown ${what} ${name}; known are ${all.join(', ')}`);
    return found;
  });
}

function parseOrder(argv: readonly string[]): Order {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      out: { type: 'string' },
      count: { type: 'string', default: '100' },
      seed: { type: 'string', default: '1' },
      formats: { type: 'string', default: 'word-dump' },
      templates: { type: 'string', default: TEMPLATES.join(',') },
      damage: { type: 'string', default: '0' },
      'keep-missing': { type: 'boolean', default: false },
    },
  });
  if (!values.out) throw new Error('--out DIR is needed');
  const printed = Object.keys(PRINTED_RENDERERS).join(',');
  const formats = known(values.formats.replace(/\bprinted\b/, printed), Object.keys(ALL_RENDERERS), 'format');
  return {
    out: values.out,
    count: Number(values.count),
    seed: Number(values.seed),
    renderers: formats.flatMap((format) => ALL_RENDERERS[format] ?? []),
    templates: known(values.templates, TEMPLATES, 'template'),
    damage: Number(values.damage),
    keepMissing: values['keep-missing'],
  };
}

interface Draft {
  readonly renderer: Renderer;
  readonly filing: GeneratedFiling;
  readonly variation: Variation;
}

/** The filings of the order: formats and templates take turns. */
function draft(order: Order, index: number): Draft {
  const renderer = order.renderers[index % order.renderers.length];
  const template = order.templates[Math.floor(index / order.renderers.length) % order.templates.length];
  if (!renderer || !template) throw new Error('no format or no template to write');
  const seed = order.seed * SEED_STRIDE + index;
  return { renderer, filing: generateFiling({ template, seed }), variation: drawVariation(template, seed) };
}

function renderDraft(
  { renderer, filing, variation }: Draft,
  strength: number,
): Promise<RenderedFiling> | RenderedFiling {
  if (strength === 0 || !isTextRenderer(renderer)) return renderFiling(renderer, filing, variation);
  return renderText(
    renderer,
    filing,
    variation,
    (sheet) => damageSheet(sheet, { seed: filing.seed, strength }).sheet,
  );
}

/** One at a time, except formats whose program takes many. */
async function* renderOrder(order: Order): AsyncGenerator<RenderedFiling> {
  const batches = new Map<Renderer, Draft[]>();
  for (let index = 0; index < order.count; index++) {
    const next = draft(order, index);
    if (next.renderer.renderMany) batches.set(next.renderer, [...(batches.get(next.renderer) ?? []), next]);
    else yield await renderDraft(next, order.damage);
  }
  for (const [renderer, drafts] of batches) yield* await renderFilings(renderer, drafts);
}

function truthLine(truth: FilingTruth, keepMissing: boolean): string {
  const fields = keepMissing ? truth.fields : truth.fields.filter((field) => field.status !== 'missing');
  return JSON.stringify({ ...truth, fields });
}

async function main(): Promise<void> {
  const order = parseOrder(process.argv.slice(2));
  mkdirSync(order.out, { recursive: true });
  const truth: string[] = [];
  for await (const rendered of renderOrder(order)) {
    writeFileSync(join(order.out, rendered.file), rendered.bytes);
    truth.push(truthLine(rendered.truth, order.keepMissing));
  }
  writeFileSync(join(order.out, 'truth.jsonl'), `${truth.join('\n')}\n`);
  process.stderr.write(`${truth.length} filings in ${order.out}\n`);
}

await main();
