/** `nianbao golden`: reads the golden filings again and tells what changed. */
import type { Command } from 'commander';
import { EXIT } from './exit-codes.js';

const EXAMPLES = `
Examples:
  nianbao golden
  nianbao golden golden --update && git diff golden

Exit codes: 0 every field and finding as held; 1 something differs; 2 wrong usage.`;

async function golden(dir: string, flags: { update?: true }): Promise<void> {
  const { walk } = await import('../batch/walk.js');
  const { runGolden } = await import('../golden/run.js');
  const { printGolden } = await import('../golden/print.js');
  const { readBytes } = await import('../batch/regular-file.js');
  const { DEFAULT_LIMITS } = await import('../limits.js');
  const { readFiling } = await import('../pipeline.js');

  await walk([dir]);
  const run = await runGolden({
    dir,
    update: flags.update ?? false,
    read: async (path) => readFiling({ path, bytes: await readBytes(path, DEFAULT_LIMITS.fileBytes) }),
  });
  process.stdout.write(printGolden(run));
  if (!run.passed) process.exitCode = EXIT.failedDocuments;
}

export function addGoldenCommand(program: Command): void {
  program
    .command('golden')
    .description('read the golden filings again; tell what changed, with precision and recall')
    .argument('[dir]', 'folder of golden files, beside the folder corpus', 'golden')
    .option('--update', 'rewrite the golden files to what is read now, for review as a diff')
    .addHelpText('after', EXAMPLES)
    .action(golden);
}
