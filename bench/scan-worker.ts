/** A process that reads pages as a worker of an import does: `scan-worker.ts FILE...`, timings as JSON on stdout. */
import sharp from 'sharp';
import type { PageImage } from '../src/extract/page-image.js';
import { readPageAfresh } from '../src/extract/scan/index.js';
import { type PpOcr, ppOcr } from '../src/extract/scan/recognise/pp-ocr.js';
import type { Strip } from '../src/extract/scan/recognise/strip.js';
import { looksLikeFigures } from '../src/extract/scan/recognise/strip-ink.js';
import type { StageTimes } from '../src/extract/scan/stopwatch.js';
import { DEFAULT_LIMITS } from '../src/limits.js';

export interface WorkerReport {
  readonly pages: number;
  /** All in seconds; the first page, on which everything is loaded, is read twice and counted once. */
  readonly wall: number;
  readonly processor: number;
  readonly stages: StageTimes;
  /** Of the first page: what is Chinese, labels above all, and what is figures and letters, which values mostly are. */
  readonly chinese: StripTimes;
  readonly figures: StripTimes;
  readonly peakMegabytes: number;
}

/** Seconds in the recogniser as it is used, and if it read every strip as it was trained. */
export interface StripTimes {
  readonly strips: number;
  readonly asUsed: number;
  readonly inFull: number;
}

async function load(file: string): Promise<PageImage> {
  const { data, info } = await sharp(file).raw().toBuffer({ resolveWithObject: true });
  const channels = info.channels === 1 ? 1 : 3;
  return { width: info.width, height: info.height, channels, data, dpi: 200, page: 1, toPoints: 1 };
}

const OPTIONS = { limits: DEFAULT_LIMITS, debugImages: null, cacheDir: null };

async function read(files: readonly string[]): Promise<WorkerReport> {
  const images = await Promise.all(files.map(load));
  const [first] = images;
  if (first !== undefined) await readPageAfresh(first, OPTIONS);
  const stages = { prepare: 0, lines: 0, recognition: 0, marks: 0 };
  const begun = performance.now();
  const before = process.cpuUsage();
  for (const image of images) {
    const { times } = await readPageAfresh(image, OPTIONS);
    for (const stage of Object.keys(stages) as (keyof StageTimes)[]) stages[stage] += times[stage] / 1000;
  }
  const wall = (performance.now() - begun) / 1000;
  const { user, system } = process.cpuUsage(before);
  const peakMegabytes = process.resourceUsage().maxRSS / 1000;
  const processor = (user + system) / 1e6;
  return { pages: images.length, wall, processor, stages, peakMegabytes, ...(await recogniserTimes(first)) };
}

/** The strips of one page read twice: as they are read, and each as wide as the model was trained. */
async function recogniserTimes(
  image: PageImage | undefined,
): Promise<Pick<WorkerReport, 'chinese' | 'figures'>> {
  const reader = await ppOcr();
  const nothing = { strips: 0, asUsed: 0, inFull: 0 };
  if (image === undefined || reader === null) return { chinese: nothing, figures: nothing };
  const strips: Strip[] = [];
  await readPageAfresh(image, OPTIONS, {
    ...reader,
    read: (strip) => {
      strips.push(strip);
      return reader.read(strip);
    },
  });
  return {
    chinese: await stripTimes(
      strips.filter((strip) => !looksLikeFigures(strip)),
      reader,
    ),
    figures: await stripTimes(strips.filter(looksLikeFigures), reader),
  };
}

async function stripTimes(strips: readonly Strip[], reader: PpOcr): Promise<StripTimes> {
  const timed = async (work: (strip: Strip) => Promise<unknown>) => {
    const begun = performance.now();
    // At once, as the strips of a page are asked for, so that they share runs.
    await Promise.all(strips.map(work));
    return (performance.now() - begun) / 1000;
  };
  return {
    strips: strips.length,
    asUsed: await timed((strip) => reader.read(strip)),
    inFull: await timed((strip) => reader.readInFull(strip)),
  };
}

process.stdout.write(JSON.stringify(await read(process.argv.slice(2))));
process.exit(0);
