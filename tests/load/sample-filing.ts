/** Hand-made readings for tests of the writer: small, complete, and different only where a test says so. */
import { createHash } from 'node:crypto';
import type { Indicator } from '../../src/model/indicator.js';
import type { Candidate, Field, FieldValue, Report } from '../../src/model/reading.js';
import type { DocumentInfo, FilingResult } from '../../src/model/result.js';
import { INDICATORS } from '../../src/normalize/catalogue.js';

const ORIGIN = {
  page: 2,
  boxes: [
    [10, 20, 110.123, 30],
    [10, 32, 60, 42],
  ],
  table: 0,
  row: 4,
  column: 1,
} as const;

export function sampleCandidate(value: FieldValue | null, raw = String(value)): Candidate {
  return {
    content: [{ kind: 'text', text: raw, score: null }],
    raw,
    labelRaw: '标签',
    relation: 'right',
    reading: { status: value === null ? 'blank' : 'reported', value, note: null, strictness: 1, remarks: [] },
    score: 0.9,
    origin: ORIGIN,
    alternatives: [{ reader: 'tesseract', text: raw, score: 0.5 }],
  };
}

export function sampleField(indicator: string, value: FieldValue | null, change: Partial<Field> = {}): Field {
  return {
    indicator,
    period: 'year',
    status: value === null ? 'blank' : 'reported',
    value,
    unit: null,
    note: null,
    raw: value === null ? '' : String(value),
    labelRaw: '标签',
    confidence: 0.95,
    features: { strictness: 1, distance: 0 },
    origin: ORIGIN,
    candidates: value === null ? [] : [sampleCandidate(value)],
    ...change,
  };
}

export function sampleReport(change: Partial<Report> = {}): Report {
  return {
    form: 'work',
    template: 'work-2022',
    year: 2022,
    siteCode: '4501000010',
    siteName: '南宁市教育局',
    reportingUnit: '南宁市教育局',
    regionCode: '450100',
    completeness: 1,
    confidence: 0.95,
    fields: [
      sampleField('traffic.page_views', 1234567, { unit: '次' }),
      sampleField('site.name', '南宁市教育局'),
      sampleField('services.catalogue_published', true),
      sampleField('messages.average_days', 3.5, { unit: '天', confidence: 0.6 }),
      sampleField('publishing.total', null),
    ],
    findings: [
      {
        indicator: 'publishing.total',
        period: 'year',
        rule: 'total-blank',
        severity: 'info',
        message: '总数 is blank.',
      },
      {
        indicator: null,
        period: null,
        rule: 'cover-letter',
        severity: 'info',
        message: 'A letter stands before.',
      },
    ],
    ...change,
  };
}

export function sha256Of(content: string): string {
  return createHash('sha256').update(content).digest('hex');
}

export function sampleDocument(
  path: string,
  content: string,
  change: Partial<DocumentInfo> = {},
): DocumentInfo {
  return {
    path,
    sha256: sha256Of(content),
    bytes: Buffer.byteLength(content),
    mediaType: 'text/plain',
    sourceKind: 'word-dump',
    reader: 'text',
    kind: 'filing',
    status: 'loaded',
    error: null,
    ...change,
  };
}

/** What reading `content` gives; the page views are its length, so that other content is another report. */
export function sampleFiling(
  path: string,
  content: string,
  change: Partial<FilingResult> = {},
): FilingResult {
  const report = sampleReport();
  const fields = report.fields.map((field) =>
    field.indicator === 'traffic.page_views' ? sampleField(field.indicator, content.length) : field,
  );
  return {
    document: sampleDocument(path, content),
    reports: [{ ...report, fields }],
    definitions: [
      {
        form: 'work',
        template: 'work-2022',
        indicator: 'traffic.page_views',
        text: `网站总访问量 ${content}`,
      },
    ],
    ...change,
  };
}

/** Every indicator of a form in every period, as a real report has them. */
export function everyField(form: Indicator['form']): Field[] {
  return INDICATORS.filter((indicator) => indicator.form === form).flatMap(({ key, periods }) =>
    periods.map((period) => sampleField(key, 1, { period })),
  );
}
