/** Several options of which any number may be ticked: 创新发展, with the text written behind 其他. */
import type { Piece } from '../../model/document.js';
import type { Reading } from '../../model/reading.js';
import { cleanText } from '../text.js';
import { declaresNone, readAbsence } from './absence.js';
import { valueText } from './cell-text.js';
import { type OptionReading, type OptionsReading, readOptions, textAfterOption } from './options.js';
import { blank, invalid, none, remark, reported, STRICTNESS } from './outcome.js';
import type { TickSide } from './tick-side.js';

export interface OptionLabel {
  readonly label: string;
  readonly aliases?: readonly string[];
}

export interface MultipleChoice {
  /** One reading an option, in the order asked for; null where the cell does not print the option. */
  readonly options: readonly (Reading | null)[];
  /** The text behind 其他; null where 其他 is not among the options or not printed. */
  readonly otherText: Reading | null;
}

const OTHER = '其他';
/** What the form itself prints behind 其他. */
const PRINTED_BEHIND_OTHER =
  /[_＿]+|[（(【[]?(?:请注明|请填写|请说明|横线上注明|注明)[^）)】\]]*[）)】\]]?/gu;

const LOOSE_PUNCTUATION = /^[\s:：,，;；、]+|[\s:：,，;；、。]+$/gu;

/** The text behind 其他, cut free of the form's own words. */
export function readOtherText(read: OptionsReading): Reading | null {
  const behind = textAfterOption(read, OTHER);
  if (behind === null) return null;
  const bare = cleanText(behind.replace(PRINTED_BEHIND_OTHER, ' ')).replace(LOOSE_PUNCTUATION, '');
  const text = /^[（([【][^()（）]*[)）\]】]$/u.test(bare) ? bare.slice(1, -1).trim() : bare;
  if (!/[\p{L}\p{N}]/u.test(text)) return text !== '' && declaresNone(text) !== null ? none() : blank();
  if (declaresNone(text) !== null) return none();
  return reported(text, { strictness: STRICTNESS.conventional });
}

function readOption(option: OptionReading, read: OptionsReading, tickedOnly: boolean): Reading | null {
  const { state, strictness } = option;
  const { remarks } = read;
  if (state === 'checked' || state === 'unchecked')
    return reported(state === 'checked', { strictness, remarks });
  if (!option.printed) return null;
  if (state === 'unreadable')
    return invalid(remark('unreadable-mark', 'warning', `the mark of ${option.id} cannot be read`));
  // Ticks typed behind some of the words, without boxes: the others were left alone.
  if (tickedOnly) return reported(false, { strictness: STRICTNESS.qualified, remarks });
  return invalid(remark('mark-missing', 'warning', `no mark belongs to ${option.id}`));
}

/** What stands between words that somebody wrote as a list; a form parts its options by blanks. */
const LIST_MARK = /[、,，;；]/;

/**
 * No marks at all. Where only some of the options are written out, or are listed without 其他, those are the ones that
 * apply; where all are printed, as in forms that are ticked with a √ and have no boxes, none was ticked.
 */
function fromWords(read: OptionsReading, text: string): (Reading | null)[] {
  const printed = read.options.filter((option) => option.printed).length;
  if (printed === 0) return read.options.map(() => null);
  const isList =
    LIST_MARK.test(text) && read.options.some((option) => option.id === OTHER && !option.printed);
  const all = printed >= read.options.length - 1 && !isList;
  const doubt = all
    ? remark('none-ticked', 'warning', 'options without any mark, read as none ticked')
    : remark('options-listed', 'warning', 'options written out without marks, read as those that apply');
  return read.options.map((option) => {
    if (all && !option.printed) return null;
    return reported(!all && option.printed, { strictness: STRICTNESS.doubtful, remarks: [doubt] });
  });
}

/** Reads each option of a multiple choice and the text behind 其他. */
export function readMultipleChoice(
  content: readonly Piece[],
  labels: readonly OptionLabel[],
  habit: TickSide | null = null,
): MultipleChoice {
  const absence = readAbsence(content, 'boolean');
  if (absence) {
    return {
      options: labels.map(() => absence),
      otherText: labels.some(({ label }) => label === OTHER) ? absence : null,
    };
  }
  const words = labels.map(({ label, aliases = [] }) => ({
    id: label,
    spellings: label === OTHER ? [label, '其它', ...aliases] : [label, ...aliases],
  }));
  const read = readOptions(content, words, habit);
  const otherText = readOtherText(read);
  if (read.marks.length === 0) return { options: fromWords(read, valueText(content)), otherText };
  const tickedOnly =
    read.marks.every(({ shape }) => shape === 'tick') &&
    read.options.some(({ state }) => state === 'checked');
  return { options: read.options.map((option) => readOption(option, read, tickedOnly)), otherText };
}
