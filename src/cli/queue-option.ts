/** `--queue postgres://…`: the options that the commands for several machines have in common. */
import { realpath, stat } from 'node:fs/promises';
import type { Queue } from '../batch/queue/connect.js';
import { UsageError } from './exit-codes.js';

export const QUEUE_OPTION = '--queue <url>';

/** Commander's parser: wrong addresses are told before anything is loaded. */
export function parseQueue(given: string): string {
  if (/^postgres(ql)?:\/\//.test(given) && URL.canParse(given)) return given;
  throw new UsageError('--queue: give postgres://user@host/database (the password may be in PGPASSWORD)');
}

/** The folder that all machines see, under its real path. */
export async function sharedRoot(given: string): Promise<string> {
  const stats = await stat(given).catch(() => null);
  if (!stats?.isDirectory()) throw new UsageError(`--root ${given}: no such folder`);
  return realpath(given);
}

/** Opens the queue for one use; the drivers of PostgreSQL are loaded here and nowhere else. */
export async function withQueue<T>(url: string, use: (queue: Queue) => Promise<T>): Promise<T> {
  const { openQueue } = await import('../batch/queue/connect.js');
  const queue = await openQueue(url);
  try {
    return await use(queue);
  } finally {
    await queue.close();
  }
}
