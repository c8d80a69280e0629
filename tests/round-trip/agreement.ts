/**
 * Whether readings of the same filing say the same: needs no truth, so that it works on any filing that exists in
 * several formats.
 */
import type { Field } from '../../src/model/reading.js';
import type { FilingResult } from '../../src/model/result.js';

/** `work site.name@year`: form, indicator and period of one field. */
type FieldName = string;

/** Formats differ in where they break lines, never in a value: white space in texts is the format's own. */
function answerOf({ status, value }: Field): string {
  if (status !== 'reported') return status;
  return `reported ${typeof value === 'string' ? value.replace(/\s+/gu, '') : value}`;
}

function answersOf(result: FilingResult): Map<FieldName, string> {
  const { kind, status } = result.document;
  const fields = result.reports.flatMap((report, index) => {
    const name = `${report.form} ${index}`;
    return [
      [`${name} template`, report.template] as const,
      [`${name} year`, String(report.year)] as const,
      ...report.fields.map(
        (field) => [`${report.form} ${field.indicator}@${field.period}`, answerOf(field)] as const,
      ),
    ];
  });
  return new Map([['document', `${status} ${kind}`], ...fields]);
}

/** Every field that not all formats read alike, as `work site.name@year: reported 甲 (docx, html), blank (pdf)`. */
export function disagreements(readings: ReadonlyMap<string, FilingResult>): string[] {
  const answers = [...readings].map(([format, result]) => [format, answersOf(result)] as const);
  const names = new Set(answers.flatMap(([, ofFormat]) => [...ofFormat.keys()]));
  return [...names].flatMap((field) => {
    const formatsOf = new Map<string, string[]>();
    for (const [format, ofFormat] of answers) {
      const answer = ofFormat.get(field) ?? 'no such field';
      formatsOf.set(answer, [...(formatsOf.get(answer) ?? []), format]);
    }
    if (formatsOf.size < 2) return [];
    const said = [...formatsOf].map(([answer, formats]) => `${answer} (${formats.join(', ')})`);
    return [`${field}: ${said.join(', ')}`];
  });
}
