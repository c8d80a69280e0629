/** Fields of simulated scans with what was right: from stored readings, since recognising them takes ten minutes. */
import { normalize } from '../../src/normalize/normalize.js';
import { storedScans } from '../../tests/simulate/scan/readings.js';
import { type JudgedField, judgeFields } from './sample.js';

/** `fit` and `report` differ in seeds, fonts and damage (seeds below and from `FIRST_REPORT_SEED`). */
export function sampleScans(use: 'fit' | 'report'): JudgedField[] {
  return storedScans(use).flatMap(({ document, truth }) => {
    const report = normalize(document).reports.find(({ form }) => form === truth.form);
    const source = { kind: document.sourceKind, file: truth.file };
    return judgeFields(report?.fields ?? [], truth.fields, source);
  });
}
