/**
 * Check boxes and option buttons drawn over a sheet. Excel describes each in the sheet's VML drawing, for old and
 * new controls alike: where it is anchored, whether it is checked, and the caption beside it.
 */
import type { Piece } from '../../model/document.js';
import { wordsOf } from '../../model/piece-text.js';
import type { SheetCell } from './sheet-model.js';

export interface SheetControl {
  readonly row: number;
  readonly column: number;
  readonly checked: boolean | null;
  readonly caption: string;
  /** Distance from the sheet's left, for the order in which controls stand: column, then points into it. */
  readonly offset: number;
}

/** Height of a row in pixels where the sheet does not say: 15 points at 96 dpi. */
const ROW_PIXELS = 20;

/** VML is only nearly XML (`<br>` without an end), so it is searched and not parsed. */
export function readControls(vml: string): readonly SheetControl[] {
  const controls: SheetControl[] = [];
  for (const [shape] of vml.matchAll(/<v:shape\s[\s\S]*?<\/v:shape>/g)) {
    if (!/ObjectType="(Checkbox|Radio)"/i.test(shape)) continue;
    const anchor = /<x:Anchor>([^<]*)<\/x:Anchor>/i.exec(shape)?.[1]?.split(',').map(Number);
    if (anchor === undefined || anchor.length < 8 || anchor.some((number) => !Number.isFinite(number)))
      continue;
    const [column = 0, offset = 0, top = 0, topOffset = 0, , , bottom = 0, bottomOffset = 0] = anchor;
    const state = /<x:Checked>\s*(\d)\s*<\/x:Checked>/i.exec(shape)?.[1] ?? '0';
    controls.push({
      row: bottom > top && bottomOffset > ROW_PIXELS - topOffset ? top + 1 : top,
      column,
      // 2 is Excel's grey, neither checked nor unchecked.
      checked: state === '2' ? null : state === '1',
      caption: captionOf(shape),
      offset,
    });
  }
  return controls;
}

function captionOf(shape: string): string {
  const box = /<v:textbox[\s\S]*?<\/v:textbox>/.exec(shape)?.[0] ?? '';
  return box
    .replace(/<[^>]*>/g, '')
    .replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Math.min(Number(code), 0x10ffff)))
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The sheet's cells with each control's mark in the cell that it stands over. */
export function withControls(
  cells: readonly SheetCell[],
  controls: readonly SheetControl[],
): readonly SheetCell[] {
  const byPlace = new Map<string, SheetControl[]>();
  for (const control of [...controls].sort((a, b) => a.offset - b.offset)) {
    const place = `${control.row},${control.column}`;
    byPlace.set(place, [...(byPlace.get(place) ?? []), control]);
  }
  const marked = cells.map((cell) => {
    const own = byPlace.get(`${cell.row},${cell.column}`);
    byPlace.delete(`${cell.row},${cell.column}`);
    return own === undefined ? cell : { ...cell, content: interleave(own, cell.content) };
  });
  const alone = [...byPlace.values()].flatMap((own) => {
    const [first] = own;
    return first === undefined
      ? []
      : [{ row: first.row, column: first.column, content: interleave(own, []) }];
  });
  return [...marked, ...alone];
}

/** Boxes without captions stand before the words of the cell, one each where there are as many words as boxes. */
function interleave(controls: readonly SheetControl[], content: readonly Piece[]): readonly Piece[] {
  const text = wordsOf(content);
  const words = text.trim().split(/\s+/);
  const captioned = controls.some((control) => control.caption !== '');
  if (captioned || words.length !== controls.length) {
    const marks = controls.flatMap((control) => [markOf(control), textPiece(`${control.caption} `)]);
    return captioned ? [...content, ...marks] : [...marks, ...content];
  }
  return controls.flatMap((control, index) => [markOf(control), textPiece(`${words[index] ?? ''} `)]);
}

function markOf(control: SheetControl): Piece {
  const state = control.checked === null ? 'unreadable' : control.checked ? 'checked' : 'unchecked';
  return { kind: 'mark', state, glyph: `form control, ${state}`, score: null };
}

function textPiece(text: string): Piece {
  return { kind: 'text', text, score: null };
}
