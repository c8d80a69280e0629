/** Reads the one file that a command is given, as an import would. */
import type { FilingResult } from '../model/result.js';
import type { PipelineOptions } from '../pipeline.js';
import { UsageError } from './exit-codes.js';

/** @throws UsageError for a folder, UnusablePath for a path that does not exist */
export async function readOne(path: string, options: PipelineOptions = {}): Promise<FilingResult> {
  const [{ walk }, { createFileSource }, { DEFAULT_LIMITS }, { readFiling }] = await Promise.all([
    import('../batch/walk.js'),
    import('../batch/file-source.js'),
    import('../limits.js'),
    import('../pipeline.js'),
  ]);
  const { files, roots } = await walk([path]);
  const [file] = files;
  if (file?.path !== roots[0] || file === undefined) {
    throw new UsageError(`${path}: this is a folder; \`nianbao import\` reads folders`);
  }
  try {
    const bytes = await createFileSource(options.limits ?? DEFAULT_LIMITS).bytesOf(file);
    return await readFiling({ path: file.path, bytes }, options);
  } catch (error) {
    const { failedReading } = await import('../batch/filing-reader.js');
    return failedReading(file, error);
  }
}
