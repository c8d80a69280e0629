/** Folders of generated filings to measure with. */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './results-section.js';

export function writeFilings(out: string, format: string, count: number, seed: number): void {
  const args = ['--import', 'tsx', join(ROOT, 'tests/filings/write.ts')];
  const order = ['--out', out, '--count', String(count), '--seed', String(seed), '--formats', format];
  execFileSync(process.execPath, [...args, ...order], { cwd: ROOT, stdio: 'ignore' });
  rmSync(join(out, 'truth.jsonl'));
}

/** Distinct filings; beyond these, copies that differ in a note at their end, which is soon written. */
const DISTINCT = 1_000;

/** @returns a folder with `count` text filings of different content, taken from the first ones of `from` */
export function multiplyTexts(from: string, out: string, count: number): void {
  mkdirSync(out, { recursive: true });
  const names = readdirSync(from).sort().slice(0, DISTINCT);
  for (let number = 0; number < count; number += 1) {
    const name = names[number % names.length] ?? '';
    const round = Math.floor(number / names.length);
    if (round === 0) copyFileSync(join(from, name), join(out, name));
    else
      writeFileSync(
        join(out, `${round}-${name}`),
        `${readFileSync(join(from, name), 'utf8')}\n附注${round}\n`,
      );
  }
}
