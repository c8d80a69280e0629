/** What a field waits for, and what a decision makes of it. */

export const slotOf = ({ indicator, period }) => `${indicator} ${period}`;

/** A field waits while it is doubtful and nobody has decided. */
export const isOpen = (field) => field.isDoubtful && !field.decision;

/** The random check comes after the doubtful fields: a filing is reviewed without it. */
export const isSampled = (field) => field.isAudited && !field.isDoubtful && !field.decision;

export const isListed = (field) => isOpen(field) || isSampled(field) || Boolean(field.decision);

/** The decision as the server will store it. */
export function foreseen(field, action) {
  const rival = action.kind === 'rival' ? field.rivals.find(({ rank }) => rank === action.rank) : null;
  const { status, value, note } =
    action.kind === 'accept'
      ? field
      : action.kind === 'unreadable'
        ? { status: 'invalid', value: null, note: 'unreadable' }
        : (rival ?? { ...action, note: null });
  const isConfirmed = status === field.status && value === field.value;
  return {
    decision: isConfirmed ? 'confirmed' : 'corrected',
    status,
    value,
    note,
    reviewer: null,
    decidedAt: null,
  };
}
