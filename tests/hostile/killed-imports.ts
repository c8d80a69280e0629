/** Imports that are killed, at any moment or at a given step, and what they leave. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { ROOT } from '../cli/run-cli.js';

const EPOCH = '1700000000';

export interface KilledImport {
  readonly cli: string;
  readonly args: readonly string[];
  /** Milliseconds after which it is killed; it may also kill itself. */
  readonly after?: number;
  readonly nodeArgs?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** @returns whether it was killed before it ended by itself */
export function runUntilKilled({
  cli,
  args,
  after,
  nodeArgs = [],
  env = {},
}: KilledImport): Promise<boolean> {
  const child = spawn(process.execPath, [...nodeArgs, cli, 'import', ...args], {
    cwd: ROOT,
    env: { ...process.env, NODE_OPTIONS: '', SOURCE_DATE_EPOCH: EPOCH, ...env },
    stdio: 'ignore',
  });
  const timer = after === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), after);
  return new Promise((resolve) => {
    child.on('close', (_code, signal) => {
      clearTimeout(timer);
      resolve(signal === 'SIGKILL');
    });
  });
}

/** Filings that differ, two of them copies, and one file of every fate that needs no time. */
export function writeInput(folder: string, filings: number): void {
  const text = readFileSync(join(ROOT, 'corpus/003_0a60332abacfaad1.txt'), 'utf8');
  for (let number = 0; number < filings; number += 1) {
    writeFileSync(join(folder, `${number}.txt`), `${text}\n附注${number}\n`);
  }
  writeFileSync(join(folder, 'copy.txt'), `${text}\n附注0\n`);
  writeFileSync(join(folder, 'empty.docx'), '');
  writeFileSync(join(folder, 'broken.docx'), Buffer.from('504b0304ffff', 'hex'));
}

/** Every row of every table but `runs`, which tells of each interrupted run. */
export function digestOf(file: string): string {
  const db = new Database(file, { readonly: true });
  try {
    const tables = db
      .prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'runs' ORDER BY name`)
      .pluck()
      .all();
    const hash = createHash('sha256');
    for (const table of tables) {
      hash.update(String(table));
      for (const row of db
        .prepare(`SELECT * FROM ${String(table)}`)
        .raw()
        .iterate())
        hash.update(JSON.stringify(row));
    }
    return hash.digest('hex');
  } finally {
    db.close();
  }
}

const HALF_DOCUMENTS = `
  SELECT d.path FROM documents d LEFT JOIN reports r ON r.document_id = d.id
  WHERE d.kind = 'filing' AND d.status = 'loaded' AND r.id IS NULL
  UNION ALL
  SELECT d.path FROM documents d JOIN reports r ON r.document_id = d.id LEFT JOIN fields f ON f.report_id = r.id
  WHERE f.report_id IS NULL`;

/** What is wrong with the file that a killed import left; none where there is no file yet. */
export function damageOf(file: string): string[] {
  try {
    const db = new Database(file, { fileMustExist: true });
    try {
      const integrity = String(db.pragma('integrity_check', { simple: true }));
      if (integrity !== 'ok') return [integrity];
      const strangers = db.pragma('foreign_key_check') as unknown[];
      const isEmpty = db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get() === 0;
      const halves = isEmpty ? [] : db.prepare(HALF_DOCUMENTS).pluck().all();
      return [...strangers, ...halves].map((row) => JSON.stringify(row));
    } finally {
      db.close();
    }
  } catch (error) {
    return /unable to open/.test(String(error)) ? [] : [String(error)];
  }
}
