/**
 * Leaves out who signed a filing: names and telephone numbers, wherever they stand. A name is often part of its
 * neighbours' text as well (one line of a form holds all four), so that leaving out four columns is not enough.
 */
import type { Connection } from '../load/open.js';
import type { ExportedField, ExportedFinding, ExportedReport } from './exported-report.js';

const CONTACT_INDICATORS: ReadonlySet<string> = new Set([
  'filing.responsible_person',
  'filing.reviewer',
  'filing.preparer',
  'filing.phone',
]);

/** `none` leaves out names and telephone numbers of the people who signed. */
export const CONTACT_CHOICES = ['all', 'none'] as const;
export type Contacts = (typeof CONTACT_CHOICES)[number];

const WITHHELD = '[…]';
/** A single character is no name, and stands in too many other words. */
const SHORTEST_SECRET = 2;
/** Mobile numbers, land lines with an area code, extensions; blanks and hyphens as people write them. */
const PHONE = /(?<!\d)(?:1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}|0\d{2,3}[\s—–-]{0,3}\d{7,8}(?:[-转]\d{1,5})?)(?!\d)/g;
/** The words that stand before a signature, and what follows up to the next of them. */
const SIGNATURE =
  /((?:负责人|审核人|填报人|联系人|填表人|联系电话|联系方式|电话)\s*[:：]?[\s\t]*)[^\s:：，,；;|]+(?=[\s，,；;|]|$)/g;
/** Quotes text that belongs to no known label: it may be anybody's name. */
const QUOTING_RULE = 'unclaimed_text';

export function isContact(indicator: string | null): boolean {
  return indicator !== null && CONTACT_INDICATORS.has(indicator);
}

type Redact = (text: string | null) => string | null;

function redactor(secrets: Iterable<string>): Redact {
  // Longest first, so that a name inside a longer reading leaves nothing of it behind.
  const ordered = [...new Set(secrets)]
    .filter((secret) => [...secret].length >= SHORTEST_SECRET)
    .sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  return (text) => {
    if (text === null) return null;
    let clean = text;
    for (const secret of ordered) clean = clean.replaceAll(secret, WITHHELD);
    return clean.replace(SIGNATURE, `$1${WITHHELD}`).replace(PHONE, WITHHELD);
  };
}

/** The texts of a report that name somebody: as filed, as read, as weighed and as corrected. */
function prepareSecrets(db: Connection): (reportId: number) => string[] {
  const keys = [...CONTACT_INDICATORS].map((key) => `'${key}'`).join(', ');
  const statement = db
    .prepare<[number, number, number, number, number], string | null>(`
      SELECT value_text FROM fields WHERE report_id = ? AND indicator IN (${keys})
      UNION SELECT trim(raw) FROM fields WHERE report_id = ? AND indicator IN (${keys})
      UNION SELECT value_text FROM settled_fields WHERE report_id = ? AND indicator IN (${keys})
      UNION SELECT value_text FROM rivals WHERE report_id = ? AND indicator IN (${keys})
      UNION SELECT trim(raw) FROM rivals WHERE report_id = ? AND indicator IN (${keys})`)
    .pluck();
  return (id) => statement.all(id, id, id, id, id).filter((text) => text !== null);
}

function withoutContacts(report: ExportedReport, secrets: readonly string[]): ExportedReport {
  const redact = redactor(secrets);
  const field = (field: ExportedField): ExportedField => ({
    ...field,
    raw: redact(field.raw),
    label_raw: redact(field.label_raw),
    note: redact(field.note),
  });
  const finding = (finding: ExportedFinding): ExportedFinding => ({
    ...finding,
    message:
      finding.rule === QUOTING_RULE ? `${WITHHELD} Text of no known label.` : (redact(finding.message) ?? ''),
  });
  return {
    ...report,
    fields: report.fields.filter(({ indicator }) => !isContact(indicator)).map(field),
    findings: report.findings.filter(({ indicator }) => !isContact(indicator)).map(finding),
  };
}

/** What to do with every report before it is written anywhere. */
export function prepareContactFilter(
  db: Connection,
  contacts: Contacts,
): (report: ExportedReport) => ExportedReport {
  if (contacts === 'all') return (report) => report;
  const secretsOf = prepareSecrets(db);
  return (report) => withoutContacts(report, secretsOf(report.id));
}
