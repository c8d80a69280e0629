/** Yes or no, from 是/否 boxes in any style of marks or from a plain answer. */
import type { Piece } from '../../model/document.js';
import type { Reading } from '../../model/reading.js';
import { simplifyFormWords } from '../simplify.js';
import { withoutWhiteSpace } from '../text.js';
import { valueText } from './cell-text.js';
import { type OptionReading, type OptionsReading, type OptionWords, readOptions } from './options.js';
import { invalid, remark, reported, STRICTNESS } from './outcome.js';
import type { TickSide } from './tick-side.js';

export const YES_NO: readonly OptionWords[] = [
  { id: 'yes', spellings: ['是'] },
  { id: 'no', spellings: ['否'] },
];
export const HAVE_NOT: readonly OptionWords[] = [
  { id: 'yes', spellings: ['有'] },
  { id: 'no', spellings: ['无'] },
];

/** Answers in words, whole cell. */
const YES_WORDS = /^(?:是的|有|具有|yes|y|true|对|已(?!未).{0,12})[。.!]?$/iu;
const NO_WORDS = /^(?:不是|no|n|false|[未没](?!定).{0,12})[。.!]?$/iu;

function fromBoxes(yes: OptionReading, no: OptionReading, read: OptionsReading): Reading {
  const remarks = [...read.remarks];
  if (yes.state === 'checked' && no.state === 'checked') {
    return invalid(remark('both-ticked', 'error', '是 and 否 are both ticked'));
  }
  const ticked = yes.state === 'checked' ? yes : no.state === 'checked' ? no : null;
  if (ticked) {
    const other = ticked === yes ? no : yes;
    if (other.state === 'unreadable') {
      remarks.push(remark('unreadable-mark', 'warning', 'the mark of the other answer cannot be read'));
    }
    // √是 □否 is as plain as ☑是 □否; a tick alone leaves open what became of the other box.
    const company =
      other.state === 'unreadable'
        ? STRICTNESS.interpreted
        : other.state === 'absent'
          ? STRICTNESS.loose
          : Math.max(other.strictness, STRICTNESS.lookAlike);
    return reported(ticked === yes, { strictness: Math.min(ticked.strictness, company), remarks });
  }
  if (yes.state === 'unreadable' || no.state === 'unreadable') {
    return invalid(remark('unreadable-mark', 'warning', 'a mark cannot be read'));
  }
  const boxes = [yes, no].filter(({ state }) => state === 'unchecked').length;
  return invalid(
    boxes === 1
      ? remark('lone-empty-box', 'warning', 'only one box is left, and it is not ticked')
      : remark('none-ticked', 'warning', 'neither 是 nor 否 is ticked'),
  );
}

function fromWords(yes: OptionReading, no: OptionReading, text: string): Reading {
  if (yes.printed !== no.printed) return reported(yes.printed, { strictness: STRICTNESS.loose });
  const words = withoutWhiteSpace(simplifyFormWords(text));
  if (yes.printed) return invalid(remark('none-ticked', 'warning', 'neither answer is ticked'));
  if (YES_WORDS.test(words)) return reported(true, { note: words, strictness: STRICTNESS.interpreted });
  if (NO_WORDS.test(words)) return reported(false, { note: words, strictness: STRICTNESS.interpreted });
  return invalid(remark('not-an-answer', 'warning', `neither yes nor no: ${text}`));
}

/** Reads the answer to a question of yes or no. */
export function readBoolean(
  content: readonly Piece[],
  words: readonly OptionWords[] = YES_NO,
  habit: TickSide | null = null,
): Reading {
  const asked = readOptions(content, words, habit);
  const answered = asked.options.some(({ printed }) => printed) || words !== YES_NO;
  const read = answered ? asked : readOptions(content, HAVE_NOT, habit);
  const [yes, no] = read.options;
  if (!yes || !no) throw new Error('a question of yes or no has two answers');
  const bound = read.options.some(({ state }) => state !== 'absent');
  if (bound) return fromBoxes(yes, no, read);
  if (read.marks.length === 0) return fromWords(yes, no, valueText(content));
  return fromLoneMark(read);
}

/** A tick with no answer beside it is a yes to the question; a box is not, it may be either answer's. */
function fromLoneMark({ marks }: OptionsReading): Reading {
  const [mark] = marks;
  if (marks.length === 1 && mark?.shape === 'tick' && mark.meaning === 'checked') {
    const doubt = remark('option-words-lost', 'warning', 'a tick without 是 or 否 read as 是');
    return reported(true, { strictness: STRICTNESS.doubtful, remarks: [doubt] });
  }
  return invalid(remark('option-words-lost', 'warning', 'marks without 是 and 否'));
}
