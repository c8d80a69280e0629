/** The programs behind doc, rtf and pdf take a batch and give one file each, in order. Needs soffice and chromium. */
import { describe, expect, it } from 'vitest';
import { generateFiling } from '../generate.js';
import { PLAIN_VARIATION } from '../layout/variation.js';
import { PRINTED_RENDERERS } from './printed/renderers.js';
import { RENDERERS, type RenderedFiling, renderFilings } from './renderers.js';

const FILINGS = [1, 2].map((seed) => ({
  filing: generateFiling({ template: 'work-2022', seed }),
  variation: PLAIN_VARIATION,
}));

/** Starting a program under load takes its time. */
const TIMEOUT = 180_000;

async function batch(name: string): Promise<RenderedFiling[]> {
  const renderer = RENDERERS[name] ?? PRINTED_RENDERERS[name];
  if (!renderer) throw new Error(`no renderer ${name}`);
  return renderFilings(renderer, FILINGS);
}

function siteName(rendered: RenderedFiling | undefined): unknown {
  return rendered?.truth.fields.find(({ key }) => key === 'site.name')?.value;
}

describe('renderFilings', () => {
  it.each([
    ['doc', '\u00d0\u00cf\u0011\u00e0'],
    ['rtf', '{\\rtf'],
    ['pdf', '%PDF-'],
    ['pdf-chromium', '%PDF-'],
    ['sheet-wrapped', '%PDF-'],
    ['page-auto', '%PDF-'],
  ])(
    'writes %s files that begin as such files do',
    async (name, magic) => {
      const files = await batch(name);
      expect(files).toHaveLength(FILINGS.length);
      for (const { bytes } of files) {
        expect(Buffer.from(bytes).toString('latin1').startsWith(magic)).toBe(true);
      }
    },
    TIMEOUT,
  );

  it(
    'keeps each file with its own truth',
    async () => {
      const files = await batch('doc');
      expect(siteName(files[0])).not.toBe(siteName(files[1]));
      for (const rendered of files) {
        // Word 97 files hold their text as UTF-16.
        const name = Buffer.from(String(siteName(rendered)), 'utf16le');
        expect(Buffer.from(rendered.bytes).includes(name)).toBe(true);
      }
    },
    TIMEOUT,
  );
});
