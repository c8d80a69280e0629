/** Reads the one file that a command is given, as an import would. */
import type { FilingResult } from '../model/result.js';
import type { PipelineOptions } from '../pipeline.js';
import { UsageError } from './exit-codes.js';

/** @throws UsageError for a folder, UnusablePath for a path that does not exist */
export async function readOne(path: string, options: PipelineOptions = {}): Promise<FilingResult> {
  const { walk } = await import('../batch/walk.js');
  const { failedReading } = await import('../batch/filing-reader.js');
  const { createFileSource } = await import('../batch/file-source.js');
  const { DEFAULT_LIMITS } = await import('../limits.js');
  const { readFiling } = await import('../pipeline.js');
  const { files, roots } = await walk([path]);
  const [file] = files;
  if (file?.path !== roots[0] || file === undefined) {
    throw new UsageError(`${path}: this is a folder; \`nianbao import\` reads folders`);
  }
  try {
    const bytes = await createFileSource(options.limits ?? DEFAULT_LIMITS).bytesOf(file);
    return await readFiling({ path: file.path, bytes }, options);
  } catch (error) {
    return failedReading(file, error);
  }
}
