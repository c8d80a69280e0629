/**
 * Seeded damage to the text sheet of a filing, as OCR, converters and careless copying do it. Truth changes only
 * where information is truly destroyed:
 *
 * - a dropped row: its labels are gone, so their fields are `missing`;
 * - a lost value cell: `missing` where rows are plain lists (the row has too few cells), `blank` where the format
 *   pads rows with empty cells (the label then stands beside one);
 * - a lost column of the supervision form, heading and all: its period is `missing`;
 * - a lost mark of 是/否: the surviving box decides alone: ticked 是 is true, ticked 否 false, unticked `invalid`.
 *
 * Whatever a careful reader can still make out (look-alikes, slid cells, merged, split, repeated or reordered rows,
 * digits read as letters) leaves the truth as it is.
 */

import { random } from '../../filings/random.js';
import type { TextSheet } from '../../filings/render/text-sheet.js';
import { damageLabelCharacters, loseBrackets, loseUnits, widenCharacters } from './characters.js';
import { loseColumn, loseSectionColumn } from './columns.js';
import type { Damage, DamageEntry, DamageKind } from './kind.js';
import {
  cutLabels,
  cutPages,
  dropRows,
  insertForeignText,
  mergeRows,
  reorderBlocks,
  repeatRows,
  slideRows,
  slipSections,
  splitRows,
} from './rows.js';
import { loseCells, loseMarks, misreadDigits } from './values.js';

/** In the order in which they act: what is lost first, then rows, then the text of cells. */
const DAMAGES: Readonly<Record<DamageKind, Damage>> = {
  'column-lost': loseColumn,
  'section-column-lost': loseSectionColumn,
  'row-dropped': dropRows,
  'cell-lost': loseCells,
  'mark-lost': loseMarks,
  'digit-misread': misreadDigits,
  'section-slipped': slipSections,
  'row-slid': slideRows,
  'row-split': splitRows,
  'row-merged': mergeRows,
  'label-cut': cutLabels,
  'block-reordered': reorderBlocks,
  'row-repeated': repeatRows,
  'page-cut': cutPages,
  'foreign-text': insertForeignText,
  'unit-lost': loseUnits,
  'bracket-lost': loseBrackets,
  'label-character': damageLabelCharacters,
  'full-width': widenCharacters,
};

export const DAMAGE_KINDS = Object.keys(DAMAGES) as readonly DamageKind[];

export interface DamageOptions {
  readonly seed: number;
  /** 0 to 3; 1 damages about 4 % of label characters and shifts one row in eight. */
  readonly strength: number;
  /** Left out: all kinds. */
  readonly kinds?: readonly DamageKind[];
}

export interface DamagedSheet {
  readonly sheet: TextSheet;
  readonly log: readonly DamageEntry[];
}

export function damageSheet(sheet: TextSheet, options: DamageOptions): DamagedSheet {
  const kinds = options.kinds ?? DAMAGE_KINDS;
  const chance = random(`damage/${options.seed}`);
  const log: DamageEntry[] = [];
  let damaged = sheet;
  for (const kind of DAMAGE_KINDS) {
    if (!kinds.includes(kind) || options.strength <= 0) continue;
    damaged = DAMAGES[kind](damaged, {
      strength: options.strength,
      chance: chance.fork(kind),
      note: (row, detail) => log.push({ kind, row, detail }),
    });
  }
  return { sheet: damaged, log };
}
