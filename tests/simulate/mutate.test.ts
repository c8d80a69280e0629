/** Single mutations touch every row of every template, and their truth differs in the touched fields only. */
import { describe, expect, it } from 'vitest';
import { fieldId, TEMPLATES } from '../filings/filing.js';
import { generateFiling } from '../filings/generate.js';
import { PLAIN_VARIATION } from '../filings/layout/variation.js';
import { renderText, TEXT_RENDERERS, type TextFormat } from '../filings/render/renderers.js';
import { MUTATION_KINDS, mutateFiling } from './mutate.js';

const FORMATS = Object.keys(TEXT_RENDERERS) as TextFormat[];
/** Without stray blanks or bookmarks, whose places depend on the rows before them. */
const SEED = 5;

describe.each(TEMPLATES)('mutations of %s', (template) => {
  const filing = generateFiling({ template, seed: SEED });

  it.each(FORMATS)('change truth in the touched fields only (%s)', (format) => {
    const original = renderText(TEXT_RENDERERS[format], filing, PLAIN_VARIATION, (sheet) => sheet);
    const before = new Map(original.truth.fields.map((field) => [fieldId(field.key, field.period), field]));
    let mutations = 0;
    for (const { kind, rendered, touched } of mutateFiling(filing, PLAIN_VARIATION, format)) {
      mutations++;
      const changed = rendered.truth.fields.filter((field) => {
        const was = before.get(fieldId(field.key, field.period));
        return was?.status !== field.status || was.value !== field.value;
      });
      for (const field of changed) {
        expect(touched).toContain(fieldId(field.key, field.period));
        expect(field.status).toBe('missing');
        expect(['row-deleted', 'label-blanked']).toContain(kind);
      }
      expect(Buffer.from(rendered.bytes).equals(Buffer.from(original.bytes)), kind).toBe(false);
    }
    expect(mutations).toBeGreaterThan(100);
  });

  it('reach every field that the table prints, in every kind but the swap of the last row', () => {
    const all = [...mutateFiling(filing, PLAIN_VARIATION, 'word-dump')];
    for (const kind of MUTATION_KINDS) {
      const touched = new Set(
        all.filter((mutated) => mutated.kind === kind).flatMap((mutated) => mutated.touched),
      );
      const open = [...filing.answers.keys()].filter(
        (id) => !touched.has(id) && !/^filing\.|^site\.report_url/.test(id),
      );
      expect(open).toEqual([]);
    }
  });

  it('have a file name each', () => {
    const names = [...mutateFiling(filing, PLAIN_VARIATION, 'tsv')].map(({ rendered }) => rendered.file);
    expect(new Set(names).size).toBe(names.length);
  });
});
