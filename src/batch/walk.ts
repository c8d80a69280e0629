/**
 * Finds the files to import under the given paths, in the same order on every machine. Only regular files are
 * opened; what is passed over is told, so that nothing is dropped silently.
 */
import type { Stats } from 'node:fs';
import { lstat, readdir, realpath, stat } from 'node:fs/promises';
import { normalize, posix, sep } from 'node:path';

/** A path as the operating system takes it: bytes where a name is not UTF-8 (GBK names from old archives). */
export type Location = string | Buffer;

export interface WalkedFile {
  /** As given, with `/` separators; bytes that are no UTF-8 are written `\xNN`. Names the document. */
  readonly path: string;
  readonly location: Location;
  /** Name inside the archive at `location`, for a file that stands in one. */
  readonly member: string | null;
  readonly bytes: number;
}

export interface PassedOver {
  readonly path: string;
  readonly reason: string;
}

export interface Walk {
  /** The folders and files that were given, normalised. */
  readonly roots: readonly string[];
  /** In code-unit order of their paths, each file once. */
  readonly files: readonly WalkedFile[];
  readonly passedOver: readonly PassedOver[];
}

/** A path on the command line that cannot be imported: wrong usage, not a failed document. */
export class UnusablePath extends Error {
  override readonly name = 'UnusablePath';
}

interface Entry {
  readonly path: string;
  readonly location: Location;
  /** The same for two spellings of one file, so that it is read once. */
  readonly identity: string;
}

interface Found {
  readonly files: Map<string, WalkedFile>;
  readonly passedOver: PassedOver[];
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** The name as text, and as bytes where text would not lead back to the same file. */
function decodeName(name: Buffer): { text: string; isUtf8: boolean } {
  try {
    return { text: utf8.decode(name), isUtf8: true };
  } catch {
    const text = Array.from(name, (byte) =>
      byte < 0x80 ? String.fromCharCode(byte) : `\\x${byte.toString(16).toUpperCase()}`,
    ).join('');
    return { text, isUtf8: false };
  }
}

/** Names that are the same are one string in memory: a national corpus has 160,000 of them at once. */
function childOf(folder: Entry, name: Buffer): Entry {
  const { text, isUtf8 } = decodeName(name);
  if (isUtf8 && typeof folder.location === 'string') {
    const location = posix.join(folder.location, text);
    const path = folder.path === folder.location ? location : posix.join(folder.path, text);
    return { path, location, identity: location };
  }
  return {
    path: posix.join(folder.path, text),
    location: Buffer.concat([Buffer.from(folder.location), Buffer.from('/'), name]),
    identity: posix.join(folder.identity, text),
  };
}

/** Hidden files, and the `~$` files that an office program leaves beside an open document. */
function isPrivate(name: string): boolean {
  return name.startsWith('.') || name.startsWith('~$');
}

function reasonToPassOver(name: string, stats: Stats): string | null {
  if (isPrivate(name)) return 'hidden or lock file';
  if (stats.isSymbolicLink()) return 'symbolic link';
  if (!stats.isFile() && !stats.isDirectory()) return 'not a regular file';
  return null;
}

function keep(found: Found, entry: Entry, bytes: number): void {
  const former = found.files.get(entry.identity);
  if (former && former.path <= entry.path) return;
  found.files.set(entry.identity, {
    path: entry.path,
    location: entry.location,
    member: null,
    bytes,
  });
}

async function namesIn(folder: Entry, found: Found): Promise<Buffer[]> {
  try {
    return await readdir(folder.location, { encoding: 'buffer' });
  } catch (error) {
    const reason = `folder cannot be read (${(error as NodeJS.ErrnoException).code})`;
    found.passedOver.push({ path: folder.path, reason });
    return [];
  }
}

/** Visits a folder without recursion: its depth is the filer's choice, the stack is ours. */
async function walkFolder(root: Entry, found: Found, excluded: ReadonlySet<string>): Promise<void> {
  const folders = [root];
  for (let folder = folders.pop(); folder; folder = folders.pop()) {
    for (const name of await namesIn(folder, found)) {
      const entry = childOf(folder, name);
      if (excluded.has(entry.identity)) continue;
      const stats = await lstat(entry.location).catch(() => null);
      if (stats === null) continue;
      const reason = reasonToPassOver(posix.basename(entry.path), stats);
      if (reason !== null) found.passedOver.push({ path: entry.path, reason });
      else if (stats.isDirectory()) folders.push(entry);
      else keep(found, entry, stats.size);
    }
  }
}

function normalisedPath(given: string): string {
  const path = normalize(given).split(sep).join('/');
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
}

async function statGiven(given: string): Promise<Stats> {
  try {
    // A link that somebody names on the command line is meant; links below a folder are not followed.
    return await stat(given);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UnusablePath(
      code === 'ENOENT' ? `${given}: no such file or folder` : `${given}: cannot be opened (${code})`,
    );
  }
}

/** Code-unit order, the same in every locale. */
export function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}

/**
 * Walks files and folders.
 * @param excluded real paths of files that are none of the filings, such as the database itself
 * @throws UnusablePath for a path that does not exist or is neither file nor folder
 */
export async function walk(
  paths: readonly string[],
  excluded: ReadonlySet<string> = new Set(),
): Promise<Walk> {
  const found: Found = { files: new Map(), passedOver: [] };
  const roots: string[] = [];
  for (const given of paths) {
    const stats = await statGiven(given);
    const location = await realpath(given);
    const root = { path: normalisedPath(given), location, identity: location };
    roots.push(root.path);
    if (stats.isDirectory()) await walkFolder(root, found, excluded);
    else if (stats.isFile()) keep(found, root, stats.size);
    else throw new UnusablePath(`${given}: neither a file nor a folder`);
  }
  return {
    roots,
    files: [...found.files.values()].sort(byPath),
    passedOver: found.passedOver.sort(byPath),
  };
}
