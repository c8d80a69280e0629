import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openForReading } from '../../src/load/open.js';
import { rowsOf, temporaryFolder } from '../load/database.js';
import { CLI_COMMAND, ROOT, runCli } from './run-cli.js';

/** Enough for several groups of documents, each of which is committed as a whole. */
const FILINGS = 400;

function manyFilings(): string {
  const folder = temporaryFolder();
  const text = readFileSync(join(ROOT, 'corpus/003_0a60332abacfaad1.txt'), 'utf8');
  for (let number = 10; number < 10 + FILINGS; number += 1) {
    writeFileSync(join(folder, `${number}.txt`), `${text}\n附注${number}\n`);
  }
  return folder;
}

function countDocuments(file: string): number {
  if (!existsSync(file)) return 0;
  try {
    const db = openForReading(file);
    try {
      return Number(db.prepare('SELECT count(*) FROM documents').pluck().get());
    } finally {
      db.close();
    }
  } catch {
    return 0; // Not there yet, or its tables are not.
  }
}

/**
 * Kills the import with SIGKILL, which no program can prepare for, once it has written `documents` of them.
 * @param temporary folder for its temporary files
 */
function killedAfter(documents: number, folder: string, file: string, temporary: string): Promise<void> {
  const [node = '', ...args] = CLI_COMMAND;
  const env = { ...process.env, SOURCE_DATE_EPOCH: '1700000000', TMPDIR: temporary };
  const child = spawn(node, [...args, 'import', folder, '--db', file], { cwd: ROOT, env, stdio: 'ignore' });
  const watch = setInterval(() => {
    if (countDocuments(file) >= documents) child.kill('SIGKILL');
  }, 5);
  return new Promise((resolve) => {
    child.on('close', () => {
      clearInterval(watch);
      resolve();
    });
  });
}

test('a killed import leaves whole filings, and the next one ends where an undisturbed one does', async () => {
  const folder = manyFilings();
  const env = { SOURCE_DATE_EPOCH: '1700000000' };
  const undisturbed = join(temporaryFolder(), 'reports.sqlite');
  await runCli(['import', folder, '--db', undisturbed], { env });

  const file = join(temporaryFolder(), 'reports.sqlite');
  const temporary = temporaryFolder();
  const leftByReaders = () => readdirSync(temporary).filter((name) => name.startsWith('nianbao-reader-'));
  for (const documents of [1, 8]) {
    await killedAfter(documents, folder, file, temporary);
    await expect.poll(leftByReaders).toEqual([]);
    const db = openForReading(file);
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(db.pragma('foreign_key_check')).toEqual([]);
    expect(Number(db.prepare('SELECT count(*) FROM documents').pluck().get())).toBeLessThan(FILINGS);
    const half =
      'SELECT count(*) FROM documents d LEFT JOIN reports r ON r.document_id = d.id WHERE r.id IS NULL';
    expect(db.prepare(half).pluck().get()).toBe(0);
    db.close();
  }
  expect((await runCli(['import', folder, '--db', file], { env })).code).toBe(0);
  const [killed, whole] = [openForReading(file), openForReading(undisturbed)];
  expect(rowsOf(killed)).toEqual(rowsOf(whole));
  killed.close();
  whole.close();
});
