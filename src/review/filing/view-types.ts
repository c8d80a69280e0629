/** The filing page's data as it travels to the browser. */
import type { Box } from '../../model/document.js';
import type { FieldStatus, Severity } from '../../model/reading.js';

/** 1 and 0 stand for yes and no. */
export type StoredValue = number | string | null;

export interface FieldPlace {
  readonly page: number | null;
  readonly table: number | null;
  readonly row: number | null;
  readonly column: number | null;
  readonly boxes: readonly Box[];
}

export interface FindingView {
  readonly rule: string;
  readonly severity: Severity;
  /** As stored: English around the form's own words. */
  readonly message: string;
  readonly messageZh: string;
}

export interface RivalView {
  readonly rank: number;
  readonly raw: string;
  readonly status: FieldStatus;
  readonly value: StoredValue;
  readonly note: string | null;
  readonly labelRaw: string;
  readonly relation: string;
  readonly score: number;
  readonly place: FieldPlace;
  readonly alternatives: readonly { reader: string; text: string; score: number }[];
}

export interface EarlierDecision {
  readonly status: FieldStatus;
  readonly value: StoredValue;
  readonly note: string | null;
  readonly reviewer: string;
  readonly decidedAt: string;
}

export interface Decision extends EarlierDecision {
  readonly id: number;
  readonly decision: 'confirmed' | 'corrected';
}

export interface FieldView {
  readonly indicator: string;
  readonly period: string;
  readonly section: string;
  readonly label: string;
  readonly type: string;
  readonly options: Readonly<Record<string, string>>;
  readonly definition: string | null;
  readonly unit: string | null;
  readonly status: FieldStatus;
  readonly value: StoredValue;
  readonly note: string | null;
  readonly raw: string | null;
  readonly labelRaw: string | null;
  readonly confidence: number;
  readonly place: FieldPlace;
  readonly rivals: readonly RivalView[];
  readonly findings: readonly FindingView[];
  readonly decision: Decision | null;
  /** What was decided about an earlier content of the same file. */
  readonly earlier: EarlierDecision | null;
  readonly isDoubtful: boolean;
  readonly isAudited: boolean;
}

export interface ReportView {
  readonly id: number;
  readonly ordinal: number;
  readonly form: string;
  readonly template: string;
  readonly year: number | null;
  readonly siteCode: string | null;
  readonly siteName: string | null;
  readonly reportingUnit: string | null;
  readonly regionCode: string | null;
  readonly completeness: number;
  readonly confidence: number;
  readonly documentId: number;
  readonly path: string;
  readonly sha256: string | null;
  readonly mediaType: string | null;
  readonly sourceKind: string | null;
  readonly reader: string | null;
}

export interface FilingView {
  readonly report: ReportView;
  /** All reports of the document, this one among them. */
  readonly siblings: readonly { id: number; form: string; year: number | null }[];
  readonly fields: readonly FieldView[];
  /** Those that concern the whole report. */
  readonly findings: readonly FindingView[];
}
