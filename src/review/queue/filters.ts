/** What a reviewer narrows the queue to: from the query string of a request to a test of one field. */
import { z } from 'zod';
import { SOURCE_KINDS } from '../../model/document.js';
import { FIELD_STATUSES } from '../../model/reading.js';
import { type ListedReport, searchText } from './report-list.js';

/** Characters of a search: longer ones are no site's name. */
const LONGEST_SEARCH = 200;

const text = z.string().max(LONGEST_SEARCH);

export const queueFilters = z.object({
  year: z
    .union([z.literal('none'), z.coerce.number().int()])
    .optional()
    .catch(undefined),
  /** Two digits for a province, four for a city, six for a county. */
  region: z
    .string()
    .regex(/^\d{2,6}$/)
    .optional()
    .catch(undefined),
  template: text.optional(),
  indicator: text.optional(),
  status: z.enum(FIELD_STATUSES).optional().catch(undefined),
  source: z.enum(SOURCE_KINDS).optional().catch(undefined),
  kind: z.enum(['doubtful', 'repeated', 'audit']).optional().catch(undefined),
  site: text.optional(),
});

export type QueueFilters = z.infer<typeof queueFilters>;

/** The reports that a filter lets through, as a table by index. */
export function matchingReports(reports: readonly ListedReport[], filters: QueueFilters): Uint8Array {
  const { year, region, template, source } = filters;
  const site = filters.site?.trim().toLowerCase();
  return Uint8Array.from(reports, (report) => {
    if (year !== undefined && (year === 'none' ? report.year !== null : report.year !== year)) return 0;
    if (region && !report.regionCode?.startsWith(region)) return 0;
    if (template && report.template !== template) return 0;
    if (source && report.sourceKind !== source) return 0;
    return site && !searchText(report).includes(site) ? 0 : 1;
  });
}

export interface FilteredField {
  readonly report: number;
  readonly indicator: string;
  readonly status: string;
}

export function matchesField(field: FilteredField, filters: QueueFilters, reports: Uint8Array): boolean {
  return (
    reports[field.report] === 1 &&
    (!filters.indicator || field.indicator === filters.indicator) &&
    (!filters.status || field.status === filters.status)
  );
}
