/**
 * Reads folders that `write.ts` made and stores what was read for the calibration:
 * `tsx tests/simulate/scan/read-scans.ts DIR...`. Needed again when the scan reader has changed. The stored ones are
 * `write.ts` 1-16 any, 1-5 office clean, 1-6 poor and 1-2 grey-stamp to fit, 500-509 any, 500-504 poor and 500-502
 * office clean to report.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_LIMITS } from '../../../src/limits.js';
import { readDocument } from '../../../src/pipeline.js';
import type { FilingTruth } from '../../filings/filing.js';
import { type StoredScan, storeScans } from './readings.js';

async function main(folders: readonly string[]): Promise<void> {
  const scans: StoredScan[] = [];
  for (const folder of folders) {
    for (const line of readFileSync(join(folder, 'truth.jsonl'), 'utf8').trim().split('\n')) {
      const { file, group, form, template, year, fields } = JSON.parse(line) as FilingTruth;
      const bytes = readFileSync(join(folder, file));
      const cacheDir = process.env.NIANBAO_SCAN_CACHE ?? null;
      const document = await readDocument(bytes, { limits: DEFAULT_LIMITS, debugImages: null, cacheDir });
      const seed = Number(/-(\d+)\./u.exec(file)?.[1]);
      scans.push({ seed, truth: { file, group, form, template, year, fields }, document });
      process.stderr.write(`\r${scans.length} files`);
    }
  }
  storeScans(scans);
  process.stderr.write('\n');
  process.exit(0);
}

await main(process.argv.slice(2));
