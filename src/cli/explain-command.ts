/** `nianbao explain`: why a field has this value and this confidence. */
import type { Command } from 'commander';
import type { Connection } from '../load/open.js';
import { EXIT, UsageError } from './exit-codes.js';

interface ExplainFlags {
  readonly period?: string;
  readonly db?: string;
  readonly json?: true;
}

const EXAMPLES = `
Examples:
  nianbao explain report.docx traffic.page_views
  nianbao explain report.docx 网站总访问量 --json
  nianbao explain 2021/report.docx traffic.page_views --db reports.sqlite
  nianbao explain 5023471093 supervision.sites.total --period q2 --db reports.sqlite

Without --db the file is read now; with it, what was stored is shown, findings of comparisons with other
filings included. COUNTS is what each feature adds to the log-odds that the field is right.

Exit codes: 0 explained; 1 the document could not be read, or has no such field; 2 wrong usage;
3 the database cannot be opened.`;

/** Reads the file into a database in memory: what is shown is what an import would store. */
async function readNow(path: string): Promise<Connection | null> {
  const { readOne } = await import('./read-one.js');
  const { PROGRAM_VERSION } = await import('../batch/program-version.js');
  const { openDatabase } = await import('../load/open.js');
  const { createFilingWriter } = await import('../load/write-filing.js');
  const { result } = await readOne(path);
  const { status, error } = result.document;
  if (status !== 'loaded') {
    process.stderr.write(`${status} ${path}: ${error ?? ''}\n`);
    return null;
  }
  const db = openDatabase(':memory:');
  createFilingWriter(db, { file: path, importedAt: '', programVersion: PROGRAM_VERSION }).write(result);
  return db;
}

/** Keys of the catalogue by key or by printed label. */
async function indicatorKeys(given: string): Promise<string[]> {
  const { INDICATORS } = await import('../normalize/catalogue.js');
  const exact = INDICATORS.filter(({ key, label }) => key === given || label === given);
  if (exact.length > 0) return [...new Set(exact.map(({ key }) => key))];
  const near = INDICATORS.filter(({ key, label }) => key.includes(given) || label.includes(given));
  const hint = near.length > 0 ? `; did you mean ${near.map(({ key }) => key).join(', ')}?` : '';
  throw new UsageError(`${given}: no such indicator${hint}`);
}

async function reportIds(db: Connection, target: string, stored: boolean): Promise<number[]> {
  if (!stored) return db.prepare<[], number>('SELECT id FROM reports ORDER BY ordinal').pluck().all();
  const { reportsAt } = await import('../load/field-evidence.js');
  const atPath = reportsAt(db, target.replaceAll('\\', '/'));
  if (atPath.length > 0 || !/^\d+$/.test(target)) return atPath;
  return db.prepare<[number], number>('SELECT id FROM reports WHERE id = ?').pluck().all(Number(target));
}

async function openTarget(target: string, { db }: ExplainFlags): Promise<Connection | null> {
  if (db !== undefined) return (await import('../load/open.js')).openForReading(db);
  return readNow(target);
}

async function explain(target: string, given: string, flags: ExplainFlags): Promise<void> {
  const { PERIODS } = await import('../model/indicator.js');
  const { period } = flags;
  if (period !== undefined && !PERIODS.some((known) => known === period)) {
    throw new UsageError(`--period ${period}: one of ${PERIODS.join(', ')}`);
  }
  const keys = await indicatorKeys(given);
  const db = await openTarget(target, flags);
  if (db === null) {
    process.exitCode = EXIT.failedDocuments;
    return;
  }
  try {
    const { fieldEvidence } = await import('../load/field-evidence.js');
    const { explained, explanationText } = await import('./explain-text.js');
    const ids = await reportIds(db, target, flags.db !== undefined);
    const fields = ids
      .flatMap((id) => keys.flatMap((key) => fieldEvidence(db, id, key)))
      .filter((field) => period === undefined || field.period === period)
      .map(explained);
    if (fields.length === 0) {
      const reason = ids.length === 0 ? 'no such report' : `its form has no field ${given} ${period ?? ''}`;
      process.stderr.write(`${target}: ${reason.trimEnd()}\n`);
      process.exitCode = EXIT.failedDocuments;
      return;
    }
    const text = flags.json
      ? `${JSON.stringify({ fields }, null, 2)}\n`
      : fields.map(explanationText).join('\n');
    process.stdout.write(text);
  } finally {
    db.close();
  }
}

export function addExplainCommand(program: Command): void {
  program
    .command('explain')
    .description('tell where a value stands, its rivals, and what its confidence is made of')
    .argument('<target>', 'a file, or with --db also the id of a report')
    .argument('<indicator>', 'key or printed label, such as traffic.page_views or 网站总访问量')
    .option('--period <period>', 'q1, q2, q3, q4 or year (default: all that the form asks for)')
    .option('--db <file>', 'show what this database holds instead of reading the file')
    .option('--json', 'print one JSON object')
    .addHelpText('after', EXAMPLES)
    .action(explain);
}
