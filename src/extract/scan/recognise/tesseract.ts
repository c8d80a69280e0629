/**
 * The second reader, and the only one where onnxruntime cannot be loaded: Tesseract's Chinese model, run
 * inside the process. Slower to open and weaker on small print, but it errs in other places than the first.
 */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Worker as Thread } from 'node:worker_threads';
import { POSITION_PIXELS, type ReadCharacter, summed } from './ctc.js';
import { STRIP_HEIGHT, type Strip } from './strip.js';
import type { StripReader, StripReading } from './strip-reader.js';

/** Paper round the strip, without which Tesseract drops the outermost characters. */
const BORDER = 10;

/** Page segmentation mode: the image is one line of text. */
const SINGLE_LINE = '7';

let reader: Promise<StripReader | null> | undefined;

/** The one Tesseract of this process; null where it cannot be loaded. */
export function tesseract(): Promise<StripReader | null> {
  reader ??= open().catch(() => null);
  return reader;
}

async function open(): Promise<StripReader> {
  const { createWorker, OEM, PSM } = await import('tesseract.js');
  const models = dirname(createRequire(import.meta.url).resolve('@tesseract.js-data/chi_sim/package.json'));
  const worker = await createWorker('chi_sim', OEM.LSTM_ONLY, {
    langPath: join(models, '4.0.0_best_int'),
    gzip: true,
    // The default would leave the unpacked model in the working folder.
    cacheMethod: 'none',
  });
  await worker.setParameters({
    tessedit_pageseg_mode: PSM.SINGLE_LINE ?? SINGLE_LINE,
    preserve_interword_spaces: '1',
  });
  const thread = (worker as unknown as { worker: Thread }).worker;
  // An idle reader must not keep the process alive, a busy one must.
  thread.unref();
  let reading = 0;
  const read = async (strip: Strip): Promise<StripReading> => {
    reading += 1;
    thread.ref();
    try {
      const { data } = await worker.recognize(asPortableGrey(strip), {}, { text: true, blocks: true });
      return readingOf(charactersOf(data.blocks));
    } finally {
      reading -= 1;
      if (reading === 0) thread.unref();
    }
  };
  return { name: 'tesseract chi_sim', read };
}

function readingOf(characters: readonly ReadCharacter[]): StripReading {
  const decoded = summed(characters);
  return { ...decoded, digits: decoded };
}

interface Symbol {
  readonly text: string;
  readonly confidence: number;
  readonly bbox: { readonly x0: number; readonly x1: number };
}

type Blocks = readonly {
  readonly paragraphs: readonly {
    readonly lines: readonly { readonly words: readonly { readonly symbols: readonly Symbol[] }[] }[];
  }[];
}[];

/** All symbols in order. Blanks are not asked for: Tesseract puts them between Chinese characters at random. */
function charactersOf(blocks: Blocks | null): ReadCharacter[] {
  return (blocks ?? [])
    .flatMap(({ paragraphs }) => paragraphs)
    .flatMap(({ lines }) => lines)
    .flatMap(({ words }) => words)
    .flatMap(({ symbols }) => symbols)
    .map(({ text, confidence, bbox }) => ({
      char: text,
      score: confidence / 100,
      position: ((bbox.x0 + bbox.x1) / 2 - BORDER) / POSITION_PIXELS - 0.5,
    }));
}

/** The strip with a border, as a binary PGM file: no compression to wait for. */
function asPortableGrey(strip: Strip): Buffer {
  const width = strip.width + 2 * BORDER;
  const height = STRIP_HEIGHT + 2 * BORDER;
  const header = Buffer.from(`P5\n${width} ${height}\n255\n`, 'latin1');
  const pixels = Buffer.alloc(width * height, 255);
  for (let y = 0; y < STRIP_HEIGHT; y++) {
    pixels.set(strip.data.subarray(y * strip.width, (y + 1) * strip.width), (y + BORDER) * width + BORDER);
  }
  return Buffer.concat([header, pixels]);
}
