/** Where an export goes: standard output, or a file that appears under its name only when it is complete. */
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { PassThrough, type Writable } from 'node:stream';
import { finished } from 'node:stream/promises';

/** Beside the file, since a rename works only within one disk. */
const UNFINISHED = '.part';

/** Writes all of it, or fails; some writers end the stream themselves. */
type Write = (stream: Writable) => Promise<void>;

export async function writeFileWhole(path: string, write: Write): Promise<void> {
  const unfinished = `${path}${UNFINISHED}`;
  const stream = createWriteStream(unfinished);
  const failed = new Promise<never>((_, reject) => {
    stream.on('error', reject);
  });
  try {
    // A full disk ends the stream while its writer waits for it to drain.
    await Promise.race([write(stream), failed]);
    stream.end();
    await finished(stream);
    await rename(unfinished, path);
  } catch (error) {
    stream.destroy();
    await rm(unfinished, { force: true });
    throw error;
  }
}

/** For a stream that stays open afterwards, as standard output does. */
export async function writeThrough(target: Writable, write: Write): Promise<void> {
  const stream = new PassThrough();
  stream.pipe(target, { end: false });
  await write(stream);
  stream.end();
  await finished(stream);
}
