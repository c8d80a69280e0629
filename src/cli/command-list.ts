/**
 * The commands, one file each. A run loads the one that it was asked for: a dozen commands with all that they take
 * cost a quarter of the time in which a text filing is read.
 */
import type { Command } from 'commander';

type AddCommand = (program: Command) => void;

/** In the order of the help. */
const COMMANDS: ReadonlyMap<string, () => Promise<AddCommand>> = new Map([
  ['import', async () => (await import('./import-command.js')).addImportCommand],
  ['status', async () => (await import('./status-command.js')).addStatusCommand],
  ['extract', async () => (await import('./extract-command.js')).addExtractCommand],
  ['golden', async () => (await import('./golden-command.js')).addGoldenCommand],
  ['review', async () => (await import('./review-command.js')).addReviewCommand],
  ['export', async () => (await import('./export-command.js')).addExportCommand],
  ['explain', async () => (await import('./explain-command.js')).addExplainCommand],
  ['diff', async () => (await import('./diff-command.js')).addDiffCommand],
  ['templates', async () => (await import('./templates-command.js')).addTemplatesCommand],
  ['work', async () => (await import('./work-command.js')).addWorkCommand],
  ['collect', async () => (await import('./collect-command.js')).addCollectCommand],
  ['completion', async () => (await import('./completion-command.js')).addCompletionCommand],
]);

/** Completion scripts name every command. */
const SPEAKS_OF_ALL = 'completion';

/** Adds the command that stands first on the command line; all of them where none does (`--help`, a misspelt name). */
export async function addCommands(program: Command, first: string | undefined): Promise<void> {
  const named = first === undefined || first === SPEAKS_OF_ALL ? undefined : COMMANDS.get(first);
  const wanted = named ? [named] : [...COMMANDS.values()];
  for (const add of await Promise.all(wanted.map((load) => load()))) add(program);
}
