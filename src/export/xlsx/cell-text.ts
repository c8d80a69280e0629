/** Text as a cell of a workbook can hold it. */
import { neutralText } from '../neutral-text.js';

/** Characters that a cell may hold (https://support.microsoft.com/office/1672b34d-7043-467e-8e27-269d656771c3). */
const LONGEST_TEXT = 32_767;

/** What XML 1.0 has no way to write; a file with one of these does not open. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what this looks for
const NO_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\p{Surrogate}]/gu;

export function cellText(text: string): string {
  const clean = neutralText(text.replace(NO_XML, '\uFFFD'));
  return clean.length > LONGEST_TEXT ? `${clean.slice(0, LONGEST_TEXT - 1)}…` : clean;
}
