/** Ink as characters: check marks as the filer's glyphs or as HTML boxes, text as typed or as OCR spaces it. */
import { optionInput, optionText } from '../layout/marks.js';
import type { Ink } from '../layout/sheet.js';
import type { Variation } from '../layout/variation.js';

export function inkText(ink: readonly Ink[], variation: Variation): string {
  return ink
    .map((part) => (part.kind === 'text' ? part.text : optionText(variation.marks, part.label, part.ticked)))
    .join('');
}

const CHINESE_BESIDE_LATIN = /(?<=[\u3400-\u9fff])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9])(?=[\u3400-\u9fff])/gu;

/**
 * As OCR to Markdown writes it: blanks between Chinese and Latin, half-width brackets and colons in units, no
 * line ends inside a cell.
 */
export function ocrText(text: string): string {
  return text
    .replace(/\n/g, ' ')
    .replace(/（(单位)：(.{1,2})）/gu, ' ($1: $2)')
    .replace(CHINESE_BESIDE_LATIN, ' ')
    .replace(/\u3000+/g, ' ');
}

export function ocrInkText(ink: readonly Ink[], variation: Variation): string {
  return ink
    .map((part) => {
      if (part.kind === 'text') return ocrText(part.text);
      if (variation.nativeBoxes) return optionInput(part.label, part.ticked);
      return optionText(variation.marks, part.label, part.ticked);
    })
    .join('');
}
