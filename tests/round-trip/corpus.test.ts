/** Published filings, whose truth nobody wrote down, say the same in whatever layout their cells are written. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { FilingResult } from '../../src/model/result.js';
import { readDocument, readFiling } from '../../src/pipeline.js';
import { disagreements } from './agreement.js';
import { LAYOUTS, rewrite } from './rewrite.js';

const CORPUS = new URL('../../corpus/', import.meta.url);
const FILINGS = readdirSync(CORPUS).filter((name) => name.endsWith('.txt'));

async function readings(name: string): Promise<Map<string, FilingResult>> {
  const bytes = readFileSync(new URL(name, CORPUS));
  const results = new Map([['published', await readFiling({ path: name, bytes })]]);
  const document = await readDocument(bytes);
  for (const layout of Object.keys(LAYOUTS) as (keyof typeof LAYOUTS)[]) {
    results.set(layout, await readFiling({ path: name, bytes: rewrite(document, layout) }));
  }
  return results;
}

describe('the published filings', () => {
  it('are there', () => {
    expect(FILINGS.length).toBeGreaterThanOrEqual(5);
  });

  it.each(FILINGS)('%s reads alike in every text layout', async (name) => {
    expect(disagreements(await readings(name))).toEqual([]);
  });

  it('would be told apart by a single value', async () => {
    const [name = ''] = FILINGS;
    const bytes = readFileSync(new URL(name, CORPUS));
    const changed = Buffer.from(bytes.toString('utf8').replace(/(访问[^\d]*?)(\d+)/u, '$199$2'));
    const both = new Map([
      ['published', await readFiling({ path: name, bytes })],
      ['changed', await readFiling({ path: name, bytes: changed })],
    ]);
    const differing = disagreements(both);
    expect(differing).toHaveLength(1);
    expect(differing[0]).toMatch(/^work traffic\./);
  });
});
