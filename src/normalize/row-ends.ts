/**
 * Rows that end before their last period: some forms give a block no cell for the year, and converters then fill up
 * single rows. An empty cell where the other rows of the block have none is the row's end, and no place of the period.
 */
import type { FieldStatus } from '../model/reading.js';
import type { FieldDraft } from './field-draft.js';
import { featuresMissing } from './field-features.js';

/** One row alone may have lost its last cell. */
const FEWEST_ENDED = 2;

/** The same drafts, those of row ends missing. */
export function withoutRowEnds(drafts: readonly FieldDraft[]): FieldDraft[] {
  const ended = count(drafts, 'missing');
  const blank = count(drafts, 'blank');
  return drafts.map((draft) => {
    const column = columnOf(draft);
    const others = ended.get(column) ?? 0;
    const isRowEnd = others >= FEWEST_ENDED && others >= (blank.get(column) ?? 0);
    return isRowEnd && isOfRow(draft) && isEmptyCell(draft) ? withoutCell(draft) : draft;
  });
}

/** Of a row with a value for each period, and not an answer that stands alone. */
function isOfRow({ indicator }: FieldDraft): boolean {
  return indicator.periods.length > 1;
}

/** Not a line to write on, which somebody has drawn. */
function isEmptyCell({ status, raw }: FieldDraft): boolean {
  return status === 'blank' && (raw ?? '').trim() === '';
}

/** Rows of each column whose label was found. */
function count(drafts: readonly FieldDraft[], status: FieldStatus): Map<string, number> {
  const counts = new Map<string, number>();
  for (const draft of drafts) {
    if (draft.labelRaw === null || !isOfRow(draft) || draft.status !== status) continue;
    counts.set(columnOf(draft), (counts.get(columnOf(draft)) ?? 0) + 1);
  }
  return counts;
}

/** The column of one period in one block of the form. */
function columnOf({ indicator, period }: FieldDraft): string {
  return `${indicator.section}@${period}`;
}

function withoutCell(draft: FieldDraft): FieldDraft {
  const features = featuresMissing({ labelled: true, signature: false, resembled: 0 });
  return {
    ...draft,
    status: 'missing',
    value: null,
    note: null,
    raw: null,
    features,
    candidates: [],
    remarks: [],
  };
}
