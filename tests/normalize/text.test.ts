import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanText, foldForMatching, foldWidth } from '../../src/normalize/text.js';

describe('the copy for labels', () => {
  it.each([
    ['网站 名称\u3000：', '网站名称:'],
    ['总数\n（单位：条）', '总数(单位:条)'],
    ['ＩＣＰ 备案号', 'icp备案号'],
    ['⻔户网站', '门户网站'],
    ['用⼾访问', '用户访问'],
    ['⾸⻚网址', '首页网址'],
    ['网\u200b站\u00ad名\ufeff称\u0007', '网站名称'],
    ['網(wǎng)站', '网站'],
    ['公開（kāi）', '公开'],
    ['公開(ka\u030ci)', '公开'],
    ['独立用户访问总量（UV）', '独立用户访问总量(uv)'],
    ['站(app)', '站(app)'],
  ])('%s', (text, folded) => {
    expect(foldForMatching(text)).toBe(folded);
  });

  it('folds to something that folds to itself', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc
        .array(
          fc.constantFrom('网', '(wǎng)', '(', 'ǎ', ')', ' ', '⻔', '´', 'İ', '\u030c', '\u200b', '㈠', 'ﷺ'),
        )
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const folded = foldForMatching(text);
        expect(foldForMatching(folded)).toBe(folded);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('the copy for values', () => {
  it.each([
    ['１２，３４５％', '12,345%'],
    ['ＡＢ　c', 'AB c'],
    ['12²½①', '12²½①'],
    ['\u200b5\ufeff', '5'],
  ])('%s', (text, folded) => {
    expect(foldWidth(text)).toBe(folded);
  });
});

describe('the normal form of text', () => {
  it.each([
    ['\u3000海口市教育局 \n', '海口市教育局'],
    ['琼 ICP 备 19001528 号-2', '琼ICP备19001528号-2'],
    ['海口市\n教育局', '海口市教育局'],
    ['政务 （微博）', '政务 （微博）'],
    ['New  York\nTimes', 'New York Times'],
    ['张　三', '张 三'],
    ['⺠政局', '民政局'],
    ['[bookmark: _GoBack]洞口县', '洞口县'],
  ])('%s', (text, clean) => {
    expect(cleanText(text)).toBe(clean);
  });

  it('has no white space at its ends and is its own normal form', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('中', 'a', '1', ' ', '\n', '\u3000', '，', '\u00a0')), (parts) => {
        const clean = cleanText(parts.join(''));
        expect(clean).toBe(clean.trim());
        expect(cleanText(clean)).toBe(clean);
      }),
    );
  });
});
