/** The mark of one option, and the state of a box or ring by the ink in its middle. */
import type { MarkPiece, MarkState } from '../../model/document.js';
import type { Component } from './components.js';
import type { Rect } from './raster.js';

export interface OptionMark {
  readonly rect: Rect;
  readonly piece: MarkPiece;
  /** Components that are the mark and not text. */
  readonly components: readonly Component[];
  /** Whether the shape alone could also be a character (国, 口, 〇), so that the text has to confirm it. */
  readonly doubtful: boolean;
}

/** Ink in the middle of a box: unticked ones have 0 to 0.01, printed ticks 0.23 and more, thin pens 0.1. */
const TICKED_FROM = 0.1;
export const UNTICKED_TO = 0.035;
/** Fill at which a ticked state is as good as certain. */
const CERTAIN_FILL = 0.22;

/** The state by the share of ink in the middle; `outline` is the share of the outline that is drawn. */
export function measured({ fill, outline }: { readonly fill: number; readonly outline: number }): MarkPiece {
  const state: MarkState = fill >= TICKED_FROM ? 'checked' : fill <= UNTICKED_TO ? 'unchecked' : 'unreadable';
  const clear = state === 'checked' ? Math.min(1, fill / CERTAIN_FILL) : 1 - fill / UNTICKED_TO / 2;
  const score = state === 'unreadable' ? 0.5 : Math.round(1000 * outline * (0.7 + 0.29 * clear)) / 1000;
  return { kind: 'mark', state, glyph: `ink ${fill.toFixed(2)}`, score };
}
