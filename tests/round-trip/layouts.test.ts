/** The formats that are cheap to write, in many layouts: marks, units, merged cells, footings, letters, instructions. */
import { describe, expect, it } from 'vitest';
import { readFiling } from '../../src/pipeline.js';
import { TEMPLATES } from '../filings/filing.js';
import { generateFiling } from '../filings/generate.js';
import { drawVariation } from '../filings/layout/variation.js';
import { RENDERERS, renderFiling } from '../filings/render/renderers.js';
import { faults } from './truth.js';

const TIMEOUT = 120_000;
/** Seeds that neither the fit nor the report of the confidence uses. */
const FIRST_SEED = 7_100;
/** Layouts a template; reading a docx costs as much as five text files. */
const LAYOUTS: Readonly<Record<string, number>> = {
  'word-dump': 4,
  markdown: 4,
  tsv: 4,
  'markdown-html': 2,
  html: 3,
  'html-word': 2,
  'html-nested': 2,
  'html-divided': 2,
  'html-gb18030': 1,
  'html-utf16': 1,
  mhtml: 1,
  docx: 2,
  xlsx: 2,
};

describe('layouts', () => {
  it('are tried in every format that is written here', () => {
    const written = Object.values(RENDERERS).filter((renderer) => renderer.deterministic);
    expect(Object.keys(LAYOUTS).sort()).toEqual(written.map(({ name }) => name).sort());
  });

  it.each(Object.entries(LAYOUTS))(
    'of %s are all read without a fault',
    async (format, count) => {
      const renderer = RENDERERS[format];
      if (!renderer) throw new Error(`no renderer ${format}`);
      const found: string[] = [];
      for (const [at, template] of TEMPLATES.entries()) {
        for (let layout = 0; layout < count; layout += 1) {
          // Another seed for every format, so that together they see more layouts.
          const seed = FIRST_SEED + 100 * Object.keys(LAYOUTS).indexOf(format) + 10 * at + layout;
          const file = await renderFiling(
            renderer,
            generateFiling({ template, seed }),
            drawVariation(template, seed),
          );
          found.push(...faults(file, await readFiling({ path: file.file, bytes: file.bytes })));
        }
      }
      expect(found).toEqual([]);
    },
    TIMEOUT,
  );
});
