/** Reads the one file that a command is given, as an import would; of an archive, the one document that it holds. */
import { INSIDE } from '../batch/file-source.js';
import type { PipelineOptions } from '../pipeline.js';
import { UsageError } from './exit-codes.js';
import type { OneReading } from './one-reading.js';

/**
 * @param path of a file, or of a file in an archive as an import names it (`2023.zip!/报表.docx`)
 * @throws UsageError for a folder, UnusablePath for a path that does not exist
 */
export async function readOne(path: string, options: PipelineOptions = {}): Promise<OneReading> {
  const [{ walk }, { createFileSource }, { DEFAULT_LIMITS }, { readFiling }] = await Promise.all([
    import('../batch/walk.js'),
    import('../batch/file-source.js'),
    import('../limits.js'),
    import('../pipeline.js'),
  ]);
  const { archive, member } = splitPath(path);
  const { files, roots } = await walk([archive]);
  const [file] = files;
  if (file?.path !== roots[0] || file === undefined) {
    throw new UsageError(`${path}: this is a folder; \`nianbao import\` reads folders`);
  }
  const limits = options.limits ?? DEFAULT_LIMITS;
  try {
    const bytes = await createFileSource(limits).bytesOf({ ...file, member });
    const name = member === null ? file.path : `${file.path}${INSIDE}${member}`;
    const { isZip } = await import('../extract/sniff/zip-format.js');
    if (member === null && isZip(bytes)) {
      const { readFromArchive } = await import('./read-from-archive.js');
      const found = await readFromArchive({ ...file, bytes }, { ...options, limits });
      if (found) return found;
    }
    return { result: await readFiling({ path: name, bytes }, options), bystanders: [] };
  } catch (error) {
    const { failedReading } = await import('../batch/filing-reader.js');
    return { result: failedReading(file, error), bystanders: [] };
  }
}

/** The archive and the file in it; `member` is null for a file on disk. */
function splitPath(path: string): { archive: string; member: string | null } {
  const at = path.indexOf(INSIDE);
  return at === -1
    ? { archive: path, member: null }
    : { archive: path.slice(0, at), member: path.slice(at + INSIDE.length) };
}
