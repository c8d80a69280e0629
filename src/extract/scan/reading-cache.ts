/** Readings of pages kept by what is on them: the same pixels are not recognised twice, in any file or run. */
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { PageImage } from '../page-image.js';
import type { ScanPage } from './scan-page.js';

export interface ReadingCache {
  find(image: PageImage): Promise<ScanPage | null>;
  keep(image: PageImage, page: ScanPage): Promise<void>;
}

const NO_CACHE: ReadingCache = { find: async () => null, keep: async () => undefined };

/** The cache in `folder`; null gives one that keeps nothing. `version` names the engine. */
export function readingCache(folder: string | null, version: string): ReadingCache {
  if (folder === null) return NO_CACHE;
  const fileOf = (image: PageImage) => join(folder, `${keyOf(image, version)}.json`);
  return {
    find: async (image) => {
      try {
        return PAGE.parse(JSON.parse(await readFile(fileOf(image), 'utf8'))) as ScanPage;
      } catch {
        // Absent, or left behind half-written by another version: read afresh.
        return null;
      }
    },
    keep: async (image, page) => {
      const file = fileOf(image);
      const draft = `${file}.${randomUUID()}`;
      try {
        await mkdir(folder, { recursive: true });
        await writeFile(draft, JSON.stringify(page));
        await rename(draft, file);
      } catch {
        // A cache that cannot be written costs time, never a result.
        await rm(draft, { force: true }).catch(() => undefined);
      }
    },
  };
}

/** What `keep` names its files; nothing else in the folder is touched. */
const KEPT = /^[0-9a-f]{64}\.json(?:\.[0-9a-f-]+)?$/;

/** Deletes the readings in a folder, which may not exist. */
export async function clearReadings(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  await Promise.all(names.filter((name) => KEPT.test(name)).map((name) => rm(join(folder, name))));
}

/** Page number and resolution are part of the result (origins, flaws), so they are part of the key. */
function keyOf({ width, height, channels, data, page, dpi }: PageImage, version: string): string {
  return createHash('sha256')
    .update(JSON.stringify([version, width, height, channels, page, dpi]))
    .update(data)
    .digest('hex');
}

const BOX = z.tuple([z.number(), z.number(), z.number(), z.number()]);
const ORIGIN = z.object({
  page: z.number().nullable(),
  boxes: z.array(BOX),
  table: z.number().nullable(),
  row: z.number().nullable(),
  column: z.number().nullable(),
});
const PIECE = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: z.string(), score: z.number().nullable() }),
  z.object({
    kind: z.literal('mark'),
    state: z.enum(['checked', 'unchecked', 'unreadable']),
    glyph: z.string(),
    score: z.number().nullable(),
  }),
]);
const CELL = z.object({
  row: z.number(),
  column: z.number(),
  rowSpan: z.number(),
  columnSpan: z.number(),
  content: z.array(PIECE),
  origin: ORIGIN,
  alternatives: z.array(z.object({ reader: z.string(), text: z.string(), score: z.number() })).optional(),
  flaws: z.array(z.string()).optional(),
});
const BLOCK = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('paragraph'), content: z.array(PIECE), origin: ORIGIN }),
  z.object({ kind: z.literal('table'), index: z.number(), grid: z.boolean(), cells: z.array(CELL) }),
]);
const PAGE = z.object({
  blocks: z.array(BLOCK),
  warnings: z.array(z.object({ rule: z.string(), message: z.string() })),
});
