/** Text of shared and inline strings: runs joined, symbol fonts resolved, phonetic readings (pinyin above the text) and struck runs left out. */
import { symbolText } from '../ooxml/symbol-text.js';
import { child, childElements, isOn, textOf, type XmlElement } from '../ooxml/xml-tree.js';
import { symbolFontOf } from './xlsx-styles.js';

/** `cellFont` is the symbol font of the cell's style, which runs without a font of their own inherit. */
export function richText(item: XmlElement, cellFont: string | null): string {
  return childElements(item)
    .map((part) => {
      if (part.name === 's:t') return inFont(unescapeText(textOf(part)), cellFont);
      if (part.name !== 's:r') return '';
      const properties = child(part, 's:rPr');
      const strike = properties && child(properties, 's:strike');
      if (strike && isOn(strike)) return '';
      const named = properties !== undefined && child(properties, 's:rFont') !== undefined;
      const text = childElements(part, 's:t').map(textOf).join('');
      return inFont(unescapeText(text), named ? symbolFontOf(properties) : cellFont);
    })
    .join('');
}

function inFont(text: string, font: string | null): string {
  return font === null ? text : symbolText(font, text);
}

/** `_x000D_` stands for a character that XML cannot hold (ECMA-376 part 1, 22.9.2.19). */
function unescapeText(text: string): string {
  return text
    .replace(/_x([0-9a-f]{4})_/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/\r\n?/g, '\n');
}
