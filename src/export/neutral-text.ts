/**
 * Keeps text from being run as a formula by the spreadsheet program that opens it (OWASP ASVS 1.2.10). Text comes
 * from published files, which anybody may have written: a site's name can be `=HYPERLINK(…)`.
 */

/** What spreadsheet programs take for the start of a formula or command, in half and full width. */
const STARTS_FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

/** Shown by spreadsheet programs as text, whatever follows. */
const GUARD = "'";

/** Text as it may stand in a cell; numbers never come here, so that −5 stays a number. */
export function neutralText(text: string): string {
  return STARTS_FORMULA.test(text) ? GUARD + text : text;
}
