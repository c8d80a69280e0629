/** What the formats are written from: one consistent view of a database, with or without who signed. */
import type { Connection } from '../load/open.js';
import type { FormKind, ValueType } from '../model/indicator.js';
import { type Contacts, isContact, prepareContactFilter } from './contacts.js';
import { type ExportedReport, prepareReports, type ReportChoice } from './exported-report.js';

export interface ExportedIndicator {
  readonly key: string;
  readonly form: FormKind;
  readonly section: string;
  readonly label: string;
  readonly unit: string | null;
  readonly value_type: ValueType;
  /** JSON object, id → label, of a choice's options. */
  readonly options: string | null;
  readonly definition: string | null;
}

export interface ExportSource {
  readonly reports: (choice?: ReportChoice) => Generator<ExportedReport>;
  /** In the order of the forms. */
  readonly indicators: readonly ExportedIndicator[];
  /** Templates of which there is a report, in their order by name. */
  readonly templates: readonly { readonly template: string; readonly form: FormKind }[];
  /** Keys that the reports of a template have; every report has all of its template's, `missing` ones too. */
  readonly keysOf: (template: string) => ReadonlySet<string>;
  /** When the newest document was imported, as UTC text; null for an empty database. */
  readonly importedAt: string | null;
}

export function exportSource(db: Connection, contacts: Contacts): ExportSource {
  const reports = prepareReports(db);
  const filter = prepareContactFilter(db, contacts);
  const hidden = (key: string) => contacts === 'none' && isContact(key);
  const indicators = db
    .prepare<[], ExportedIndicator>(
      'SELECT key, form, section, label, unit, value_type, options, definition FROM indicators ORDER BY position',
    )
    .all();
  const keys = db
    .prepare<[string], string>(`
      SELECT DISTINCT f.indicator FROM fields f JOIN reports r ON r.id = f.report_id WHERE r.template = ?`)
    .pluck();
  return {
    *reports(choice = {}) {
      for (const report of reports(choice)) yield filter(report);
    },
    indicators: indicators.filter(({ key }) => !hidden(key)),
    templates: db
      .prepare<[], { template: string; form: FormKind }>(
        'SELECT DISTINCT template, form FROM reports ORDER BY form DESC, template',
      )
      .all(),
    keysOf: (template) => new Set(keys.all(template).filter((key) => !hidden(key))),
    importedAt: db.prepare<[], string | null>('SELECT max(imported_at) FROM documents').pluck().get() ?? null,
  };
}
