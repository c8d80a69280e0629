/** Fields as numbers, which make small and quick keys of maps. */
import { PERIODS, type Period } from '../../model/indicator.js';

/** Report, indicator and period in one number. */
export type FieldKey = number;

/** More than the catalogue has indicators times periods. */
const SLOTS = 8192;

/** Gives every indicator a small number, in the order of first appearance. */
export class FieldKeys {
  readonly #slots = new Map<string, number>();

  /** @param report index into a list of reports */
  keyOf(report: number, indicator: string, period: string): FieldKey {
    let slot = this.#slots.get(indicator);
    if (slot === undefined) {
      slot = this.#slots.size;
      this.#slots.set(indicator, slot);
    }
    return report * SLOTS + slot * PERIODS.length + PERIODS.indexOf(period as Period);
  }
}
