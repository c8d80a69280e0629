/** Checks of a report's fields against each other: what the rest of the program calls. */
export { CHECKS } from './list.js';
export { type CheckResult, type Evidence, runChecks } from './run.js';
export { type CheckedField, type CheckedReport, SlotMap } from './subject.js';
