/** `nianbao templates suggest`: the template file that would describe a form nobody has seen before. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import type { Template } from '../normalize/template.js';
import { EXIT, UsageError } from './exit-codes.js';

const EXAMPLES = `
Examples:
  nianbao templates suggest report.docx > templates/work-2025-xx.json
  nianbao templates suggest report.docx --id work-2025-xx > templates/work-2025-xx.json
  nianbao extract report.docx --templates templates

The file is a proposal: give the keys named new_1, new_2, … lasting names (in the body and in indicators), check
labels, units and types, and delete what is a misreading. What to look at is listed on standard error.

Exit codes: 0 printed; 1 the document could not be read, or holds no form; 2 wrong usage.`;

/** The built-in templates and those of a folder; the built-in list itself where no folder is given. */
export async function templatesOf(folder: string | undefined): Promise<readonly Template[]> {
  const { TEMPLATES } = await import('../normalize/template.js');
  if (folder === undefined) return TEMPLATES;
  const { parseTemplates } = await import('../normalize/template-schema.js');
  try {
    const names = readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .sort();
    if (names.length === 0) throw new Error('there is no .json file in it');
    const own = parseTemplates(
      names.map((name) => [name, readFileSync(join(folder, name), 'utf8')] as const),
    );
    const ids = new Set(own.map(({ id }) => id));
    return [...TEMPLATES.filter(({ id }) => !ids.has(id)), ...own];
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`--templates ${folder}: ${reason.replaceAll('\n', ' ')}`);
  }
}

async function suggest(path: string, { id }: { id: string }): Promise<void> {
  const { readBytes } = await import('../batch/regular-file.js');
  const { walk } = await import('../batch/walk.js');
  const { DEFAULT_LIMITS } = await import('../limits.js');
  const { readDocument } = await import('../pipeline.js');
  const { suggestTemplate } = await import('../normalize/suggest-template.js');
  const { ExtractionError } = await import('../errors.js');
  await walk([path]);
  try {
    const document = await readDocument(await readBytes(path, DEFAULT_LIMITS.fileBytes));
    const suggestion = suggestTemplate(document, id);
    if (suggestion) {
      process.stdout.write(`${JSON.stringify(suggestion.template, null, 2)}\n`);
      for (const remark of suggestion.remarks) process.stderr.write(`${remark}\n`);
      return;
    }
    process.stderr.write(`${path}: there is no form in it that resembles a known one\n`);
  } catch (error) {
    if (!(error instanceof ExtractionError)) throw error;
    process.stderr.write(`${path}: ${error.message}\n`);
  }
  process.exitCode = EXIT.failedDocuments;
}

export function addTemplatesCommand(program: Command): void {
  const templates = program
    .command('templates')
    .description('describe forms that no template knows yet')
    .addHelpText('after', EXAMPLES);
  templates
    .command('suggest')
    .description('print the template file that would describe the form in a document')
    .argument('<file>', 'a filing of the unknown variant')
    .option('--id <id>', 'id of the new template: lower-case letters, digits and -', 'work-new')
    .addHelpText('after', EXAMPLES)
    .action(suggest);
}
