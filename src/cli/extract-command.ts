/** `nianbao extract`: one document to standard output, without a database. */
import type { Command } from 'commander';
import type { Template } from '../normalize/template.js';
import { EXIT } from './exit-codes.js';

const EXAMPLES = `
Examples:
  nianbao extract report.docx
  nianbao extract report.pdf --json | jq '.reports[0].fields[] | select(.status == "invalid")'
  nianbao extract scan.pdf --debug-images pages/
  nianbao extract 2023.zip!/南宁/年报.docx

Exit codes: 0 read; 1 the document failed, with its reason; 2 wrong usage.`;

interface ExtractFlags {
  readonly json?: true;
  readonly templates?: string;
  readonly debugImages?: string;
}

async function ownTemplates(folder: string): Promise<readonly Template[]> {
  const { templatesOf } = await import('./templates-command.js');
  return templatesOf(folder);
}

async function extract(path: string, flags: ExtractFlags): Promise<void> {
  const { readOne } = await import('./read-one.js');
  const { result, bystanders } = await readOne(path, {
    ...(flags.templates === undefined ? {} : { templates: await ownTemplates(flags.templates) }),
    debugImages: flags.debugImages ?? null,
  });
  const { status, error } = result.document;
  if (flags.json) {
    const { filingJson } = await import('../load/filing-json.js');
    process.stdout.write(`${JSON.stringify(filingJson(result), null, 2)}\n`);
  } else {
    const { filingText } = await import('./filing-text.js');
    process.stdout.write(filingText(result));
  }
  const troubles = status === 'loaded' ? [] : [`${status} ${path}: ${error ?? ''}`];
  troubles.push(...bystanders.map((one) => `not read ${one.path}: ${one.reason}`));
  if (troubles.length > 0) {
    const { printable } = await import('./text-table.js');
    for (const trouble of troubles) process.stderr.write(`${printable(trouble)}\n`);
  }
  if (status === 'failed') process.exitCode = EXIT.failedDocuments;
}

export function addExtractCommand(program: Command): void {
  program
    .command('extract')
    .description('read one document and print what it reports')
    .argument('<file>', 'a filing in any of the formats')
    .option('--json', 'print one JSON object, every value with its place in the document')
    .option('--templates <dir>', 'folder of template files to read with, beside the built-in ones')
    .option('--debug-images <dir>', 'folder for pictures of scanned pages with lines, cells, marks and texts')
    .addHelpText('after', EXAMPLES)
    .action(extract);
}
