/**
 * Kills imports at random moments and compares what the last one leaves with an undisturbed run. Also a program,
 * for longer runs than a test should take: `npx tsx tests/hostile/random-kills.ts --kills 200 --files 1000`
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import Database from 'better-sqlite3';
import { CLI_COMMAND, ROOT, runCli } from '../cli/run-cli.js';
import { Random } from '../filings/random.js';

/** Every table but `runs`, which tells of each interrupted run. */
const TABLES = ['documents', 'reports', 'fields', 'findings', 'candidates', 'definitions', 'indicators'];
const ENVIRONMENT = { SOURCE_DATE_EPOCH: '1700000000' };

export interface KillPlan {
  readonly kills: number;
  readonly files: number;
  readonly seed: number;
  readonly workers: number;
}

export interface KillReport {
  /** Kills that met a running import; one that was done before its time is up needs no kill. */
  readonly kills: number;
  /** `PRAGMA integrity_check` and `foreign_key_check` after each kill, where they were not fine. */
  readonly damage: readonly string[];
  readonly isSame: boolean;
}

function filings(folder: string, count: number): void {
  const text = readFileSync(join(ROOT, 'corpus/003_0a60332abacfaad1.txt'), 'utf8');
  for (let number = 0; number < count; number += 1) {
    writeFileSync(join(folder, `${number}.txt`), `${text}\n附注${number}\n`);
  }
}

function digest(file: string): string {
  const db = new Database(file, { readonly: true });
  try {
    const hash = createHash('sha256');
    for (const table of TABLES) {
      const rows = db
        .prepare(`SELECT * FROM ${table}`)
        .raw()
        .all()
        .map((row) => JSON.stringify(row));
      hash.update(table).update(rows.sort().join('\n'));
    }
    return hash.digest('hex');
  } finally {
    db.close();
  }
}

function damageOf(file: string): string[] {
  try {
    const db = new Database(file, { fileMustExist: true });
    const integrity = String(db.pragma('integrity_check', { simple: true }));
    const strangers = db.pragma('foreign_key_check') as unknown[];
    db.close();
    return [...(integrity === 'ok' ? [] : [integrity]), ...strangers.map((row) => JSON.stringify(row))];
  } catch (error) {
    // Killed before there was a file.
    return /unable to open/.test(String(error)) ? [] : [String(error)];
  }
}

/** @returns whether it was still running when its time was up */
function importFor(milliseconds: number, args: readonly string[]): Promise<boolean> {
  const [node = '', ...command] = CLI_COMMAND;
  const env = { ...process.env, ...ENVIRONMENT };
  const child = spawn(node, [...command, ...args], { cwd: ROOT, env, stdio: 'ignore' });
  const timer = setTimeout(() => child.kill('SIGKILL'), milliseconds);
  return new Promise((resolve) => {
    child.on('close', (_code, signal) => {
      clearTimeout(timer);
      resolve(signal === 'SIGKILL');
    });
  });
}

export async function killAtRandom({ kills, files, seed, workers }: KillPlan): Promise<KillReport> {
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-kills-'));
  try {
    const input = mkdtempSync(join(folder, 'input-'));
    filings(input, files);
    const [whole, killed] = [join(folder, 'whole.sqlite'), join(folder, 'killed.sqlite')];
    const common = ['--workers', String(workers)];
    const begun = Date.now();
    await runCli(['import', input, '--db', whole, ...common], { env: ENVIRONMENT });
    const duration = Date.now() - begun;
    const random = new Random(seed);
    const damage: string[] = [];
    let done = 0;
    for (let attempt = 0; attempt < kills; attempt += 1) {
      // Read all anew each time, so that the last kill finds as much to interrupt as the first.
      const args = ['import', input, '--db', killed, '--force', ...common];
      if (await importFor(random.next() * duration, args)) done += 1;
      damage.push(...damageOf(killed));
    }
    await runCli(['import', input, '--db', killed, ...common], { env: ENVIRONMENT });
    return { kills: done, damage, isSame: digest(killed) === digest(whole) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      kills: { type: 'string', default: '200' },
      files: { type: 'string', default: '200' },
      seed: { type: 'string', default: '1' },
      workers: { type: 'string', default: '2' },
    },
  });
  const report = await killAtRandom({
    kills: Number(values.kills),
    files: Number(values.files),
    seed: Number(values.seed),
    workers: Number(values.workers),
  });
  process.stdout.write(`${JSON.stringify(report)}\n`);
  if (!report.isSame || report.damage.length > 0) process.exitCode = 1;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main();
