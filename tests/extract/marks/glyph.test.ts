import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitMarks } from '../../../src/extract/marks/glyph.js';
import { symbolFontMark, symbolFontPiece } from '../../../src/extract/marks/symbol-font.js';

/** `+` and `-` for marks, text as it is. */
function shown(text: string): string {
  return splitMarks(text)
    .map((piece) => (piece.kind === 'text' ? piece.text : piece.state === 'checked' ? '{+}' : '{-}'))
    .join('');
}

describe('splitMarks', () => {
  it.each([
    ['☑政府门户网站　□部门网站', '{+}政府门户网站　{-}部门网站'],
    ['√是（100%）', '{+}是（100%）'],
    ['○一级 ●二级', '{-}一级 {+}二级'],
    ['[x]是 [ ]否', '{+}是 {-}否'],
    ['（√）是（ ）否', '{+}是{-}否'],
    ['□√是 □否', '{+}是 {-}否'],
    ['是□√否□', '是{+}否{-}'],
    ['是□√否', '是{-}{+}否'],
    ['✔️是', '{+}是'],
    [':selected: 是 :unselected: 否', '{+} 是 {-} 否'],
    ['是 :unselected: 否 :selected:', '是 {-} 否 {+}'],
    ['￭是 □否', '{+}是 {-}否'],
  ])('reads the marks of %s', (text, expected) => {
    expect(shown(text)).toBe(expected);
  });

  it.each([
    '二○二○年○月○日',
    '李○○',
    '□□□年',
    '（ ）个',
    '1×2',
    '✗是',
    '■ 一、本表由各网站主办单位于每年一月底前填写并按时报送上级',
  ])('leaves %s as text', (text) => {
    expect(shown(text)).toBe(text);
  });

  it('loses no character', () => {
    const chars = fc.constantFrom(...'是否□√☑○●■×（）[ ]x一2\n');
    fc.assert(
      fc.property(fc.array(chars), (parts) => {
        const text = parts.join('');
        const again = splitMarks(text).map((piece) => (piece.kind === 'text' ? piece.text : piece.glyph));
        expect(again.join('')).toBe(text);
      }),
    );
  });

  it('hands the recognition score on', () => {
    expect(splitMarks('√是', 0.5).map((piece) => piece.score)).toEqual([0.5, 0.5]);
  });
});

describe('symbolFontMark', () => {
  it.each([
    ['Wingdings', 'þýünx', 'checked'],
    ['Wingdings', '¨oq\uF0A8', 'unchecked'],
    ['"Wingdings 2", serif', 'RSTP\uF052', 'checked'],
    ['Wingdings2', '£\uF0A3', 'unchecked'],
    ['Webdings', 'ag', 'checked'],
    ['Symbol', 'Ö', 'checked'],
    ['ZapfDingbats', '34n', 'checked'],
    ['Marlett', 'ab', 'checked'],
  ])('reads in %s the letters %s as %s', (font, letters, state) => {
    for (const letter of letters) expect([letter, symbolFontMark(font, letter)]).toEqual([letter, state]);
  });

  it('leaves letters of other fonts, other letters and crosses', () => {
    expect(symbolFontMark('Arial', 'R')).toBeNull();
    expect(symbolFontMark('Wingdings 2', 'z')).toBeNull();
    expect(symbolFontMark('Wingdings', 'û')).toBeNull();
    expect(symbolFontPiece('Wingdings', 'û')).toMatchObject({ kind: 'text', text: '✗' });
  });
});
