/** Text files of separated values, as spreadsheets save them, rewritten as rows of tabs. */

/** Lines that a file must have, and the share of them with a separator, to be one: letters and notes have few commas. */
const LEAST_LINES = 5;
const WITH_SEPARATOR = 0.8;

interface Separator {
  readonly character: string;
  /** A record's fields: quoted ones may hold separators, line breaks and doubled quotes (RFC 4180). */
  readonly field: RegExp;
  /**
   * What such a text must have: rows of tabs or bars are read as they stand unless a field goes over lines. The first
   * line break ends the search for one, so that a text of nothing else takes no square of its length.
   */
  readonly sign: RegExp;
}

const separator = (character: string, sign: RegExp): Separator => {
  const escaped = `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`;
  return {
    character,
    field: new RegExp(`(?:=?"((?:[^"]|"")*)"|([^"${escaped}\\n]*))(${escaped}|\\n|$)`, 'gy'),
    sign,
  };
};

const SEPARATORS: readonly Separator[] = [
  separator('\t', /(?:^|\t)"[^"\t\n]*\n[^"\t]*"(?:\t|$)/m),
  separator('|', /(?<=[^\s|]\|)"[^"|\n]*\n[^"|]*"(?=\||$)|^"[^"|\n]*\n[^"|]*"\|/m),
  separator(',', /,/),
  separator(';', /;/),
];

/** The same text with tabs between fields, or null where the file is no such table. */
export function tabsForSeparators(text: string): string | null {
  const isOfTabs = hasMostlyTabs(text);
  for (const own of SEPARATORS) {
    if (own.character !== '\t' && isOfTabs) continue;
    const rows = own.sign.test(text) ? rowsOfTabs(text, own) : null;
    if (rows !== null) return rows;
  }
  return null;
}

/** Whether most lines have one; a few tabs keep a spreadsheet from taking a code for a number. */
function hasMostlyTabs(text: string): boolean {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.filter((line) => line.includes('\t')).length > lines.length / 2;
}

function rowsOfTabs(text: string, { field }: Separator): string | null {
  const records = recordsOf(text, field);
  const filled = records?.filter((record) => record.some((field) => field.trim() !== '')) ?? [];
  const rows = filled.filter((record) => record.length > 1);
  if (rows.length < LEAST_LINES || rows.length < WITH_SEPARATOR * filled.length) return null;
  return filled.map((record) => record.map(inOneLine).join('\t')).join('\n');
}

function recordsOf(text: string, separated: RegExp): string[][] | null {
  const records: string[][] = [[]];
  separated.lastIndex = 0;
  while (separated.lastIndex < text.length) {
    const match = separated.exec(text);
    // A quote inside an unquoted field: not written by a spreadsheet.
    if (match === null) return null;
    const [, quoted, plain = '', end] = match;
    records.at(-1)?.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === '\n') records.push([]);
  }
  return records;
}

/** A formula that keeps a spreadsheet from taking a code for a number: `="4601000015"`. */
const FORMULA_OF_TEXT = /^="([^"]*)"$/;

function inOneLine(field: string): string {
  const text = field.trim().replace(FORMULA_OF_TEXT, '$1');
  return text.replace(/\s*\n\s*/g, '<br>').replaceAll('\t', ' ');
}
