/**
 * Indexes that only readers need. Keeping them up to date row by row costs a large import more than all the rest
 * of writing, building them once at its end costs seconds.
 */
import type { Connection } from './connection.js';
import { sortingInLittleMemory } from './sorting-memory.js';

const INDEXES: Readonly<Record<string, string>> = {
  fields_by_indicator: 'fields (indicator, period)',
  fields_by_confidence: 'fields (confidence, status)',
  findings_by_rule: 'findings (rule, severity)',
};

/** Below this the import is over before anybody could notice a difference. */
const FEWEST_DOCUMENTS = 1_000;

/** Drops them where `documents` are more than what the database holds: to build them anew is then the lesser work. */
export function dropBulkIndexes(db: Connection, documents: number): void {
  const stored = Number(db.prepare('SELECT count(*) FROM reports').pluck().get());
  if (documents < FEWEST_DOCUMENTS || documents < stored) return;
  for (const name of Object.keys(INDEXES)) db.exec(`DROP INDEX IF EXISTS ${name}`);
}

/** Builds those that are missing, also after an import that was killed. */
export function buildBulkIndexes(db: Connection): void {
  sortingInLittleMemory(db, () => {
    for (const [name, columns] of Object.entries(INDEXES)) {
      db.exec(`CREATE INDEX IF NOT EXISTS ${name} ON ${columns}`);
    }
  });
}
