/**
 * Rows that end before their last period: some forms give a block no cell for the year, and converters then fill up
 * single rows. An empty cell where the other rows of the block have none is the row's end, and no place of the period.
 */
import type { FieldDraft } from './field-draft.js';
import { featuresMissing } from './field-features.js';

/** One row alone may have lost its last cell. */
const FEWEST_ENDED = 2;

/** The same drafts, those of row ends missing. */
export function withoutRowEnds(drafts: readonly FieldDraft[]): FieldDraft[] {
  const ends = new Set([...columnsOf(drafts).values()].flatMap(rowEndsIn));
  return drafts.map((draft) => (ends.has(draft) ? withoutCell(draft) : draft));
}

/** The empty cells of one column, from top to bottom, that are none; beside an answer a cell is its place. */
function rowEndsIn(column: readonly FieldDraft[]): readonly FieldDraft[] {
  const ended = column.filter(({ status }) => status === 'missing').length;
  const blank = column.filter(({ status }) => status === 'blank').length;
  if (ended < FEWEST_ENDED || ended < blank) return [];
  return column.filter(
    (draft, row) =>
      isEmptyCell(draft) && ![column[row - 1], column[row + 1]].some((next) => next && isAnswered(next)),
  );
}

function isAnswered({ status }: FieldDraft): boolean {
  return status === 'reported' || status === 'none';
}

/** Not a line to write on, which somebody has drawn. */
function isEmptyCell({ status, raw }: FieldDraft): boolean {
  return status === 'blank' && (raw ?? '').trim() === '';
}

/** By block of the form and period, the drafts of those rows of several periods whose label was found. */
function columnsOf(drafts: readonly FieldDraft[]): Map<string, FieldDraft[]> {
  const columns = new Map<string, FieldDraft[]>();
  for (const draft of drafts) {
    const { indicator, period, labelRaw } = draft;
    if (labelRaw === null || indicator.periods.length === 1) continue;
    const key = `${indicator.section}@${period}`;
    columns.set(key, [...(columns.get(key) ?? []), draft]);
  }
  return columns;
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
