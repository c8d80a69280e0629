/** How many fields have which status and confidence: one walk along the index on both, in steps. */
import type { Connection } from '../../load/open.js';
import { FIELD_STATUSES, type FieldStatus } from '../../model/reading.js';

export interface StatusCount {
  readonly status: FieldStatus;
  /** Lower edge of the class of confidence. */
  readonly confidence: number;
  readonly n: number;
}

/** Lower edges of the classes of confidence; finer towards 1, where nearly all fields lie. */
export const CONFIDENCE_EDGES = [0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99] as const;

/** Classes are walked in this many parts, each of which takes a server some 20 ms at a million fields. */
const PARTS = 10;

const COUNT = `
  SELECT ${FIELD_STATUSES.map((status) => `sum(status = '${status}') AS "${status}"`).join(', ')}
  FROM fields WHERE confidence >= ? AND confidence < ?`;

export function* countByStatus(db: Connection): Generator<undefined, StatusCount[]> {
  const count = db.prepare<[number, number], Record<FieldStatus, number | null>>(COUNT);
  const counts: StatusCount[] = [];
  for (const [index, edge] of CONFIDENCE_EDGES.entries()) {
    // The last class includes 1.
    const end = CONFIDENCE_EDGES[index + 1] ?? 1.001;
    const sums = new Map<FieldStatus, number>();
    for (let part = 0; part < PARTS; part += 1) {
      const from = edge + ((end - edge) * part) / PARTS;
      const to = part === PARTS - 1 ? end : edge + ((end - edge) * (part + 1)) / PARTS;
      const row = count.get(from, to);
      for (const status of FIELD_STATUSES) sums.set(status, (sums.get(status) ?? 0) + (row?.[status] ?? 0));
      yield;
    }
    for (const [status, n] of sums) if (n > 0) counts.push({ status, confidence: edge, n });
  }
  return counts;
}
