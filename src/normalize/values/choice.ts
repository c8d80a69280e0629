/** One option of several: the type of the site, the level of protection. */
import type { Piece } from '../../model/document.js';
import type { ChoiceOption } from '../../model/indicator.js';
import type { Reading } from '../../model/reading.js';
import { type OptionWords, readOptions } from './options.js';
import { invalid, remark, reported, STRICTNESS } from './outcome.js';
import type { TickSide } from './tick-side.js';

/** 三级 is written 3级 as well, and a damaged 其他 其它. */
function spellings(label: string): string[] {
  const withDigit = label.replace('二级', '2级').replace('三级', '3级');
  return withDigit === label ? [label] : [label, withDigit];
}

export function optionWords(options: readonly ChoiceOption[]): OptionWords[] {
  return options.map(({ id, label }) => ({ id, spellings: spellings(label) }));
}

/** Reads the one option that is ticked, or that is written out alone. */
export function readChoice(
  content: readonly Piece[],
  options: readonly ChoiceOption[],
  habit: TickSide | null = null,
): Reading {
  const read = readOptions(content, optionWords(options), habit);
  const checked = read.options.filter(({ state }) => state === 'checked');
  const [first] = checked;
  if (checked.length > 1) {
    return invalid(remark('several-ticked', 'error', `ticked: ${checked.map(({ id }) => id).join(', ')}`));
  }
  const unreadable = read.options.some(({ state }) => state === 'unreadable');
  if (first) {
    const doubt = unreadable ? [remark('unreadable-mark', 'warning', 'another mark cannot be read')] : [];
    const lost =
      read.options.some(({ state }) => state === 'absent') && read.marks.some(({ shape }) => shape === 'box');
    const company = unreadable ? STRICTNESS.interpreted : lost ? STRICTNESS.loose : STRICTNESS.plain;
    return reported(first.id, {
      strictness: Math.min(first.strictness, company),
      remarks: [...read.remarks, ...doubt],
    });
  }
  const printed = read.options.filter((option) => option.printed);
  const [only] = printed;
  if (read.marks.length === 0 && only && printed.length === 1) {
    return reported(only.id, {
      strictness: Math.min(only.strictness, STRICTNESS.loose),
      remarks: read.remarks,
    });
  }
  if (unreadable) return invalid(remark('unreadable-mark', 'warning', 'a mark cannot be read'));
  return invalid(
    printed.length === 0
      ? remark('not-an-option', 'warning', 'none of the options stands in the cell')
      : remark('none-ticked', 'warning', 'no option is ticked'),
  );
}
