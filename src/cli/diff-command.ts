/** `nianbao diff`: which values moved between two runs, and why. */
import type { Command } from 'commander';
import type { Comparison, FieldMove, ReportMove, Side } from '../load/compare-databases.js';
import { EXIT } from './exit-codes.js';
import { printable } from './text-table.js';

const EXAMPLES = `
Examples:
  nianbao diff before.sqlite after.sqlite
  nianbao diff before.sqlite after.sqlite --json | jq '.reports[].fields[] | select(.before.value != .after.value)'

Reports are compared by the content of their files, and where that changed by path. A move of the confidence is
told where it passes 0.5, 0.9 or 0.99.

Exit codes: 0 the same; 1 something moved; 2 wrong usage; 3 a database cannot be opened.`;

function sideText(side: Side | null): string {
  if (side === null) return 'no such field';
  return side.status === 'reported' ? `“${printable(String(side.value))}”` : side.status;
}

function moveText({ indicator, period, before, after, why }: FieldMove): string {
  const [was, is] = [sideText(before), sideText(after)];
  const value = was === is ? was : `${was} → ${is}`;
  const both = before !== null && after !== null && before.confidence !== after.confidence;
  const confidence = both ? `, confidence ${before.confidence} → ${after.confidence}` : '';
  const reason = why.length === 0 ? '' : ` (${why.join('; ')})`;
  return `  ${indicator} ${period}: ${value}${confidence}${reason}`;
}

function reportText({ path, form, year, siteName, outcome, why, fields }: ReportMove): string[] {
  const site = siteName === null ? '' : `, ${printable(siteName)}`;
  const reason = why.length === 0 ? '' : `; ${why.join('; ')}`;
  return [
    `${printable(path)}: ${form} ${year ?? 'of an unknown year'}${site}, ${outcome}${reason}`,
    ...fields.map(moveText),
    '',
  ];
}

function comparisonText({ reports, compared, fields }: Comparison): string {
  const moved = reports.reduce((sum, report) => sum + report.fields.length, 0);
  const total = `${reports.length} reports differ, ${moved} fields moved; compared: ${compared} reports with ${fields} fields.`;
  return `${[...reports.flatMap(reportText), total].join('\n')}\n`;
}

async function diff(before: string, after: string, flags: { json?: true }): Promise<void> {
  const { openForReading } = await import('../load/open.js');
  const { compareDatabases } = await import('../load/compare-databases.js');
  const a = openForReading(before);
  try {
    const b = openForReading(after);
    try {
      const comparison = compareDatabases(a, b);
      const text = flags.json ? `${JSON.stringify(comparison, null, 2)}\n` : comparisonText(comparison);
      process.stdout.write(text);
      if (comparison.reports.length > 0) process.exitCode = EXIT.failedDocuments;
    } finally {
      b.close();
    }
  } finally {
    a.close();
  }
}

export function addDiffCommand(program: Command): void {
  program
    .command('diff')
    .description('tell which values moved between two databases, and why')
    .argument('<a>', 'the earlier database')
    .argument('<b>', 'the later database')
    .option('--json', 'print one JSON object')
    .addHelpText('after', EXAMPLES)
    .action(diff);
}
