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

export interface ArchiveContents {
  /** In the order of the archive's directory. */
  readonly files: readonly ZipEntry[];
  /** Files that are encrypted or damaged, while others are not. */
  readonly refused: readonly { readonly name: string; readonly reason: ExtractionError }[];
  /** Names of files that are no documents. */
  readonly leftBySystems: readonly string[];
}

/**
 * All files in a zip archive, and in the archives in it.
 * @throws LimitExceeded; ExtractionError where none of its files can be had
 */
export async function listArchive(bytes: Uint8Array, limits: Limits): Promise<ArchiveContents> {
  const listing = new Listing(limits);
  await listing.add(bytes, '', 1);
  const [first] = listing.refused;
  if (first && listing.files.length === 0) throw first.reason;
  return listing;
}

/** Gathers what is inside; the limits are of all archives inside one archive together. */
class Listing implements ArchiveContents {
  readonly files: ZipEntry[] = [];
  readonly refused: { name: string; reason: ExtractionError }[] = [];
  readonly leftBySystems: string[] = [];
  readonly #limits: Limits;
  #bytesLeft: number;
  #entriesLeft: number;

  constructor(limits: Limits) {
    this.#limits = limits;
    this.#bytesLeft = limits.zipBytes;
    this.#entriesLeft = limits.zipEntries;
  }

  /** @param prefix the path of an inner archive, with what parts it from its files */
  async add(bytes: Uint8Array, prefix: string, depth: number): Promise<void> {
    const { zipDepth } = this.#limits;
    if (depth > zipDepth) {
      throw new LimitExceeded(
        'zip',
        `The archive holds archives more than ${zipDepth} deep: unpack the inner ones and import the folder.`,
      );
    }
    const entries = await this.#entriesOf(bytes, prefix);
    this.#entriesLeft -= entries.length;
    this.#bytesLeft -= entries.reduce((sum, entry) => sum + entry.bytes.length, 0);
    for (const entry of entries) {
      const name = `${prefix}${entry.name}`;
      if (sniff(entry.bytes).format !== 'zip') this.files.push({ name, bytes: entry.bytes });
      else await this.#addInner(entry.bytes, name, depth + 1);
    }
  }

  /** A damaged archive in an archive is a file that cannot be read, and no harm to the others. */
  async #addInner(bytes: Uint8Array, name: string, depth: number): Promise<void> {
    try {
      await this.add(bytes, `${name}${INSIDE}`, depth);
    } catch (error) {
      if (!(error instanceof ExtractionError) || error instanceof LimitExceeded) throw error;
      this.refused.push({ name, reason: error });
    }
  }

  #entriesOf(bytes: Uint8Array, prefix: string): Promise<readonly ZipEntry[]> {
    const left: Limits = { ...this.#limits, zipBytes: this.#bytesLeft, zipEntries: this.#entriesLeft };
    return unzip(bytes, left, {
      wanted: (name) => {
        const isLeft = LEFT_BY_SYSTEMS.test(name);
        if (isLeft) this.leftBySystems.push(`${prefix}${name}`);
        return !isLeft;
      },
      onRefused: (name, reason) => this.refused.push({ name: `${prefix}${name}`, reason }),
    });
  }
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
