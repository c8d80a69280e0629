/** What a cell's style says about its content: number format, symbol font, a border that marks it as a place to fill in. */
import { isSymbolFont } from '../ooxml/symbol-text.js';
import { child, childElements, descendants, type XmlElement } from '../ooxml/xml-tree.js';

export interface CellStyle {
  /** Format code, or the number of a built-in format. */
  readonly format: string | number;
  readonly symbolFont: string | null;
  readonly bordered: boolean;
  /** Excel's own check boxes (2024): a Boolean that shows as a box. */
  readonly checkBox: boolean;
}

export const PLAIN_STYLE: CellStyle = {
  format: 'General',
  symbolFont: null,
  bordered: false,
  checkBox: false,
};

/** Styles in the order in which cells name them. */
export function readCellStyles(styles: XmlElement | undefined): readonly CellStyle[] {
  if (styles === undefined) return [];
  const formats = new Map(
    list(styles, 's:numFmts').map(({ attributes }) => [
      Number(attributes.get('numFmtId')),
      attributes.get('formatCode') ?? 'General',
    ]),
  );
  const fonts = list(styles, 's:fonts').map((font) => symbolFontOf(font));
  const borders = list(styles, 's:borders').map((border) =>
    childElements(border).some((side) => !['none', undefined].includes(side.attributes.get('style'))),
  );
  return list(styles, 's:cellXfs').map((xf) => {
    const number = Number(xf.attributes.get('numFmtId') ?? 0);
    return {
      format: formats.get(number) ?? number,
      symbolFont: fonts[Number(xf.attributes.get('fontId') ?? 0)] ?? null,
      bordered: borders[Number(xf.attributes.get('borderId') ?? 0)] ?? false,
      checkBox: descendants(xf, 'xfpb:xfComplement').length > 0,
    };
  });
}

/** The font's name where it is a symbol font; for `s:font` (`s:name`) and for runs of rich text (`s:rFont`). */
export function symbolFontOf(properties: XmlElement | undefined): string | null {
  if (properties === undefined) return null;
  const name = child(properties, 's:name') ?? child(properties, 's:rFont');
  const font = name?.attributes.get('val') ?? '';
  return isSymbolFont(font) ? font : null;
}

function list(styles: XmlElement, name: string): readonly XmlElement[] {
  const parent = child(styles, name);
  return parent === undefined ? [] : childElements(parent);
}
