/** Inserts one report with its fields, their rivals and findings. */
import type { Statement } from 'better-sqlite3';
import type { Connection } from './connection.js';
import { COLUMNS, type ReportInfo, type ReportRows, type Row } from './filing-rows.js';
import { reportId } from './row-ids.js';
import { exactNumber } from './value-columns.js';

const INSERT_REPORT = `
  INSERT INTO reports (id, document_id, ordinal, form, template, year, site_code, site_name, reporting_unit,
    region_code, completeness, confidence)
  VALUES (@id, @document_id, @ordinal, @form, @template, @year, @site_code, @site_name, @reporting_unit,
    @region_code, @completeness, @confidence)`;

/** Rows of one statement: fifty times fewer calls into SQLite cost a third less; more would gain nothing. */
const ROWS_AT_ONCE = 50;

type Bound = number | bigint | string | null;
type InsertRows = (reportId: number, rows: readonly Row[]) => void;

/** Inserts rows of one table, many with a statement. */
function prepareInsertRows(db: Connection, table: keyof typeof COLUMNS): InsertRows {
  const columns: readonly string[] = COLUMNS[table];
  // The one column without a type, where 1784 must not become 1784.0; all others convert what they are given.
  const anyColumn = columns.indexOf('value_number');
  const row = `(${['report_id', ...columns].map(() => '?').join(', ')})`;
  const statements = new Map<number, Statement<Bound[]>>();

  function statementFor(rows: number): Statement<Bound[]> {
    const known = statements.get(rows);
    if (known) return known;
    const sql = `INSERT INTO ${table} (report_id, ${columns.join(', ')}) VALUES ${Array(rows).fill(row).join(', ')}`;
    const statement = db.prepare<Bound[]>(sql);
    statements.set(rows, statement);
    return statement;
  }

  return (reportId, rows) => {
    for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
      const part = rows.slice(start, start + ROWS_AT_ONCE);
      const values: Bound[] = [];
      for (const cells of part) {
        values.push(reportId);
        cells.forEach((cell, index) => {
          values.push(index === anyColumn && typeof cell === 'number' ? exactNumber(cell) : cell);
        });
      }
      statementFor(part.length).run(...values);
    }
  };
}

function reportRow(report: ReportInfo, ordinal: number) {
  return {
    ordinal,
    form: report.form,
    template: report.template,
    year: report.year,
    site_code: report.siteCode,
    site_name: report.siteName,
    reporting_unit: report.reportingUnit,
    region_code: report.regionCode,
    completeness: report.completeness,
    confidence: report.confidence,
  };
}

/** What a report belongs to. */
interface ReportPlace {
  readonly documentId: number;
  readonly sha256: string;
  readonly ordinal: number;
}

export type InsertReport = (report: ReportRows, place: ReportPlace) => void;

/** Prepares the statements once; the function that comes back runs inside the caller's transaction. */
export function prepareInsertReport(db: Connection): InsertReport {
  const isTaken = db.prepare<[number]>('SELECT 1 FROM reports WHERE id = ?').pluck();
  const insertReport = db.prepare(INSERT_REPORT);
  const insertFields = prepareInsertRows(db, 'fields');
  const insertRivals = prepareInsertRows(db, 'rivals');
  const insertFindings = prepareInsertRows(db, 'findings');

  return ({ report, fields, rivals, findings }, { documentId, sha256, ordinal }) => {
    const id = reportId(sha256, ordinal, (id) => isTaken.get(id) !== undefined);
    insertReport.run({ id, document_id: documentId, ...reportRow(report, ordinal) });
    insertFields(id, fields);
    insertRivals(id, rivals);
    insertFindings(id, findings);
  };
}
