/**
 * Stands in for the pipeline in a reading process and does what the file's text orders: what a library could do
 * with a broken file. Given to the pool as another module to read with; the program itself never loads it.
 */
import { appendFileSync } from 'node:fs';
import net from 'node:net';
import type { FilingResult } from '../../../src/model/result.js';
import { sampleFiling } from '../../load/sample-filing.js';

/** Keeps what it is given alive. */
const hoard: unknown[] = [];

const ORDERS: Readonly<Record<string, (path: string) => unknown>> = {
  // Caught in one step: no timer of the process ever fires again.
  hang: () => {
    for (;;);
  },
  // Waits for something that never comes, while its event loop turns.
  wait: () => new Promise(() => {}),
  exit: () => process.exit(7),
  abort: () => process.abort(),
  kill: () => process.kill(process.pid, 'SIGSEGV'),
  heap: () => {
    for (;;) hoard.push(new Array(1_000_000).fill({ hoard }));
  },
  memory: async () => {
    for (;;) {
      hoard.push(Buffer.alloc(20_000_000, 1));
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  },
  flood: async () => {
    for (;;) {
      process.stdout.write('x'.repeat(100_000));
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  },
  chatter: () => {
    console.log('a library is chatty');
    console.error('on both streams');
  },
  // Longer than a process that is told to end is given.
  linger: () => {
    process.on('exit', () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5_000));
  },
  throw: () => {
    throw new TypeError('x is undefined');
  },
  later: () => {
    setImmediate(() => {
      throw new Error('thrown outside of any promise');
    });
    return new Promise(() => {});
  },
  connect: () => net.connect(80, '127.0.0.1'),
  fetch: () => fetch('http://127.0.0.1:9/'),
};

/** The text is `order` or `order-once JOURNAL`, which is obeyed only where the journal has not seen the file. */
export async function readFiling({
  path,
  bytes,
}: {
  path: string;
  bytes: Uint8Array;
}): Promise<FilingResult> {
  const content = Buffer.from(bytes).toString();
  const [, order = ''] = /^(\w+)!/.exec(content) ?? [];
  const [, journal] = /!journal=(\S+)/.exec(content) ?? [];
  if (journal !== undefined) appendFileSync(journal, `${path} ${process.pid}\n`);
  await ORDERS[order]?.(path);
  return sampleFiling(path, content);
}
