/** Lines of a page outside of its tables → paragraphs. */
import { addAll } from '../../add-all.js';
import type { Box, Piece } from '../../model/document.js';
import { perhapsCutOff } from '../grid/clips.js';
import { outline } from '../grid/rulings.js';
import type { LoosePart } from '../grid/side-texts.js';
import type { InkLine } from '../grid/text-lines.js';
import { joinWrapped } from '../grid/wrapped-lines.js';
import { rounded } from './frame.js';
import { contentOf } from './ink.js';

export interface DraftParagraph {
  readonly kind: 'paragraph';
  readonly page: number;
  readonly pageHeight: number;
  readonly box: Box;
  readonly content: readonly Piece[];
  readonly boxes: readonly Box[];
  /** What is doubtful about it, for the paragraph that it becomes. */
  readonly flaws: readonly string[];
}

/**
 * Words of other writing than Chinese are parted by a blank, which a line's end leaves out. Full-width letters and
 * figures break as Chinese does, anywhere.
 */
const WORD_END = /(?![！-～])[\p{Script=Latin}\p{Nd}]$/u;
const WORD_START = /^(?![！-～])[\p{Script=Latin}\p{Nd}]/u;

export interface Placed {
  readonly page: number;
  /** Of the page. */
  readonly height: number;
  readonly toPage: (box: Box) => Box;
}

/** Paragraphs from top to bottom: of the lines, broken at the page's `right` edge, and of texts that stand beside others. */
export function draftParagraphs(
  parts: readonly LoosePart[],
  { right, ...placed }: Placed & { readonly right: number },
): DraftParagraph[] {
  const lines = parts.flatMap((part) => (part.kind === 'line' ? [part.line] : []));
  const texts = parts.flatMap((part) => (part.kind === 'text' ? [part.lines] : []));
  return [
    ...joinWrapped(lines, right).map((own) => draftParagraph(own, placed)),
    // Broken at an edge of its own, as cells are.
    ...texts.map((own) => ({ ...draftParagraph(own, placed), content: contentOf(own) })),
  ].sort((a, b) => a.box[1] - b.box[1] || a.box[0] - b.box[0]);
}

/** Where the last of them ends. */
export function rightOf(parts: readonly LoosePart[]): number {
  const lines = parts.flatMap((part) => (part.kind === 'line' ? [part.line] : part.lines));
  return Math.max(...lines.map(({ box }) => box[2]));
}

export function draftParagraph(lines: readonly InkLine[], { page, height, toPage }: Placed): DraftParagraph {
  return {
    kind: 'paragraph',
    page,
    pageHeight: height,
    box: outline(lines),
    content: runningText(lines),
    boxes: lines.map(({ box }) => rounded(toPage(box))),
    flaws: ['running-text', ...perhapsCutOff(lines)],
  };
}

/** Lines of one paragraph as one text: where it was broken is the page's matter. */
function runningText(lines: readonly InkLine[]): Piece[] {
  const pieces: Piece[] = [];
  for (const next of lines.map((line) => contentOf([line]))) {
    const [last, [first, ...others]] = [pieces.at(-1), next];
    if (last?.kind !== 'text' || first?.kind !== 'text') addAll(pieces, next);
    else {
      const between = WORD_END.test(last.text) && WORD_START.test(first.text) ? ' ' : '';
      pieces.splice(-1, 1, { ...last, text: `${last.text}${between}${first.text}` }, ...others);
    }
  }
  return pieces;
}
