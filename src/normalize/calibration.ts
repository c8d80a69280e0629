/**
 * How often the confidence was right on filings that its fit never saw: `calibration.json`, written by
 * `npm run calibrate` beside the model and reviewed with it. A kind of source that is absent was never measured.
 */
import { existsSync, readFileSync } from 'node:fs';
import type { SourceKind } from '../model/document.js';
import { SOURCE_KINDS } from '../model/document.js';

export interface CalibrationBin {
  readonly from: number;
  readonly to: number;
  readonly fields: number;
  readonly right: number;
  readonly meanConfidence: number;
}

export interface MeasuredKind {
  readonly sourceKind: SourceKind | 'all';
  readonly bins: readonly CalibrationBin[];
  readonly expectedCalibrationError: number;
  /** Fields with a confidence of 0.9 or more, and how many of them were wrong. */
  readonly sure: number;
  readonly wrongThoughSure: number;
}

export interface Calibration {
  /** What was measured: command, fields, seeds. */
  readonly note: string;
  readonly measured: readonly MeasuredKind[];
}

const CALIBRATION_FILE = new URL('./calibration.json', import.meta.url);

/** The measured table; nothing measured where nobody has run the calibration yet. */
export function readCalibration(): Calibration {
  if (!existsSync(CALIBRATION_FILE)) return { note: 'never measured', measured: [] };
  return JSON.parse(readFileSync(CALIBRATION_FILE, 'utf8')) as Calibration;
}

/** Kinds of source whose confidence nobody has compared with a truth, in the order of `SOURCE_KINDS`. */
export function unmeasuredKinds({ measured }: Calibration): SourceKind[] {
  const known = new Set<string>(measured.filter(hasFields).map(({ sourceKind }) => sourceKind));
  return SOURCE_KINDS.filter((kind) => !known.has(kind));
}

function hasFields({ bins }: MeasuredKind): boolean {
  return bins.some(({ fields }) => fields > 0);
}
