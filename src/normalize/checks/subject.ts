/**
 * The report as a check sees it. What 无 and an empty cell count for is decided here: 无 is a declared absence and counts
 * as 0 (filers write it quarter by quarter); a blank, missing or invalid field says nothing, and a check that needs it
 * cannot be assessed.
 */
import type { FormKind, Period } from '../../model/indicator.js';
import type { Field } from '../../model/reading.js';
import { INDICATORS } from '../catalogue.js';

export type CheckedField = Pick<Field, 'indicator' | 'period' | 'status' | 'value'>;

/** One field of a report: its indicator and the period that it is for. */
export type Slot = Pick<Field, 'indicator' | 'period'>;

/** What is known of fields, by their slots. */
export class SlotMap<Known> {
  readonly #periods = new Map<Period, Map<string, Known>>();

  get({ indicator, period }: Slot): Known | undefined {
    return this.#periods.get(period)?.get(indicator);
  }

  set({ indicator, period }: Slot, known: Known): void {
    const ofPeriod = this.#periods.get(period);
    if (ofPeriod) ofPeriod.set(indicator, known);
    else this.#periods.set(period, new Map([[indicator, known]]));
  }
}

export interface CheckedReport {
  readonly form: FormKind;
  readonly template: string;
  readonly year: number | null;
  readonly fields: readonly CheckedField[];
}

/** An assessed check. One that cannot be assessed gives no verdict at all. */
export interface Verdict {
  readonly holds: boolean;
  /** Where a finding is put. */
  readonly at: Slot;
  /** Every field whose reading the verdict speaks for or against. */
  readonly involved: readonly Slot[];
  /** Fills the placeholders of the check's message; asked only where there is one, which is seldom. */
  readonly words: () => Readonly<Record<string, string>>;
}

export interface Subject {
  readonly year: number | null;
  field(indicator: string, period: Period): CheckedField | null;
  /** A reported number, or 0 for a declared absence; null where the field says nothing. */
  number(indicator: string, period: Period): number | null;
  /** A reported text, or null. */
  text(indicator: string): string | null;
  /** The form's label, with its section before it where the form prints the label more than once. */
  name(indicator: string): string;
}

export function subjectOf(report: CheckedReport): Subject {
  const fields = new SlotMap<CheckedField>();
  for (const field of report.fields) fields.set(field, field);
  const field = (indicator: string, period: Period) => fields.get({ indicator, period }) ?? null;
  return {
    year: report.year,
    field,
    number(indicator, period) {
      const found = field(indicator, period);
      if (found?.status === 'none') return 0;
      return typeof found?.value === 'number' ? found.value : null;
    },
    text(indicator) {
      const { value } = field(indicator, 'year') ?? {};
      return typeof value === 'string' ? value : null;
    },
    name: (indicator) => NAMES[report.form].get(indicator) ?? indicator,
  };
}

const NAMES = { work: namesOf('work'), supervision: namesOf('supervision') };

function namesOf(form: FormKind): ReadonlyMap<string, string> {
  const indicators = INDICATORS.filter((indicator) => indicator.form === form);
  return new Map(
    indicators.map(({ key, label, section }) => {
      const alone = indicators.filter((other) => other.label === label).length === 1;
      return [key, alone ? label : `${section.split('/').at(-1) ?? ''}${label}`];
    }),
  );
}

/** `总数 594` or `约谈 无`: a field as a message shows it. */
export function show(subject: Subject, { indicator, period }: Slot): string {
  const field = subject.field(indicator, period);
  const value = field?.status === 'none' ? '无' : String(field?.value ?? '空');
  return `${subject.name(indicator)} ${value}`;
}
