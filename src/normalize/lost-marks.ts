/**
 * Forms on which no question at all is ticked: nobody publishes those. Their ticks were drawn over the boxes, or set
 * apart by bold type or colour, and no reader of the file's text sees them; so what is not ticked there is doubtful.
 */
import type { FieldDraft } from './field-draft.js';

/** A form that asks less may well have been left without answers. */
const FEWEST_QUESTIONS = 4;
const NOTHING_TICKED = new Set(['none-ticked', 'lone-empty-box', 'mark-missing']);

export interface MarksExamined {
  readonly drafts: readonly FieldDraft[];
  /** Fields that were read as not ticked where the marks of the whole form were lost. */
  readonly doubtful: ReadonlySet<FieldDraft>;
}

/** The same drafts; where the marks were lost, options that do not even have boxes are no answers. */
export function examineMarks(drafts: readonly FieldDraft[]): MarksExamined {
  const lost = lostMarks(drafts);
  if (lost.size === 0) return { drafts, doubtful: lost };
  const doubtful = new Set<FieldDraft>();
  const examined = drafts.map((draft) => {
    if (!lost.has(draft)) return draft;
    const own = saysNothingTicked(draft) ? unanswered(draft) : draft;
    doubtful.add(own);
    return own;
  });
  return { drafts: examined, doubtful };
}

function unanswered(draft: FieldDraft): FieldDraft {
  return { ...draft, status: 'invalid', value: null, features: { ...draft.features, invalid: 1 } };
}

function lostMarks(drafts: readonly FieldDraft[]): ReadonlySet<FieldDraft> {
  const asked = drafts.filter(isTicked);
  const questions = asked.filter((draft) => !isOption(draft) && draft.status !== 'missing');
  const unticked = questions.filter(saysNothingTicked);
  const lost = unticked.length >= FEWEST_QUESTIONS && questions.every(({ status }) => status !== 'reported');
  if (!lost || asked.some(({ value }) => value === true)) return new Set();
  return new Set(asked.filter((draft) => saysNothingTicked(draft) || isOption(draft)));
}

function isTicked({ indicator: { type } }: FieldDraft): boolean {
  return type === 'boolean' || type === 'choice';
}

/** Options of 创新发展 may all be left alone. */
function isOption({ indicator }: FieldDraft): boolean {
  return indicator.section === '创新发展';
}

function saysNothingTicked({ remarks }: FieldDraft): boolean {
  return remarks.some(({ rule }) => NOTHING_TICKED.has(rule));
}
