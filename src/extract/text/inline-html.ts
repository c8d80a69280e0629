/** The few HTML constructs that OCR systems put inside Markdown or tab-separated cells. */
import type { Piece } from '../../model/document.js';

const ENTITIES: Readonly<Record<string, string>> = {
  nbsp: '\u00a0',
  ensp: '\u2002',
  emsp: '\u2003',
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  middot: '·',
  radic: '√',
  mdash: '—',
  ndash: '–',
};

const LARGEST_CODE_POINT = 0x10ffff;

function codePoint(value: number, raw: string): string {
  return value > 0 && value <= LARGEST_CODE_POINT ? String.fromCodePoint(value) : raw;
}

export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]{2,8}));/gi, (raw, hex, decimal, name) => {
    if (hex) return codePoint(Number.parseInt(hex, 16), raw);
    if (decimal) return codePoint(Number(decimal), raw);
    return ENTITIES[String(name).toLowerCase()] ?? raw;
  });
}

const TAG =
  /<input\b([^>]*)>|<br\s*\/?>|<\/?(?:p|div|span|font|b|i|u|em|strong|sup|sub|label|center|o:p)\b[^>]*>/gi;

/**
 * Check boxes become marks, `<br>` a line break, formatting tags vanish. An address in angle brackets
 * (`<http://…>`, as Markdown writes links) keeps its text. Anything else in angle brackets stays as it is.
 */
export function readInlineHtml(text: string): Piece[] {
  if (!text.includes('<')) return [textPiece(decodeEntities(text))];
  const source = text.replace(/<((?:https?:\/\/|www\.)[^<>\s]+)>/gi, '$1');
  const pieces: Piece[] = [];
  let pending = '';
  let last = 0;
  for (const match of source.matchAll(TAG)) {
    pending += source.slice(last, match.index);
    last = match.index + match[0].length;
    if (match[0].toLowerCase().startsWith('<br')) pending += '\n';
    if (match[1] === undefined) continue;
    if (pending) pieces.push(textPiece(decodeEntities(pending)));
    pending = '';
    pieces.push(checkBox(match[0], match[1]));
  }
  pending += source.slice(last);
  if (pending || pieces.length === 0) pieces.push(textPiece(decodeEntities(pending)));
  return pieces;
}

function textPiece(text: string): Piece {
  return { kind: 'text', text, score: null };
}

/** Radio buttons count too: OCR systems draw a round box as one. */
function checkBox(tag: string, attributes: string): Piece {
  const named = attributes.replace(/"[^"]*"|'[^']*'/g, '""');
  if (!/type\s*=\s*["']?(?:checkbox|radio)/i.test(attributes)) return textPiece('');
  return {
    kind: 'mark',
    state: /\bchecked\b/i.test(named) ? 'checked' : 'unchecked',
    glyph: tag,
    score: null,
  };
}
