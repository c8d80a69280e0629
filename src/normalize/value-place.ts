/** Where a value's cells stand to their label, and how well each place suits: what ranks the rivals of one field. */
export const PLACE_FITS = {
  /** In the label's own row or cell, with nothing else there; in grids, under the period's heading. */
  beside: 1,
  /** Under the label, in a block of headings over values. */
  below: 0.95,
  /** At the place of its period, in a table in which columns mean nothing. */
  counted: 0.95,
  /** The row slipped against its label: counted off. */
  slipped: 0.8,
  /** Alone at the start of the next row. */
  nextRow: 0.6,
  /** Beside, but with other filled cells between or behind. */
  rival: 0.5,
  /** As many values as places nobody knows: which is whose is a guess. */
  miscounted: 0.2,
} as const;

export type ValuePlace = keyof typeof PLACE_FITS;
