/** The `calibration` table: how true the confidence of this program's model was found to be. */
import type { Calibration } from '../normalize/calibration.js';
import type { Connection } from './connection.js';

/** Replaces the table. The sum over all kinds is left out, so that a sum over the table counts no field twice. */
export function storeCalibration(db: Connection, { measured }: Calibration): void {
  db.exec('DELETE FROM calibration');
  const insert = db.prepare(`
    INSERT INTO calibration (source_kind, bin_low, bin_high, n, correct, mean_confidence)
    VALUES (@sourceKind, @from, @to, @fields, @right, @meanConfidence)`);
  for (const { sourceKind, bins } of measured) {
    if (sourceKind === 'all') continue;
    for (const { from, to, fields, right, meanConfidence } of bins) {
      if (fields === 0) continue;
      const counts = { fields: BigInt(fields), right: BigInt(right) };
      insert.run({ sourceKind, from, to, meanConfidence, ...counts });
    }
  }
}
