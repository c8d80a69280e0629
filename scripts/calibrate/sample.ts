/**
 * Fields read from generated filings, with what was right: the evidence that the confidence is fitted to and
 * measured on. Filings for fitting and for reporting differ in seeds and in strengths of damage.
 */
import type { SourceKind } from '../../src/model/document.js';
import type { Field, FieldValue } from '../../src/model/reading.js';
import { readFiling } from '../../src/pipeline.js';
import { type FilingTruth, TEMPLATES, type TruthField } from '../../tests/filings/filing.js';
import { generateFiling } from '../../tests/filings/generate.js';
import { drawVariation } from '../../tests/filings/layout/variation.js';
import { PRINTED_RENDERERS } from '../../tests/filings/render/printed/renderers.js';
import {
  isTextRenderer,
  RENDERERS,
  type RenderedFiling,
  type Renderer,
  renderFiling,
  renderFilings,
  renderText,
} from '../../tests/filings/render/renderers.js';
import { damageSheet } from '../../tests/simulate/damage/damage.js';

export interface JudgedField {
  readonly kind: SourceKind;
  readonly file: string;
  readonly field: Field;
  readonly right: boolean;
}

export interface Batch {
  readonly format: string;
  readonly count: number;
  /** 0 for filings as they were written. */
  readonly strength: number;
}

function comparable(value: FieldValue | null): string | number | null {
  if (typeof value === 'boolean') return Number(value);
  if (typeof value === 'number') return Math.round(value * 1e6) / 1e6;
  return value === null ? null : value.normalize('NFKC').replace(/\s+/g, '');
}

export function isRight(field: Field, truth: TruthField | undefined): boolean {
  if (!truth) return field.status === 'missing';
  if (field.status !== truth.status) return false;
  return field.status !== 'reported' || comparable(field.value) === comparable(truth.value);
}

async function judge(file: RenderedFiling, truth: FilingTruth): Promise<JudgedField[]> {
  const { document, reports } = await readFiling({ path: file.file, bytes: file.bytes });
  const report = reports.find((candidate) => candidate.form === truth.form);
  if (!report || !document.sourceKind) return [];
  return judgeFields(report.fields, truth.fields, { kind: document.sourceKind, file: file.file });
}

/** Each field with whether it is what the truth says; what the truth does not name must be missing. */
export function judgeFields(
  fields: readonly Field[],
  truth: readonly TruthField[],
  source: Pick<JudgedField, 'kind' | 'file'>,
): JudgedField[] {
  const wanted = new Map(truth.map((field) => [`${field.key}@${field.period}`, field]));
  return fields.map((field) => ({
    ...source,
    field,
    right: isRight(field, wanted.get(`${field.indicator}@${field.period}`)),
  }));
}

/** Renders and reads a batch; templates take turns. */
export async function* sample({ format, count, strength }: Batch, seed: number): AsyncGenerator<JudgedField> {
  const renderer: Renderer | undefined = RENDERERS[format] ?? PRINTED_RENDERERS[format];
  if (!renderer) throw new Error(`unknown format ${format}`);
  const drafts = [...Array(count).keys()].map((index) => {
    const template = TEMPLATES[index % TEMPLATES.length] ?? TEMPLATES[0];
    const own = seed + index;
    return { filing: generateFiling({ template, seed: own }), variation: drawVariation(template, own) };
  });
  if (renderer.renderMany) {
    for (const rendered of await renderFilings(renderer, drafts))
      yield* await judge(rendered, rendered.truth);
    return;
  }
  for (const { filing, variation } of drafts) {
    const rendered =
      strength > 0 && isTextRenderer(renderer)
        ? renderText(
            renderer,
            filing,
            variation,
            (sheet) => damageSheet(sheet, { seed: filing.seed, strength }).sheet,
          )
        : await renderFiling(renderer, filing, variation);
    yield* await judge(rendered, rendered.truth);
  }
}
