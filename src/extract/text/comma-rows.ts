/** Text files of comma-separated values, as spreadsheets save them, rewritten as rows of tabs. */

/** Lines that a file must have, and the share of them with a comma, to be one: letters and notes have few commas. */
const LEAST_LINES = 5;
const WITH_COMMA = 0.8;

/** A record's fields: quoted ones may hold commas, line breaks and doubled quotes (RFC 4180). */
const FIELD = /(?:"((?:[^"]|"")*)"|([^",\n]*))(,|\n|$)/gy;

/** The same text with tabs between fields, or null where the file is no such table. */
export function tabsForCommas(text: string): string | null {
  if (text.includes('\t') || !text.includes(',')) return null;
  const records = recordsOf(text);
  const filled = records?.filter((record) => record.some((field) => field.trim() !== '')) ?? [];
  const rows = filled.filter((record) => record.length > 1);
  if (rows.length < LEAST_LINES || rows.length < WITH_COMMA * filled.length) return null;
  return filled.map((record) => record.map(inOneLine).join('\t')).join('\n');
}

function recordsOf(text: string): string[][] | null {
  const records: string[][] = [[]];
  FIELD.lastIndex = 0;
  while (FIELD.lastIndex < text.length) {
    const match = FIELD.exec(text);
    // A quote inside an unquoted field: not written by a spreadsheet.
    if (match === null) return null;
    const [, quoted, plain = '', end] = match;
    records.at(-1)?.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === '\n') records.push([]);
  }
  return records;
}

function inOneLine(field: string): string {
  return field.replace(/\s*\n\s*/g, '<br>');
}
