/** A file as a job names it: below a folder that every machine sees, wherever each has mounted it. */
import { posix } from 'node:path';
import { type Location, UnusablePath } from '../walk.js';
import type { HashedFile } from '../work-list.js';

export interface QueuedFile {
  /** Names the document in messages. */
  readonly path: string;
  /** The file's place below the root, its bytes in base64: names need not be UTF-8. */
  readonly below: string;
  readonly member: string | null;
  readonly bytes: number;
  readonly sha256: string;
}

function rootBytes(root: string): Buffer {
  return Buffer.from(root.endsWith('/') ? root : `${root}/`);
}

/**
 * @param root real path of the folder that all machines see
 * @throws UnusablePath for a file elsewhere, which no other machine would find
 */
export function queuedFile({ path, location, member, bytes, sha256 }: HashedFile, root: string): QueuedFile {
  const whole = Buffer.from(location);
  const start = rootBytes(root);
  if (!whole.subarray(0, start.length).equals(start)) {
    throw new UnusablePath(`${path}: does not lie under --root ${root}, where the other machines look`);
  }
  return { path, below: whole.subarray(start.length).toString('base64'), member, bytes, sha256 };
}

/** Text where it leads back to the same file, else bytes: as the walk has it. */
function asLocation(bytes: Buffer): Location {
  const text = bytes.toString('utf8');
  return Buffer.from(text).equals(bytes) ? text : bytes;
}

/**
 * The file of a job on this machine.
 * @returns null for a place outside of the root: whoever can write to the queue must not choose any file
 */
export function fileOnThisMachine(job: QueuedFile, root: string): HashedFile | null {
  const below = Buffer.from(job.below, 'base64');
  const text = below.toString('latin1');
  if (text === '' || text.includes('\0') || posix.isAbsolute(text) || text.split('/').includes('..'))
    return null;
  const { path, member, bytes, sha256 } = job;
  return { path, location: asLocation(Buffer.concat([rootBytes(root), below])), member, bytes, sha256 };
}

/** pg-boss names jobs by UUIDs: that of a content is made of its hash, so that it is queued once however often it is found. */
export function jobId(sha256: string): string {
  const digits = sha256.slice(0, 32);
  return [
    [0, 8],
    [8, 12],
    [12, 16],
    [16, 20],
    [20, 32],
  ]
    .map(([from, to]) => digits.slice(from, to))
    .join('-');
}
