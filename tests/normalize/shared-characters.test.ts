import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparable, labelSimilarity } from '../../src/normalize/label-text.js';
import { SharedCharacters } from '../../src/normalize/shared-characters.js';

const LABELS = ['信息发布量', '信息发布', '总数', '办结数量', '是否发生过安全事件', '解读信息发布'].map(
  comparable,
);
/** Characters of the labels, of their look-alikes, and others, so that texts near the border are met often. */
const TEXT = fc.string({ unit: fc.constantFrom(...'信息发布量总数办结是否安全怠倍友市天地'), maxLength: 14 });

describe('shared characters', () => {
  it('never rule out a label that is like enough', () => {
    const shared = new SharedCharacters(LABELS);
    fc.assert(
      fc.property(TEXT, fc.double({ min: 0.3, max: 1, noNaN: true }), (core, least) => {
        const text = comparable(core);
        shared.count(core);
        return LABELS.every(
          (label, place) =>
            shared.mayBeLike(place, core.length, least) || labelSimilarity(text, label) < least,
        );
      }),
      { numRuns: 2000 },
    );
  });

  it('rule out most of what is unlike', () => {
    const shared = new SharedCharacters(LABELS);
    shared.count('某市人民政府');
    expect(LABELS.filter((_, place) => shared.mayBeLike(place, 6, 0.55))).toEqual([]);
  });
});
