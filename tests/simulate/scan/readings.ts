/**
 * Simulated scans as the scan reader read them, with the truth of every field: what the confidence of scans is fitted
 * to and measured on. Stored, since reading them takes ten minutes; `read-scans.ts` writes them anew.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { SourceDocument } from '../../../src/model/document.js';
import type { FilingTruth } from '../../filings/filing.js';
import { FIRST_REPORT_SEED } from './filings.js';

export interface StoredScan {
  /** Below `FIRST_REPORT_SEED` for fitting, from there on for reporting. */
  readonly seed: number;
  readonly truth: FilingTruth;
  readonly document: SourceDocument;
}

const STORE = new URL('./readings.jsonl.gz', import.meta.url);

export function storedScans(use: 'fit' | 'report'): StoredScan[] {
  return gunzipSync(readFileSync(STORE))
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as StoredScan)
    .filter(({ seed }) => seed >= FIRST_REPORT_SEED === (use === 'report'));
}

export function storeScans(scans: readonly StoredScan[]): void {
  const lines = [...scans]
    .sort((a, b) => a.seed - b.seed || (a.truth.file < b.truth.file ? -1 : 1))
    .map((scan) => JSON.stringify(scan));
  writeFileSync(STORE, gzipSync(`${lines.join('\n')}\n`, { level: 9 }));
}
