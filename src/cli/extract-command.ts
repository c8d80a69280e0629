/** `nianbao extract`: one document to standard output, without a database. */
import type { Command } from 'commander';
import type { FilingResult } from '../model/result.js';
import { EXIT, UsageError } from './exit-codes.js';

const EXAMPLES = `
Examples:
  nianbao extract report.docx
  nianbao extract report.pdf --json | jq '.reports[0].fields[] | select(.status == "invalid")'

Exit codes: 0 read; 1 the document failed, with its reason; 2 wrong usage.`;

async function read(path: string): Promise<FilingResult> {
  const { walk } = await import('../batch/walk.js');
  const { inProcessReader, failedReading } = await import('../batch/filing-reader.js');
  const { readFiling } = await import('../pipeline.js');
  const { files, roots } = await walk([path]);
  const [file] = files;
  if (file?.path !== roots[0] || file === undefined) {
    throw new UsageError(`${path}: this is a folder; \`nianbao import\` reads folders`);
  }
  try {
    return await inProcessReader(readFiling).read(file);
  } catch (error) {
    return failedReading(file, error);
  }
}

async function extract(path: string, flags: { json?: true }): Promise<void> {
  const result = await read(path);
  const { status, error } = result.document;
  if (flags.json) {
    const { filingJson } = await import('../load/filing-json.js');
    process.stdout.write(`${JSON.stringify(filingJson(result), null, 2)}\n`);
  } else {
    const { filingText } = await import('./filing-text.js');
    process.stdout.write(filingText(result));
  }
  if (status !== 'loaded') {
    const { printable } = await import('./text-table.js');
    process.stderr.write(`${status} ${printable(path)}: ${printable(error ?? '')}\n`);
  }
  if (status === 'failed') process.exitCode = EXIT.failedDocuments;
}

export function addExtractCommand(program: Command): void {
  program
    .command('extract')
    .description('read one document and print what it reports')
    .argument('<file>', 'a filing in any of the formats')
    .option('--json', 'print one JSON object, every value with its place in the document')
    .addHelpText('after', EXAMPLES)
    .action(extract);
}
