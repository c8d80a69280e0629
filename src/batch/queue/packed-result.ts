/** Results on their way through the queue: JSON, gzipped to a tenth. */
import { promisify } from 'node:util';
import { constants, gunzip, gzip } from 'node:zlib';
import type { FilingRows } from '../../load/filing-rows.js';

const compress = promisify(gzip);
const inflate = promisify(gunzip);
/** The fastest: a higher level saves a fifth more and takes three times as long. */
const OPTIONS = { level: constants.Z_BEST_SPEED };

export function pack(result: FilingRows): Promise<Buffer> {
  return compress(JSON.stringify(result), OPTIONS);
}

/** For the file at `path`, which may be another of the same content than the one that was read. */
export async function unpack(packed: Buffer, path: string): Promise<FilingRows> {
  const result = JSON.parse((await inflate(packed)).toString('utf8')) as FilingRows;
  return { ...result, document: { ...result.document, path } };
}
