/** Writes to a stream no faster than it takes: without the wait, a slow disk or pipe fills the memory. */
import { once } from 'node:events';
import type { Writable } from 'node:stream';

export async function writeChunk(stream: Writable, chunk: string | Uint8Array): Promise<void> {
  if (!stream.write(chunk)) await once(stream, 'drain');
}
