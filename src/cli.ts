#!/usr/bin/env node
/** The command line: one file a command under `cli/`, each of which loads what it needs when it runs. */
import { Command } from 'commander';
import { PROGRAM_VERSION } from './batch/program-version.js';
import { addCollectCommand } from './cli/collect-command.js';
import { addCompletionCommand } from './cli/completion-command.js';
import { addDiffCommand } from './cli/diff-command.js';
import { errorLine, exitCodeOf } from './cli/exit-codes.js';
import { addExplainCommand } from './cli/explain-command.js';
import { addExportCommand } from './cli/export-command.js';
import { addExtractCommand } from './cli/extract-command.js';
import { addGoldenCommand } from './cli/golden-command.js';
import { addImportCommand } from './cli/import-command.js';
import { addReviewCommand } from './cli/review-command.js';
import { addStatusCommand } from './cli/status-command.js';
import { addTemplatesCommand } from './cli/templates-command.js';
import { addWorkCommand } from './cli/work-command.js';

const COMMANDS = [
  addImportCommand,
  addStatusCommand,
  addExtractCommand,
  addGoldenCommand,
  addReviewCommand,
  addExportCommand,
  addExplainCommand,
  addDiffCommand,
  addTemplatesCommand,
  addWorkCommand,
  addCollectCommand,
  addCompletionCommand,
];

function createProgram(): Command {
  const program = new Command('nianbao')
    .description(
      'Government-website filings (政府网站工作年度报表, 政府网站监管年度报表) into one SQLite database.',
    )
    .version(PROGRAM_VERSION)
    // Set before the commands are added, which inherit both.
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(`${text.trim().replaceAll('\n', ' ')}\n`) });
  for (const add of COMMANDS) add(program);
  return program;
}

/** A reader that has seen enough (`nianbao extract … | head`) closes the pipe: that is no error. */
function endQuietlyOnClosedPipe(stream: NodeJS.WriteStream): void {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
}

async function main(): Promise<void> {
  endQuietlyOnClosedPipe(process.stdout);
  endQuietlyOnClosedPipe(process.stderr);
  try {
    await createProgram().parseAsync();
  } catch (error) {
    const line = errorLine(error);
    if (line !== null) process.stderr.write(`${line}\n`);
    process.exitCode = exitCodeOf(error);
  }
}

await main();
