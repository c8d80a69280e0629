/** Codes and numbers that are names: as filed without white space, full width folded, never repaired. */
import type { Reading } from '../../model/reading.js';
import { withoutWhiteSpace } from '../text.js';
import { invalid, remark, reported } from './outcome.js';

/** Reads a code; a text without any digit or Latin letter (正在办理) is none. */
export function readCode(text: string): Reading {
  const code = withoutWhiteSpace(text);
  if (!/[\da-z]/iu.test(code)) return invalid(remark('not-a-code', 'warning', `no code: ${text}`));
  return reported(code);
}
