/** Whatever the bytes: no exception, no value that the document does not hold, the same result twice. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FilingResult } from '../../src/model/result.js';
import { readFiling } from '../../src/pipeline.js';
import { TEMPLATES } from '../filings/filing.js';
import { generateFiling } from '../filings/generate.js';
import { drawVariation } from '../filings/layout/variation.js';
import { renderText, TEXT_RENDERERS, type TextFormat } from '../filings/render/renderers.js';
import { damageSheet } from '../simulate/damage/damage.js';

const TIMEOUT = 120_000;
/** Enough to meet the odd case; a longer run belongs to a quiet machine. */
const RUNS = 150;

const CATALOGUE = readFileSync(
  new URL('../../src/normalize/templates/indicators.tsv', import.meta.url),
  'utf8',
);
const LABELS = CATALOGUE.trim()
  .split('\n')
  .slice(1)
  .map((row) => row.split('\t')[3] ?? '');

function read(bytes: Uint8Array): Promise<FilingResult> {
  return readFiling({ path: 'any', bytes });
}

/** First bytes by which formats are told. */
const MAGIC = [
  '',
  '%PDF-1.4\n',
  'PK\u0003\u0004',
  '{\\rtf1',
  '<html>',
  '\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1',
  '\u00ff\u00d8\u00ff',
  '\u0089PNG\r\n\u001a\n',
  'GIF89a',
  'MIME-Version: 1.0\r\n',
  '\u00ff\u00fe',
];

const cell = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...LABELS) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '☑是 □否',
      '□是 □否',
      '无',
      '',
      '１２',
      '3.5天',
      '约100',
      '见附件',
      '（单位：条）',
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
  { weight: 1, arbitrary: fc.integer().map(String) },
);
const formText = fc
  .tuple(
    fc.constantFrom('政府网站工作年度报表\n（2022年度）\n', '政府网站监管年度报表\n', ''),
    fc.array(fc.array(cell, { minLength: 1, maxLength: 6 }), { maxLength: 40 }),
    fc.constantFrom('\t', ' | '),
  )
  .map(
    ([title, rows, gap]) =>
      title + rows.map((row) => (gap === '\t' ? row.join('\t') : `| ${row.join(gap)} |`)).join('\n'),
  );

/** Without white space and marks, which pieces may write otherwise than the file does. */
function plain(text: string): string {
  return text
    .replace(/[\s\u200b-\u200f\ufeff]|\[[^\]]*\]|<[^>]*>|\p{So}|[□√✓✔]/gu, '')
    .replaceAll('&nbsp;', '');
}

describe('readFiling', () => {
  it(
    'answers any bytes with a result',
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...MAGIC),
          fc.uint8Array({ maxLength: 400 }),
          async (magic, rest) => {
            const { document, reports } = await read(
              Buffer.concat([Buffer.from(magic, 'latin1'), Buffer.from(rest)]),
            );
            expect(['loaded', 'skipped', 'failed']).toContain(document.status);
            expect(document.error === null).toBe(document.status === 'loaded');
            if (document.status !== 'loaded') expect(reports).toEqual([]);
          },
        ),
        { numRuns: RUNS },
      );
    },
    TIMEOUT,
  );

  it(
    'answers any text with a result, and what it reports stands in the text',
    async () => {
      await fc.assert(
        fc.asyncProperty(formText, async (text) => {
          const { reports } = await read(new TextEncoder().encode(text));
          for (const report of reports) {
            for (const field of report.fields) {
              expect(field.value !== null).toBe(field.status === 'reported');
              expect(field.confidence).toBeGreaterThanOrEqual(0);
              expect(field.confidence).toBeLessThanOrEqual(1);
              expect(field.raw === null).toBe(field.status === 'missing');
            }
          }
        }),
        { numRuns: RUNS },
      );
    },
    TIMEOUT,
  );
});

describe('damaged filings', () => {
  const FORMATS = Object.keys(TEXT_RENDERERS) as TextFormat[];
  const CASES = TEMPLATES.flatMap((template, at) =>
    [0, 1, 2].map(
      (round) => [template, FORMATS[(at + round) % FORMATS.length] ?? 'tsv', 8_300 + round] as const,
    ),
  );

  it.each(CASES)(
    '%s as %s of seed %i give no value that is not there, and the same ones twice',
    async (template, format, seed) => {
      const { bytes, file } = renderText(
        TEXT_RENDERERS[format],
        generateFiling({ template, seed }),
        drawVariation(template, seed),
        (sheet) => damageSheet(sheet, { seed, strength: 2 }).sheet,
      );
      const first = await readFiling({ path: file, bytes });
      expect(await readFiling({ path: file, bytes })).toEqual(first);
      expect(first.reports.length).toBeGreaterThan(0);
      const text = plain(new TextDecoder().decode(bytes));
      for (const field of first.reports.flatMap((report) => report.fields)) {
        // Cells of spread options are joined by line breaks: each stands in the text for itself.
        for (const part of (field.raw ?? '').split('\n')) expect(text).toContain(plain(part));
        if (field.labelRaw !== null) expect(text).toContain(plain(field.labelRaw));
      }
    },
    TIMEOUT,
  );
});
