import { describe, expect, it } from 'vitest';
import { weighAddress } from '../../../src/extract/scan/address.js';
import type { Component } from '../../../src/extract/scan/components.js';
import { heldToInk } from '../../../src/extract/scan/ink-check.js';
import type { StripReading } from '../../../src/extract/scan/recognise/strip-reader.js';

const GLYPH = 48;
const STRIP = { width: 200, data: new Uint8Array(), left: 0, scale: 1 };

function piece(x0: number, x1: number, y0 = 4, y1 = 46): Component {
  return { label: 1, x0, x1, y0, y1, area: 100 };
}

/** Characters in the middle of the pieces given beside them. */
function read(...characters: readonly (readonly [char: string, at: number])[]): StripReading {
  const all = characters.map(([char, at]) => ({ char, score: 0.98, position: at / 8 - 0.5 }));
  const decoded = { text: all.map(({ char }) => char).join(''), characters: all, score: 0.98, least: 0.98 };
  return { ...decoded, digits: decoded };
}

describe('a reading held to its ink', () => {
  it('gives dashes the length that they have', () => {
    const short = [piece(0, 20), piece(24, 40, 24, 28), piece(46, 66)];
    const long = [piece(0, 20), piece(24, 70, 24, 28), piece(76, 96)];
    expect(heldToInk(read(['1', 10], ['—', 32], ['2', 56]), short, STRIP, GLYPH).text).toBe('1-2');
    expect(heldToInk(read(['1', 10], ['-', 47], ['2', 86]), long, STRIP, GLYPH).text).toBe('1—2');
    expect(heldToInk(read(['1', 10], ['一', 47], ['2', 86]), long, STRIP, GLYPH).text).toBe('1—2');
    expect(heldToInk(read(['第', 10], ['一', 47], ['条', 86]), long, STRIP, GLYPH).text).toBe('第一条');
  });

  it('takes a hyphen of full width before a figure for a hyphen', () => {
    const wide = [piece(0, 44), piece(50, 90, 24, 28), piece(100, 120)];
    expect(heldToInk(read(['号', 22], ['—', 70], ['2', 110]), wide, STRIP, GLYPH).text).toBe('号-2');
    expect(heldToInk(read(['号', 22], ['-', 70], ['约', 110]), wide, STRIP, GLYPH).text).toBe('号—约');
  });

  it('doubts a name of which a character was not read', () => {
    const ink = [piece(0, 44), piece(50, 94), piece(100, 144)];
    expect(heldToInk(read(['唐', 22], ['琳', 72], ['翀', 122]), ink, STRIP, GLYPH).least).toBe(0.98);
    expect(heldToInk(read(['唐', 22], ['琳', 72]), ink, STRIP, GLYPH).least).toBeLessThan(0.1);
  });
});

describe('ink in parts', () => {
  it('doubts a name whose last character of two sides was not read', () => {
    const ink = [piece(0, 44), piece(50, 58), piece(60, 68), piece(72, 92)];
    expect(heldToInk(read(['杨', 22], ['翀', 72]), ink, STRIP, GLYPH).least).toBe(0.98);
    expect(heldToInk(read(['杨', 22]), ink, STRIP, GLYPH).least).toBeLessThan(0.5);
    expect(heldToInk(read(['杨', 22], [' ', 72]), ink, STRIP, GLYPH).least).toBeLessThan(0.5);
  });

  it('doubts an address of which the underscore was not read, and none that is underlined', () => {
    const letters = ['t', '2', '1', '8'].map((char, i) => [char, i < 2 ? 10 + 26 * i : 36 + 26 * i] as const);
    const ink = letters.map(([, at]) => piece(at - 10, at + 10, 12, 46));
    const underscore = piece(50, 76, 50, 53);
    const whole = read(...letters.slice(0, 2), ['_', 63], ...letters.slice(2));
    expect(heldToInk(whole, [...ink, underscore], STRIP, GLYPH).least).toBe(0.98);
    expect(heldToInk(read(...letters), [...ink, underscore], STRIP, GLYPH).least).toBeLessThan(0.5);
    expect(heldToInk(read(...letters), [...ink, piece(0, 124, 50, 53)], STRIP, GLYPH).least).toBe(0.98);
  });

  it('doubts words of which the stop between them was not read', () => {
    const ink = [piece(0, 44), piece(52, 59, 22, 29), piece(66, 110)];
    expect(heldToInk(read(['室', 22], ['·', 55], ['政', 88]), ink, STRIP, GLYPH).least).toBe(0.98);
    expect(heldToInk(read(['室', 22], ['政', 88]), ink, STRIP, GLYPH).least).toBeLessThan(0.5);
  });
});

