/**
 * What characters mean as marks on a form, as plain data: the one table that both sides use, adapters to
 * turn glyphs into marks and the reading of options for marks that are still characters in the text.
 */

/**
 * `cross` is undecided: beside a √ it says no, beside an empty box it says yes (a box with a cross inside,
 * as office programs print a ticked control, is `checked` and no `cross`).
 */
export type GlyphMeaning = 'checked' | 'unchecked' | 'cross';

/** `tick`: a stroke that is written beside or into something; `box`: what is printed to be ticked. */
export type GlyphShape = 'tick' | 'box';

export interface MarkGlyph {
  readonly meaning: GlyphMeaning;
  readonly shape: GlyphShape;
}

const TICK: MarkGlyph = { meaning: 'checked', shape: 'tick' };
const FILLED: MarkGlyph = { meaning: 'checked', shape: 'box' };
const EMPTY: MarkGlyph = { meaning: 'unchecked', shape: 'box' };
const CROSS: MarkGlyph = { meaning: 'cross', shape: 'tick' };
const UNDECIDED_BOX: MarkGlyph = { meaning: 'cross', shape: 'box' };

type Row<Key> = readonly [keys: Iterable<Key>, glyph: MarkGlyph];

function tabulate<Key>(rows: readonly Row<Key>[]): ReadonlyMap<Key, MarkGlyph> {
  return new Map(rows.flatMap(([keys, glyph]) => [...keys].map((key): [Key, MarkGlyph] => [key, glyph])));
}

/**
 * Bytes that a symbol font shows as marks, by the font's name in lower case. Documents carry them as `w:sym`,
 * as letters in that font, or in the private use area. Source: Unicode's Wingdings mappings (L2/12-368).
 */
export const SYMBOL_FONT_GLYPHS: Readonly<Record<string, ReadonlyMap<number, MarkGlyph>>> = {
  wingdings: tabulate<number>([
    [[0xfc], TICK],
    [[0x6c, 0x6e, 0x75, 0xa4, 0xa5, 0xfd, 0xfe], FILLED],
    [[0x6d, 0x6f, 0x70, 0x71, 0x72, 0xa1, 0xa3, 0xa8], EMPTY],
    [[0xfb], CROSS],
  ]),
  'wingdings 2': tabulate<number>([
    [[0x50], TICK],
    [[0x51, 0x52, 0x53, 0x54], FILLED],
    [[0xa3], EMPTY],
    [[0x4f], CROSS],
  ]),
  webdings: tabulate<number>([
    [[0x61], TICK],
    [[0x67, 0x6e], FILLED],
    [[0x63], EMPTY],
    [[0x72], CROSS],
  ]),
  symbol: tabulate<number>([
    [[0xd6], TICK],
    [[0xb4], CROSS],
  ]),
};

/** Where office programs put the bytes of symbol fonts: U+F000 plus the byte. */
const PRIVATE_USE_START = 0xf000;

/** Fonts from the rarest in forms to the commonest: where two show different marks for a byte, the later decides. */
const PRIVATE_USE_FONTS = ['symbol', 'webdings', 'wingdings 2', 'wingdings'] as const;

function privateUseRows(): Row<string>[] {
  return PRIVATE_USE_FONTS.flatMap((font) =>
    [...(SYMBOL_FONT_GLYPHS[font] ?? [])].map(
      ([byte, glyph]): Row<string> => [[String.fromCodePoint(PRIVATE_USE_START + byte)], glyph],
    ),
  );
}

/** Characters that are marks wherever they stand in a value cell, private-use ones of symbol fonts included. */
export const MARK_GLYPHS: ReadonlyMap<string, MarkGlyph> = tabulate<string>([
  ...privateUseRows(),
  ['√✓✔✅🗸⍻', TICK],
  ['☑☒🗹🗷🗵⊠⮽❎⊞■▣◼◾▪⬛￭●◉◎⊙⦿⚫⬤⏺🔘◆◈★🟩🟢', FILLED],
  ['☐□▢◻◽▫⬜⬚❏❐❑❒🞎🞏🞐▯○◯￮⚪⭘❍◌◇☆', EMPTY],
  ['×✕✖✗✘❌☓🗙🗴🗶╳⨯⨉〤', CROSS],
  // A box with a dot is ticked beside □ and empty beside ⊠.
  ['⊡', UNDECIDED_BOX],
]);

/**
 * Boxes with a cross inside. Alone they are ticked, as office programs print a ticked control; beside a box with a
 * tick inside (`☑是 ☒否`) they are the answer that was crossed out.
 */
export const CROSSED_BOXES: ReadonlySet<string> = new Set('☒🗷🗵⊠⮽❎');

/**
 * Characters that stand for a mark only where one is due, alone beside an option: letters of symbol fonts
 * whose font was lost (`R` `£` `þ` `¨`), letters typed for a tick, and what OCR makes of boxes.
 */
export const LOOK_ALIKE_GLYPHS: ReadonlyMap<string, MarkGlyph> = tabulate<string>([
  ['VvνⅤⅴ∨˅ˇレ丿ノ厂JüP', TICK],
  ['RþýS█▇回囙団团図图囚固困因凶区冈', FILLED],
  ['口囗凵ロ匚冂コDoO0〇Q¨£¡', EMPTY],
  ['Xx乂メ㐅Хх', CROSS],
  // What encodings leave of a mark that they lack: GBK has √ and □, but neither ☑ nor ☐.
  ['?？\ufffd', CROSS],
]);

/** Variation selectors, by which a glyph is shown as text or as a picture; they change no meaning. */
export const VARIATION_SELECTORS = /[\uFE0E\uFE0F]/u;
