/** Marks written as words: `:selected: 是 :unselected: 否`, as layout services write the boxes that they see. */
import type { FoundMark } from './bracket.js';

const NAMED = /:(un)?selected:/g;

/** The marks of a text that are written as words. */
export function namedMarks(text: string): FoundMark[] {
  if (!text.includes('selected:')) return [];
  return [...text.matchAll(NAMED)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    state: match[1] === undefined ? 'checked' : 'unchecked',
    shape: 'box',
  }));
}