describe('a blank at the end', () => {
  it('is not read, and does not weigh', () => {
    const name = read(['谢', 22], ['珩', 72], [' ', 100]);
    const unsure = name.characters.map((one) => (one.char === ' ' ? { ...one, score: 0.4 } : one));
    const held = heldToInk({ ...name, characters: unsure }, [piece(0, 44), piece(50, 94)], STRIP, GLYPH);
    expect(held).toMatchObject({ text: '谢珩', least: 0.98 });
  });
});

describe('letters', () => {
  const small = (x0: number, x1: number) => piece(x0, x1, 22, 46);
  const tailed = (x0: number, x1: number) => piece(x0, x1, 22, 54);
  const dot = (x0: number) => piece(x0, x0 + 6, 10, 16);
  const stop = (x0: number) => piece(x0, x0 + 6, 40, 46);
  // t j j . g z, each 20 wide and 4 apart; the tails of j reach below the line.
  const INK = [
    piece(0, 20, 12),
    tailed(24, 44),
    dot(34),
    tailed(48, 68),
    dot(58),
    stop(80),
    tailed(96, 116),
    small(120, 140),
  ];
  const held = (ink: readonly Component[], ...characters: readonly (readonly [string, number])[]) =>
    heldToInk(read(...characters), ink, STRIP, GLYPH);

  it('are all there where two equal ones were read as one', () => {
    const { text, least } = held(INK, ['t', 10], ['j', 36], ['.', 83], ['g', 106], ['z', 130]);
    expect(text).toBe('tjj.gz');
    expect(least).toBeLessThan(0.98);
  });

  it('are all there where they touch and only the dots are apart', () => {
    const touching = [INK[0], tailed(24, 68), ...INK.slice(2)].filter(
      (part) => part !== undefined && part !== INK[3],
    );
    const { text, least } = held(
      touching as Component[],
      ['t', 10],
      ['j', 40],
      ['.', 83],
      ['g', 106],
      ['z', 130],
    );
    expect(text).toBe('tjj.gz');
    expect(least).toBeLessThan(0.9);
  });

  it('are j with a tail and i without, and a hyphen on the line is a stop', () => {
    const wrong = held(INK, ['t', 10], ['i', 34], ['i', 58], ['-', 83], ['g', 106], ['z', 130]);
    expect(wrong.text).toBe('tjj.gz');
    const right = held(INK, ['t', 10], ['j', 34], ['j', 58], ['.', 83], ['g', 106], ['z', 130]);
    expect(right).toMatchObject({ text: 'tjj.gz', least: 0.98 });
  });

  it('are doubted where one has no like beside it', () => {
    const { text, least } = held(INK, ['t', 10], ['j', 34], ['j', 58], ['.', 83], ['g', 106]);
    expect(text).toBe('tjj.g');
    expect(least).toBeLessThan(0.1);
  });

  it('are not doubted where one is broken', () => {
    const broken = INK.flatMap((part) => (part === INK[7] ? [small(120, 129), small(130, 140)] : [part]));
    const { text, least } = held(broken, ['t', 10], ['j', 34], ['j', 58], ['.', 83], ['g', 106], ['z', 130]);
    expect({ text, least }).toEqual({ text: 'tjj.gz', least: 0.98 });
  });
});

