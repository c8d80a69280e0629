#!/usr/bin/env node
/** The command line: the program, and what becomes of its errors. Commands stand under `cli/`. */
import { Command } from 'commander';
import { PROGRAM_VERSION } from './batch/program-version.js';
import { addCommands } from './cli/command-list.js';
import { errorLine, exitCodeOf } from './cli/exit-codes.js';

async function createProgram(first: string | undefined): Promise<Command> {
  const program = new Command('nianbao')
    .description(
      'Government-website filings (政府网站工作年度报表, 政府网站监管年度报表) into one SQLite database.',
    )
    .version(PROGRAM_VERSION)
    // Set before the commands are added, which inherit both.
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(`${text.trim().replaceAll('\n', ' ')}\n`) });
  await addCommands(program, first);
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
    const program = await createProgram(process.argv[2]);
    await program.parseAsync();
  } catch (error) {
    const line = errorLine(error);
    if (line !== null) process.stderr.write(`${line}\n`);
    process.exitCode = exitCodeOf(error);
  }
}

await main();
