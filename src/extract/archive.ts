/**
 * Archives of filings, walked like folders: files inside, and inside archives inside, under the limits of one
 * archive taken together. What cannot be walked is refused with a sentence that says what to do.
 */
import { ExtractionError, LimitExceeded, UnsupportedFormat } from '../errors.js';
import type { Limits } from '../limits.js';
import { sniff } from './sniff.js';
import { unzip, type ZipEntry } from './zip/safe-unzip.js';

/** Parts an inner archive from its members, as in `一季度.zip!/南宁/报表.doc`. */
const INSIDE = '!/';
/** What operating systems leave in archives: resource forks and folder views, never filings. */
const LEFT_BY_SYSTEMS = /(^|\/)(__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$|~\$[^/]*$|\._[^/]*$)/i;

/** All files in a zip archive, in the order of its directory; throws `LimitExceeded` or `ExtractionError`. */
export function listArchive(bytes: Uint8Array, limits: Limits): Promise<readonly ZipEntry[]> {
  return listInside(bytes, limits, 1, { bytes: limits.zipBytes, entries: limits.zipEntries });
}

/** What all archives inside one archive may still inflate to, together. */
interface Budget {
  bytes: number;
  entries: number;
}

async function listInside(
  bytes: Uint8Array,
  limits: Limits,
  depth: number,
  budget: Budget,
): Promise<readonly ZipEntry[]> {
  if (depth > limits.zipDepth) {
    throw new LimitExceeded(
      'zip',
      `The archive holds archives more than ${limits.zipDepth} deep: unpack the inner ones and import the folder.`,
    );
  }
  const left: Limits = { ...limits, zipBytes: budget.bytes, zipEntries: budget.entries };
  const entries = await unzip(bytes, left, (name) => !LEFT_BY_SYSTEMS.test(name));
  budget.entries -= entries.length;
  budget.bytes -= entries.reduce((sum, entry) => sum + entry.bytes.length, 0);
  const files: ZipEntry[] = [];
  for (const entry of entries) {
    if (sniff(entry.bytes).format !== 'zip') {
      files.push(entry);
      continue;
    }
    for (const inner of await listInside(entry.bytes, limits, depth + 1, budget)) {
      files.push({ name: `${entry.name}${INSIDE}${inner.name}`, bytes: inner.bytes });
    }
  }
  return files;
}

const OTHER_ARCHIVES: Readonly<Record<string, string>> = { rar: 'RAR', '7z': '7-Zip', gzip: 'gzip' };

/** Why a file of this format is not read as a document, where it is a container; null for every other format. */
export function containerRefusal(format: string): ExtractionError | null {
  const archive = OTHER_ARCHIVES[format];
  if (archive !== undefined) {
    return new UnsupportedFormat(
      `The file is a ${archive} archive, which is not read: unpack it, or pack it again as zip, and import that.`,
    );
  }
  if (format === 'zip') {
    return new UnsupportedFormat(
      'The file is a zip archive of documents: import it, which reads each of them, or unpack it first.',
    );
  }
  if (format === 'encrypted') {
    return new ExtractionError(
      'encrypted',
      'The file is password-protected: remove the password and import it again.',
    );
  }
  return null;
}