describe('a dot within a character', () => {
  it('is no stop that was not read', () => {
    // 州: strokes with dots between them.
    const ink = [
      piece(0, 6),
      piece(9, 15, 20, 27),
      piece(18, 22),
      piece(25, 31, 20, 27),
      piece(34, 40),
      piece(50, 94),
    ];
    expect(heldToInk(read(['州', 20], ['市', 72]), ink, STRIP, GLYPH).least).toBe(0.98);
  });
});

describe('dots that are no stops', () => {
  it('takes the dot of 息 for a part of it, and the same beside letters for a stop', () => {
    // The dot on the left of the heart in 息, a pixel from its body.
    const ink = [piece(0, 36), piece(47, 54, 34, 44), piece(56, 86), piece(100, 140)];
    expect(heldToInk(read(['信', 18], ['息', 66], ['发', 120]), ink, STRIP, GLYPH).unread).toBe(false);
    expect(heldToInk(read(['g', 18], ['o', 66], ['v', 120]), ink, STRIP, GLYPH).unread).toBe(true);
  });
});

describe('the stop of a domain in Chinese characters', () => {
  const held = (dot: Component, ...characters: (readonly [char: string, at: number])[]) =>
    heldToInk(read(...characters), [piece(0, 44), dot, piece(66, 110)], STRIP, GLYPH).unread;

  it('was not read, though the character after it is placed near it', () => {
    expect(held(piece(51, 57, 38, 44), ['会', 22], ['公', 72])).toBe(true);
    expect(held(piece(51, 57, 38, 44), ['会', 22], ['.', 54], ['公', 88])).toBe(false);
  });

  it('stands beside a character of two pieces, one over the other', () => {
    const ink = [piece(0, 44, 4, 24), piece(2, 42, 26, 46), piece(51, 57, 38, 44), piece(66, 110)];
    expect(heldToInk(read(['会', 22], ['政', 88]), ink, STRIP, GLYPH).unread).toBe(true);
  });

  it('is no comma, which has a tail', () => {
    expect(held(piece(51, 57, 38, 44), ['府', 22], ['，', 54], ['政', 88])).toBe(true);
    expect(held(piece(51, 57, 38, 48), ['府', 22], ['，', 54], ['政', 88])).toBe(false);
  });
});

describe('a web address', () => {
  const weighed = (text: string) => weighAddress({ text, score: 0.97, alternatives: [] });

  it('has its common words put right, with less certainty and the reading kept', () => {
    const { text, score, alternatives } = weighed('http://www.beijing.gov.cn/co1/coi1229/index.htm1');
    expect(text).toBe('http://www.beijing.gov.cn/col/col1229/index.html');
    expect(score).toBeLessThan(0.9);
    expect(alternatives).toMatchObject([{ text: 'http://www.beijing.gov.cn/co1/coi1229/index.htm1' }]);
    expect(weighed('https://www.h1j.gov.cn/a1b').text).toBe('https://www.hlj.gov.cn/a1b');
    expect(weighed('scjgj.1iuzhou.gov.cn/zfxxgk/').text).toBe('scjgj.liuzhou.gov.cn/zfxxgk/');
    expect(weighed('http://rfb.j1.gov.cn').text).toBe('http://rfb.jl.gov.cn');
    expect(weighed('http://tjj.gz.gov.cn/?1ocale=zh-CN').text).toBe('http://tjj.gz.gov.cn/?locale=zh-CN');
    expect(weighed('https.//rsj.gz.gov.cn').text).toBe('https://rsj.gz.gov.cn');
  });

  it('is one of the government', () => {
    expect(weighed('http://zsj.guilin.g0v.cn/1.html').text).toBe('http://zsj.guilin.gov.cn/1.html');
  });

  it('stays as filed otherwise', () => {
    for (const text of [
      'www.co1.gov.cn',
      'http://www.gx.gov.cn/art1/',
      'ICP备co1/号',
      'www.hb.gov.cn/col/col1/',
      'http://12345.gz.gov.cn/?1=a',
    ])
      expect(weighed(text)).toEqual({ text, score: 0.97, alternatives: [] });
  });
});
