/** The canonical indicators of the catalogue and the periods in which they are reported. */

export type FormKind = 'work' | 'supervision';

export const PERIODS = ['q1', 'q2', 'q3', 'q4', 'year'] as const;
export type Period = (typeof PERIODS)[number];

export const VALUE_TYPES = [
  'count',
  'decimal',
  'percent',
  'interval',
  'boolean',
  'choice',
  'date',
  'url',
  'code',
  'text',
] as const;
export type ValueType = (typeof VALUE_TYPES)[number];

/** One option of a choice: the id that is stored and the words that the form prints. */
export interface ChoiceOption {
  readonly id: string;
  readonly label: string;
}

export interface Indicator {
  /** Stable key, such as `traffic.page_views`. The same key may serve both forms (`filing.phone`). */
  readonly key: string;
  readonly form: FormKind;
  /** Chinese path of sections, such as `解读回应/解读信息发布`. */
  readonly section: string;
  readonly label: string;
  readonly unit: string | null;
  readonly type: ValueType;
  /** Set for `choice`, else empty. */
  readonly options: readonly ChoiceOption[];
  readonly periods: readonly Period[];
}
