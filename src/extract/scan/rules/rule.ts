/** A ruling line, and those of a page. */
import type { Rulings, Segment } from '../../grid/segments.js';
import type { Rect } from '../raster.js';

/** A drawn line with its own thickness. */
export interface Rule extends Segment {
  readonly thickness: number;
}

export interface PageRules {
  readonly horizontal: readonly Rule[];
  readonly vertical: readonly Rule[];
}

/** Pixels by which a line may stray from its place where it is followed. */
export const STRAY = 1;

export function asRulings({ horizontal, vertical }: PageRules): Rulings {
  return { horizontal, vertical };
}

/** The rectangle that a horizontal or vertical rule covers. */
export function ruleRect(rule: Rule, direction: 'horizontal' | 'vertical'): Rect {
  const [low, high] = [rule.at - rule.thickness / 2, rule.at + rule.thickness / 2];
  return direction === 'horizontal'
    ? { x0: rule.from, y0: low, x1: rule.to, y1: high }
    : { x0: low, y0: rule.from, x1: high, y1: rule.to };
}
