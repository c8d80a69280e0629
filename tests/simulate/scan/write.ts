/**
 * Writes scanned filings with their truth.jsonl: `tsx tests/simulate/scan/write.ts DIR SEEDS KIND...`, such as
 * `write.ts /tmp/scans 500-509 any poor`. Files that are there already stay.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { scanFiling } from './filings.js';
import { openBrowser } from './sheet.js';

async function main([folder = '', range = '', ...kinds]: readonly string[]): Promise<void> {
  const [from = 1, to = from] = range.split('-').map(Number);
  mkdirSync(folder, { recursive: true });
  const browser = await openBrowser();
  const lines: string[] = [];
  for (const kind of kinds) {
    for (let seed = from; seed <= to; seed++) {
      const { file, bytes, truth, pages, style, dpi, damage } = await scanFiling(browser, kind, seed);
      if (!existsSync(join(folder, file))) writeFileSync(join(folder, file), bytes);
      // As the scoring tool expects, fields that the form does not print are left out.
      const fields = truth.fields.filter(({ status }) => status !== 'missing');
      lines.push(JSON.stringify({ ...truth, info: { pages, style, dpi, damage }, fields }));
    }
  }
  await browser.close();
  writeFileSync(join(folder, 'truth.jsonl'), `${lines.join('\n')}\n`);
}

await main(process.argv.slice(2));
