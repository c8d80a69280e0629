/** The reports of a database as filters see them, held in memory: 20,000 of them take some 10 MB. */
import { z } from 'zod';
import type { Connection } from '../../load/open.js';

const reportRow = z.object({
  id: z.number(),
  ordinal: z.number(),
  form: z.enum(['work', 'supervision']),
  template: z.string(),
  year: z.number().nullable(),
  siteCode: z.string().nullable(),
  siteName: z.string().nullable(),
  unit: z.string().nullable(),
  regionCode: z.string().nullable(),
  sourceKind: z.string().nullable(),
  sha256: z.string().nullable(),
  path: z.string(),
});

export type ListedReport = z.infer<typeof reportRow>;

const SELECT = `
  SELECT r.id, r.ordinal, r.form, r.template, r.year, r.site_code AS siteCode, r.site_name AS siteName,
         r.reporting_unit AS unit, r.region_code AS regionCode, d.source_kind AS sourceKind, d.sha256, d.path
  FROM reports r JOIN documents d ON d.id = r.document_id`;

/**
 * All reports, or those with the given ids.
 * @param ids a few at most: each is looked up
 */
export function listReports(db: Connection, ids?: Iterable<number>): ListedReport[] {
  // The columns are those of this program's own STRICT tables: checking one row finds a wrong query, and checking
  // every one of 20,000 would take longer than reading them.
  const rows =
    ids === undefined
      ? (db.prepare(SELECT).all() as ListedReport[])
      : oneByOne(db.prepare<[number], ListedReport>(`${SELECT} WHERE r.id = ?`), ids);
  if (rows.length > 0) reportRow.parse(rows[0]);
  return rows;
}

function oneByOne(
  find: { get(id: number): ListedReport | undefined },
  ids: Iterable<number>,
): ListedReport[] {
  return [...ids].flatMap((id) => find.get(id) ?? []);
}

export function countReports(db: Connection): number {
  return Number(db.prepare('SELECT count(*) FROM reports').pluck().get());
}

/** What a person would search a report by, in lower case. */
export function searchText({ siteName, siteCode, unit, path }: ListedReport): string {
  return [siteName, siteCode, unit, path].filter(Boolean).join('\n').toLowerCase();
}
