/** The two ways in which a cell holds no value: nothing was written (`blank`), or that there is none (`none`). */
import type { Piece } from '../../model/document.js';
import type { ValueType } from '../../model/indicator.js';
import type { Reading } from '../../model/reading.js';
import { simplifyFormWords } from '../simplify.js';
import { withoutWhiteSpace } from '../text.js';
import { valueText } from './cell-text.js';
import { blank, none, remark, STRICTNESS } from './outcome.js';

const NUMBER_TYPES: ReadonlySet<ValueType> = new Set(['count', 'decimal', 'percent', 'interval']);

/** Types for which 未建立 is an answer and no absence of one. */
const ANSWER_TYPES: ReadonlySet<ValueType> = new Set(['boolean', 'choice']);

/** Dashes and slashes of every script and width, box-drawing lines included. */
const DASHES = /^[-‐‑‒–—―⸺⸻−﹘﹣－─━ー⼀_~〜～/／∕⁄\\＼]+$/u;
/** 一 among dashes is a dash; alone it may be one as well. */
const DASHES_WITH_ONE = /^(?=.*[-‐‑‒–—―−－─━ー])[-‐‑‒–—―−－─━ー一]+$/u;
const NOT_APPLICABLE = /^(?:n[/.\\]?a\.?|none|null|nil)$/iu;
/** The words of the contract, whole cell. */
const NONE_WORDS =
  /^(?:均|皆|都|都是|本年度|全年|目前|现)?(?:暂时?)?(?:无|没有|未有|不涉及|未涉及|不适用|无涉及)(?:数据|内容|此项|该项|此类|此项内容|此项工作|该项工作|相关数据|相关内容|相关工作|相关业务|此业务|该业务|相关情况|情况|信息)?$/u;
/** What is declared not to have come about, in other words. */
const NOT_DONE_WORDS =
  /^(?:本年度|全年|目前)?(?:尚|暂|还|均)?未(?:产生|发生|开展|开通|开设|设置|设立|建立|建设|使用|提供|办理|发布)(?:数据|内容|此项|该项|此项工作|该项工作|相关数据|相关内容|相关工作|相关业务|业务|账号|过)*$/u;
/** A printed unit, or brackets with nothing in them: the form's own words, nothing filled in. */
const PRINTED_ONLY = /^(?:[()[\]【】〔〕{}]|%|‰|个|条|次|件|项|篇|期|家|人次|人|天\/次|天|年|月|日|:)+$/u;
/** The printed unit behind what was filled in: 无 条, —个. */
const UNIT_BEHIND = /(?<=.)(?:人次|天\/次|[个条次件项篇期家人天%])$/u;
/** Where a page's script would have put the value. */
const PLACEHOLDER = /^(?:\{\{[^{}]*\}\}|\$\{[^{}]*\}|<%[^%]*%>|\[\[[^[\]]*\]\])$/u;
const LOOSE_PUNCTUATION = /^["'“”‘’(《]+|["'“”‘’)》。．.,，;；!！、]+$/gu;

function isEmptyForm(text: string, type: ValueType): boolean {
  if (PLACEHOLDER.test(text)) return true;
  if (NUMBER_TYPES.has(type)) return PRINTED_ONLY.test(text);
  if (type === 'date')
    return (
      /^(?:20|二〇|二○|二零)?年月日?[()]*$/u.test(text) ||
      (/^[()年月日.\-/]+$/u.test(text) && text.includes('年'))
    );
  return /^(?:\(\)|\[\]|【】|〔〕)$/u.test(text);
}

/**
 * Whether a text says that there is none, and how plainly; null where it says anything else. `inOtherWords`
 * takes 未产生 and 未开通 for it as well.
 */
export function declaresNone(text: string, inOtherWords = true): number | null {
  const words = simplifyFormWords(withoutWhiteSpace(text));
  if (DASHES.test(words) || DASHES_WITH_ONE.test(words) || NOT_APPLICABLE.test(words))
    return STRICTNESS.plain;
  const bare = words.replace(LOOSE_PUNCTUATION, '');
  if (/^(?:无|没有|暂无|不涉及)$/u.test(bare))
    return bare === words ? STRICTNESS.plain : STRICTNESS.conventional;
  if (NONE_WORDS.test(bare)) return STRICTNESS.loose;
  return inOtherWords && NOT_DONE_WORDS.test(bare) ? STRICTNESS.interpreted : null;
}

/** Digits alone are a value of any type; most cells hold nothing else. */
const DIGITS = /^\d+$/;

/**
 * `blank` or `none` where the whole cell says so, null where there is something to parse. `written` is the value text
 * of the content, which most callers have.
 */
export function readAbsence(
  content: readonly Piece[],
  type: ValueType,
  written: string = valueText(content),
): Reading | null {
  const text = withoutWhiteSpace(written);
  if (DIGITS.test(text)) return null;
  const hasMarks = content.some((piece) => piece.kind === 'mark');
  if (text === '') return hasMarks ? null : blank();
  if (hasMarks) return null;
  if (isEmptyForm(text, type)) return blank({ strictness: STRICTNESS.conventional });
  const strictness = declaresNone(text, !ANSWER_TYPES.has(type));
  if (strictness !== null) return none({ strictness });
  if (NUMBER_TYPES.has(type) && UNIT_BEHIND.test(text)) {
    const withUnit = declaresNone(text.replace(UNIT_BEHIND, ''), false);
    if (withUnit !== null) return none({ strictness: Math.min(withUnit, STRICTNESS.conventional) });
  }
  if (/^一{1,2}$/u.test(text) && NUMBER_TYPES.has(type)) {
    const doubt = remark('look-alike-dash', 'warning', `${text} alone read as a dash, it may be a number`);
    return none({ strictness: STRICTNESS.doubtful, remarks: [doubt] });
  }
  return null;
}
