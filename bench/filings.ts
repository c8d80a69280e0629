/** Folders of generated filings to measure with. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './results-section.js';

export function writeFilings(out: string, format: string, count: number, seed: number): void {
  const args = ['--import', 'tsx', join(ROOT, 'tests/filings/write.ts')];
  const order = ['--out', out, '--count', String(count), '--seed', String(seed), '--formats', format];
  execFileSync(process.execPath, [...args, ...order], { cwd: ROOT, stdio: 'ignore' });
  rmSync(join(out, 'truth.jsonl'));
}

/** Filings that are generated: beyond these, the same answers come again. */
const DISTINCT = 1_000;
/** The largest prime of four figures: the filings made from one have codes of their own for as long as may be. */
const SITES_OF_REGION = 9_973;

/**
 * @returns a folder with `count` text filings, made from the first ones of `from`, each of a site of its own: a
 * national corpus holds few copies, and comparing them must not be what is measured
 */
export function multiplyTexts(from: string, out: string, count: number): void {
  mkdirSync(out, { recursive: true });
  const names = readdirSync(from).sort().slice(0, DISTINCT);
  for (let number = 0; number < count; number += 1) {
    const name = names[number % names.length] ?? '';
    const round = Math.floor(number / names.length);
    writeFileSync(join(out, `${round}-${name}`), ofSite(readFileSync(join(from, name), 'utf8'), number));
  }
}

/** The same answers under another name and code: a branch of the unit. */
function ofSite(text: string, number: number): string {
  const [, unit] = /填报单位[^：:]*[：:]\s*(\S+)/u.exec(text) ?? [];
  const renamed = unit === undefined ? text : text.replaceAll(unit, `${unit}第${number}分局`);
  const code = String(number % SITES_OF_REGION).padStart(4, '0');
  return renamed.replaceAll(/(?<!\d)(\d{6})\d{4}(?!\d)/gu, `$1${code}`);
}
