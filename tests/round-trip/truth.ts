/** How a reading stands to the filing that was printed: every field that differs from what was answered. */
import { isRight } from '../../scripts/calibrate/sample.js';
import type { FilingResult } from '../../src/model/result.js';
import type { RenderedFiling } from '../filings/render/renderers.js';

/** One line a fault, empty for a perfect reading. */
export function faults({ truth, file }: RenderedFiling, { document, reports }: FilingResult): string[] {
  const [report] = reports;
  if (!report || reports.length > 1) return [`${file}: ${reports.length} reports (${document.error})`];
  const wanted = new Map(truth.fields.map((field) => [`${field.key}@${field.period}`, field]));
  const read = new Set(report.fields.map((field) => `${field.indicator}@${field.period}`));
  return [
    ...(report.template === truth.template ? [] : [`${file}: template ${report.template}`]),
    ...(report.year === truth.year ? [] : [`${file}: year ${report.year} for ${truth.year}`]),
    ...[...wanted.keys()].filter((id) => !read.has(id)).map((id) => `${file}: no field ${id}`),
    ...report.fields.flatMap((field) => {
      const id = `${field.indicator}@${field.period}`;
      const right = wanted.get(id);
      if (isRight(field, right)) return [];
      return [`${file}: ${id} is ${field.status} ${field.value}, not ${right?.status} ${right?.value}`];
    }),
  ];
}
