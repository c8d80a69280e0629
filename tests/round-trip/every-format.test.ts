/**
 * One filing a template, written in every format there is: all must give the filer's answers, and the same ones.
 * Needs LibreOffice and chromium for the formats that only they write.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FilingResult } from '../../src/model/result.js';
import { readFiling } from '../../src/pipeline.js';
import { TEMPLATES, type TemplateId } from '../filings/filing.js';
import { generateFiling } from '../filings/generate.js';
import { drawVariation, PLAIN_VARIATION, type Variation } from '../filings/layout/variation.js';
import { RENDERERS, type RenderedFiling, renderFilings } from '../filings/render/renderers.js';
import { disagreements } from './agreement.js';
import { faults } from './truth.js';

/** Starting LibreOffice or chromium on a busy machine. */
const TIMEOUT = 240_000;

interface Original {
  readonly name: string;
  readonly template: TemplateId;
  readonly seed: number;
  readonly variation: Variation;
}

/** The struck-out year column is a cell in some formats and none in others: there the truths differ, by contract. */
function comparableLayout(template: TemplateId, seed: number): Variation {
  return { ...drawVariation(template, seed), censusWithoutYear: false };
}

const ORIGINALS: readonly Original[] = TEMPLATES.flatMap((template) => [
  { name: `${template}, printed plainly`, template, seed: 41, variation: PLAIN_VARIATION },
  { name: `${template}, as drawn`, template, seed: 42, variation: comparableLayout(template, 42) },
]);

const readings = new Map<Original, Map<string, FilingResult>>();
const rendered = new Map<Original, Map<string, RenderedFiling>>();

beforeAll(async () => {
  const filings = ORIGINALS.map(({ template, seed, variation }) => ({
    filing: generateFiling({ template, seed }),
    variation,
  }));
  for (const original of ORIGINALS) {
    readings.set(original, new Map());
    rendered.set(original, new Map());
  }
  for (const [format, renderer] of Object.entries(RENDERERS)) {
    // Chromium is started for each file: one layout of each template must do.
    const plainOnly = format === 'pdf-chromium';
    const wanted = ORIGINALS.filter(({ seed }) => !plainOnly || seed === 41);
    const files = await renderFilings(
      renderer,
      filings.filter((_, at) => wanted.includes(ORIGINALS[at] as Original)),
    );
    for (const [at, original] of wanted.entries()) {
      const file = files[at];
      if (!file) continue;
      rendered.get(original)?.set(format, file);
      readings.get(original)?.set(format, await readFiling({ path: file.file, bytes: file.bytes }));
    }
  }
}, TIMEOUT);

afterAll(() => {
  readings.clear();
  rendered.clear();
});

describe.each(ORIGINALS)('$name', (original) => {
  it('is written in every format', () => {
    const formats = Object.keys(RENDERERS).filter((name) => original.seed === 41 || name !== 'pdf-chromium');
    expect([...(readings.get(original)?.keys() ?? [])]).toEqual(formats);
  });

  it('gives the filer’s answers in every format', () => {
    const found = [...(rendered.get(original) ?? [])].flatMap(([format, file]) => {
      const result = readings.get(original)?.get(format);
      return result ? faults(file, result) : [`${format} was not read`];
    });
    expect(found).toEqual([]);
  });

  it('gives identical fields in all formats', () => {
    expect(disagreements(readings.get(original) ?? new Map())).toEqual([]);
  });
});
