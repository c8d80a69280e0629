/** `nianbao review`: the local page on which people look at the values that need them. */
import type { Command } from 'commander';
import { UsageError } from './exit-codes.js';

interface ReviewFlags {
  readonly db: string;
  readonly port: string;
  readonly open: boolean;
  readonly lang: string;
  readonly reviewer?: string;
}

const EXAMPLES = `
Examples:
  nianbao review --db reports.sqlite
  nianbao review --db reports.sqlite --lang en --reviewer li.wei --no-open --port 8080

The page is served on this machine alone; Ctrl-C ends it. Decisions are stored in the table reviews, the view
fields_reviewed shows every field with them.

Exit codes: 0 ended by Ctrl-C; 2 wrong usage; 3 the database cannot be opened or the port is taken.`;

const HIGHEST_PORT = 65_535;

function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > HIGHEST_PORT) {
    throw new UsageError(
      `--port ${text}: no port; give a number from 0 to ${HIGHEST_PORT}, 0 for any that is free`,
    );
  }
  return port;
}

function parseLanguage(text: string): 'zh' | 'en' {
  if (text === 'zh' || text === 'en') return text;
  throw new UsageError(`--lang ${text}: the page speaks zh and en`);
}

/** What the operating system says of a port that it does not give, and what to do. */
const ADVICE: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another program listens there, perhaps a review page that is still open',
  EACCES: 'ports under 1024 are the system’s',
};

async function asPortError(error: unknown, port: number): Promise<unknown> {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const advice = ADVICE[code];
  if (advice === undefined) return error;
  const { DatabaseError } = await import('../load/database-error.js');
  const message = `--port ${port}: ${advice}; choose another one, or 0 for any that is free (${code}).`;
  return new DatabaseError('review.no-port', message, { cause: error });
}

function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, resolve);
  });
}

async function review(flags: ReviewFlags): Promise<void> {
  const port = parsePort(flags.port);
  const language = parseLanguage(flags.lang);
  const { serveReview } = await import('../review/server.js');
  const { timestamp } = await import('../batch/run-time.js');
  const { userName } = await import('../review/user-name.js');
  const reviewer = flags.reviewer?.trim() || userName();
  const now = () => timestamp(new Date());
  const running = await serveReview({ database: flags.db, port, reviewer, language, now }).catch(
    async (error) => {
      throw await asPortError(error, port);
    },
  );
  process.stdout.write(`${running.address}\n`);
  if (flags.open) {
    const { openBrowser } = await import('../review/open-browser.js');
    openBrowser(running.address);
  }
  await untilStopped();
  await running.close();
}

export function addReviewCommand(program: Command): void {
  program
    .command('review')
    .description('look at the doubtful values beside their source, in the browser')
    .requiredOption('--db <file>', 'the database that `nianbao import` made')
    .option('--port <number>', 'port on 127.0.0.1; 0 takes any that is free', '0')
    .option('--no-open', 'do not open a browser, only print the address')
    .option('--lang <language>', 'language of the page, zh or en; it can be switched there', 'zh')
    .option('--reviewer <name>', 'who decides, as stored with every decision (default: your user name)')
    .addHelpText('after', EXAMPLES)
    .action(review);
}
