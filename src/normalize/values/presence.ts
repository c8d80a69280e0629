/** 有 or 无, where a form asks in words for what others tick: the innovations of the Guangxi form. */
import type { Piece } from '../../model/document.js';
import type { Reading } from '../../model/reading.js';
import { simplifyFormWords } from '../simplify.js';
import { cleanText, withoutWhiteSpace } from '../text.js';
import { declaresNone } from './absence.js';
import { HAVE_NOT, readBoolean, YES_NO } from './boolean.js';
import { textOf, valueText } from './cell-text.js';
import { readOptions } from './options.js';
import { blank, invalid, remark, reported, STRICTNESS } from './outcome.js';
import type { TickSide } from './tick-side.js';

const HAVE = /^(?:有|是|具备|具有)[。.]?$/u;
const HAVE_NONE = /^(?:无|否|没有|暂无|不具备|0)[。.]?$/u;
/** The question as the form prints it, with nothing struck out: 有/无, （是或否）. */
const PROMPT = /^[^\p{L}\p{N}]*[有是](?:[^\p{L}\p{N}]|或)*(?:没有|无|否)[^\p{L}\p{N}]*$/u;
/** The last option of the form, which fills the next cell where each option has one of its own: no answer to this. */
const NEXT_OPTION = /^其[他它]/u;
/** What says that it is not there, or not yet. */
const NEGATING =
  /^(?:暂|尚|还|目前|正|仍)*(?:未|没|不|无(?!障碍)|否|在建|建设中|正在|筹备|筹建|规划中|开发中|拟|待|计划)|(?:建设|开发|筹备|筹建|规划|改造|测试|调试)(?:之)?中$|尚未|暂未|没有|未(?:开通|建|设|提供|启用|上线)/u;

function fromMarks(content: readonly Piece[], habit: TickSide | null): Reading | null {
  for (const words of [HAVE_NOT, YES_NO]) {
    const read = readOptions(content, words, habit);
    if (read.marks.length === 0) return null;
    if (read.options.some(({ state }) => state !== 'absent')) return readBoolean(content, words, habit);
    const [mark] = read.marks;
    // Beside its own label one mark is the answer.
    if (read.marks.length === 1 && mark && (mark.meaning === 'checked' || mark.meaning === 'unchecked')) {
      return reported(mark.meaning === 'checked', { strictness: STRICTNESS.loose });
    }
  }
  return invalid(remark('unreadable-mark', 'warning', 'the marks belong to no answer'));
}

/** Reads whether something is there; any other text than 有 and 无 is kept in the note. */
export function readPresence(content: readonly Piece[], habit: TickSide | null = null): Reading {
  const marked = fromMarks(content, habit);
  if (marked) return marked;
  const words = withoutWhiteSpace(simplifyFormWords(valueText(content)));
  if (words === '' || words === '()') return blank();
  if (HAVE.test(words)) return reported(true);
  if (HAVE_NONE.test(words))
    return reported(false, { strictness: words.length > 2 ? STRICTNESS.loose : STRICTNESS.plain });
  if (declaresNone(words) !== null && !/\p{Script=Han}/u.test(words)) {
    // A dash is no word for 无: it stays what the filer declared, an absence of an answer.
    return { status: 'none', value: null, note: null, strictness: STRICTNESS.loose, remarks: [] };
  }
  if (PROMPT.test(words)) return invalid(remark('none-ticked', 'warning', 'neither answer is ticked'));
  const note = cleanText(textOf(content));
  if (!/[\p{L}\p{N}]/u.test(note) || NEXT_OPTION.test(words))
    return invalid(remark('not-an-answer', 'warning', `neither 有 nor 无: ${note}`));
  return reported(!NEGATING.test(words), { note, strictness: STRICTNESS.qualified });
}
