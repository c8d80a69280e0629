/**
 * What the ink of a strip says before it is read: figures and letters are narrow, Chinese characters as wide as high.
 * Labels are Chinese and can be read at less than half their width; codes, addresses and numbers cannot.
 */
import { STRIP_HEIGHT, type Strip } from './strip.js';

/** Darker than this is ink: the middle of strokes, also of thin ones that were resampled. */
const INK = 160;
/** Width from which ink is a Chinese character: 目 of a line of Chinese has 0.5 of the strip's height, a bold 0 0.55. */
const WIDE = 0.6 * STRIP_HEIGHT;
/** Narrow pieces in a row that are a code or an address; characters of two halves seldom make as many. */
const CODE = 5;

/** Whether there are no characters as wide as high, or so many narrow ones in a row that a code stands there. */
export function looksLikeFigures(strip: Strip): boolean {
  let [narrow, wide] = [0, 0];
  for (const width of inkWidths(strip)) {
    if (width >= WIDE) [narrow, wide] = [0, wide + 1];
    else narrow++;
    if (narrow >= CODE) return true;
  }
  return wide === 0;
}

/** Widths of the pieces of ink that empty columns part, from the left. */
function inkWidths({ width, data }: Strip): number[] {
  const widths: number[] = [];
  let from = -1;
  for (let x = 0; x <= width; x++) {
    const isInk = x < width && hasInk(data, x, width);
    if (isInk && from < 0) from = x;
    if (isInk || from < 0) continue;
    widths.push(x - from);
    from = -1;
  }
  return widths;
}

function hasInk(data: Uint8Array, x: number, width: number): boolean {
  for (let i = x; i < data.length; i += width) if ((data[i] ?? 255) < INK) return true;
  return false;
}
