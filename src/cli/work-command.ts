/** `nianbao work`: reads what `nianbao import --queue` queued, on any number of machines. */
import { availableParallelism } from 'node:os';
import type { Command } from 'commander';
import type { WorkSummary } from '../batch/queue/worker.js';
import { DEFAULT_LIMITS } from '../limits.js';
import { EXIT } from './exit-codes.js';
import { parseWorkers } from './import-command.js';
import { parseQueue, QUEUE_OPTION, sharedRoot, withQueue } from './queue-option.js';

interface WorkFlags {
  readonly queue: string;
  readonly root: string;
  readonly workers: number;
  readonly stay?: true;
}

const EXAMPLES = `
Examples:
  nianbao work --queue postgres://nianbao@db.example/nianbao --root /mnt/filings
  nianbao work --queue postgres://nianbao@db.example/nianbao --root /mnt/filings --stay

A machine that dies costs nothing but time: others take over what it had. Ctrl-C finishes what is being read
and gives the rest back.

Exit codes: 0 nothing is left to read (failed files are told by \`nianbao collect\`); 2 wrong usage;
3 the server cannot be used, the root is another folder than the one that was queued, or it was interrupted.`;

const STOPPING = 'Stopping: what is being read is finished and handed in; Ctrl-C again ends at once.';

async function readShare(flags: WorkFlags): Promise<{ summary: WorkSummary; isInterrupted: boolean }> {
  const root = await sharedRoot(flags.root);
  return withQueue(flags.queue, async (queue) => {
    const { settingsOf } = await import('../batch/queue/settings.js');
    const { PROGRAM_VERSION } = await import('../batch/program-version.js');
    const { workOnQueue } = await import('../batch/queue/worker.js');
    const { pooledReader } = await import('../batch/pool/pooled-reader.js');
    const { onInterruption } = await import('./interruption.js');
    const { startProgress } = await import('./progress-bar.js');
    const settings = await settingsOf(queue, PROGRAM_VERSION);
    const reader = pooledReader({
      workers: Math.max(1, flags.workers),
      limits: { ...DEFAULT_LIMITS, ...settings.limits },
    });
    const interruption = onInterruption(STOPPING);
    const progress = await startProgress();
    try {
      const summary = await workOnQueue({
        queue,
        root,
        reader,
        stay: flags.stay ?? false,
        signal: interruption.signal,
        onProgress: progress.show,
      });
      return { summary, isInterrupted: interruption.signal.aborted };
    } finally {
      progress.stop();
      interruption.release();
      await reader.close();
    }
  });
}

async function work(flags: WorkFlags): Promise<void> {
  const { summary, isInterrupted } = await readShare(flags);
  const { read, failed, notHere } = summary;
  const missing = notHere > 0 ? `; ${notHere} were not found here and are left to others` : '';
  process.stdout.write(`${read} files read on this machine, ${failed} of them failed${missing}.\n`);
  if (isInterrupted) process.exitCode = EXIT.brokenRun;
}

export function addWorkCommand(program: Command): void {
  program
    .command('work')
    .description('read what `nianbao import --queue` queued; run it on as many machines as there are')
    .requiredOption(QUEUE_OPTION, 'the PostgreSQL database of the queue', parseQueue)
    .option('--root <folder>', 'the folder that was --root when it was queued, as it is called here', '/')
    .option(
      '--workers <number>',
      'processes that read files (default: one a core)',
      parseWorkers,
      availableParallelism(),
    )
    .option('--stay', 'wait for more work when nothing is left')
    .addHelpText('after', EXAMPLES)
    .action(work);
}
