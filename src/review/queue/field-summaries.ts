/** What a row of the queue shows beyond what the queue holds: value, raw text and findings, read for one page. */
import type { Connection } from '../../load/open.js';
import type { QueueEntry } from './queue-page.js';

export interface QueueRow {
  readonly reportId: number;
  readonly indicator: string;
  readonly period: string;
  readonly kind: string;
  readonly risk: number | null;
  readonly confidence: number;
  readonly status: string;
  readonly value: number | string | null;
  readonly unit: string | null;
  readonly note: string | null;
  readonly raw: string | null;
  readonly rules: readonly string[];
  readonly form: string;
  readonly template: string;
  readonly year: number | null;
  readonly siteName: string | null;
  readonly siteCode: string | null;
  readonly path: string;
  readonly sourceKind: string | null;
}

interface FieldRow {
  readonly status: string;
  readonly value: number | string | null;
  readonly unit: string | null;
  readonly note: string | null;
  readonly raw: string | null;
  readonly confidence: number;
}

/** Characters of the raw text that a row of the queue has room for. */
const RAW_LENGTH = 120;

export function prepareQueueRows(db: Connection): (entries: readonly QueueEntry[]) => QueueRow[] {
  const field = db.prepare<[number, string, string], FieldRow>(
    `SELECT status, coalesce(value_number, value_text) AS value, unit, note, substr(raw, 1, ${RAW_LENGTH}) AS raw, confidence
     FROM fields WHERE report_id = ? AND indicator = ? AND period = ?`,
  );
  const rules = db
    .prepare<[number, string, string], string>(
      `SELECT DISTINCT rule FROM findings
       WHERE report_id = ? AND indicator = ? AND coalesce(period, 'year') = ? AND severity <> 'info'`,
    )
    .pluck();
  return (entries) =>
    entries.flatMap(({ report, indicator, period, kind, risk }) => {
      const row = field.get(report.id, indicator, period);
      if (!row) return [];
      const { id, form, template, year, siteName, unit: reportingUnit, siteCode, path, sourceKind } = report;
      const site = siteName ?? reportingUnit;
      return [
        {
          reportId: id,
          indicator,
          period,
          kind,
          risk,
          ...row,
          rules: rules.all(id, indicator, period),
          form,
          template,
          year,
          siteName: site,
          siteCode,
          path,
          sourceKind,
        },
      ];
    });
}
