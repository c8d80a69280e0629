/** Chooses the text of `indicators.definition` among the 填写说明 sentences that documents print. */
import type { Connection } from './connection.js';
import { sortingInLittleMemory } from './sorting-memory.js';

/**
 * The rule looks at the stored sentences alone, so the order of imports does not matter: of the newest template
 * that explains the indicator (template ids sort by year), the wording that most documents share, since damage
 * by OCR differs from file to file; among equals, the one of the document with the smallest SHA-256.
 */
const CHOOSE = `
  WITH wording AS (
    SELECT t.form, t.indicator, t.template, t.text, count(*) AS documents, min(d.sha256) AS first_sha256
    FROM definitions t JOIN documents d ON d.id = t.document_id
    GROUP BY t.form, t.indicator, t.template, t.text
  ), chosen AS (
    SELECT form, indicator, text, row_number() OVER (
      PARTITION BY form, indicator ORDER BY template DESC, documents DESC, first_sha256, text) AS rank
    FROM wording
  ), decided AS (
    SELECT i.key, i.form, c.text
    FROM indicators i LEFT JOIN chosen c ON c.form = i.form AND c.indicator = i.key AND c.rank = 1
  )
  UPDATE indicators SET definition = decided.text
  FROM decided
  WHERE decided.key = indicators.key AND decided.form = indicators.form
    AND indicators.definition IS NOT decided.text`;

/** Sets every indicator's definition; rows that hold the right one already are not written. */
export function chooseDefinitions(db: Connection): void {
  sortingInLittleMemory(db, () => db.prepare(CHOOSE).run());
}
