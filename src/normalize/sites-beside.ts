/**
 * Several sites in one table, a column each: offices with more than one site list them so. Each is a form of its own,
 * or a value missing of one would be taken from the next.
 */
import type { Segment } from './find-forms.js';
import { isInColumns, type Line, type Token, withTokens } from './form-lines.js';
import { withoutWhiteSpace } from './text.js';

/** What no two sites have in common. */
const SITE_CODE = /^(?:bm\d{8}|\d{10})$/iu;
/** Fewer rows with as many values are some list in a form. */
const FEWEST_ROWS = 12;
/** More columns are no form on paper. */
const MOST_SITES = 40;

/** The segment once for each of its sites, with the columns of that one alone. */
export function sitesApart(segment: Segment): readonly Segment[] {
  const row = segment.lines.find((line) => siteCodes(line).length > 1);
  const codes = row ? siteCodes(row) : [];
  const distinct = new Set(codes.map(({ text }) => withoutWhiteSpace(text)));
  if (!row || distinct.size < codes.length || codes.length > MOST_SITES) return [segment];
  const rows = new Set(segment.lines.filter((line) => hasColumnsOf(row, line)));
  const full = [...rows].filter(({ tokens }) =>
    codes.every((code) => tokens.some((cell) => !cell.blank && isInColumns(cell, code))),
  );
  if (full.length < FEWEST_ROWS) return [segment];
  return codes.map((own) => {
    const others = codes.filter((code) => code !== own);
    return {
      ...segment,
      lines: segment.lines.map((line) => (rows.has(line) ? withoutCells(line, others) : line)),
    };
  });
}

/** The cells of a row that stand side by side and hold the code of a site each. */
function siteCodes({ kind, tokens }: Line): readonly Token[] {
  if (kind !== 'row') return [];
  const first = tokens.findIndex(isSiteCode);
  if (first < 0) return [];
  const end = tokens.findIndex((token, at) => at > first && !isSiteCode(token));
  return tokens.slice(first, end < 0 ? undefined : end);
}

function isSiteCode({ text }: Token): boolean {
  return SITE_CODE.test(withoutWhiteSpace(text));
}

function hasColumnsOf(row: Line, line: Line): boolean {
  if (line.kind !== 'row' || line.table !== row.table) return false;
  return row.grid ? line.grid : line.tokens.length === row.tokens.length;
}

function withoutCells(line: Line, columns: readonly Token[]): Line {
  const isOfColumns = (cell: Token) => columns.some((column) => isInColumns(cell, column));
  return withTokens(
    line,
    line.tokens.filter((cell) => !isOfColumns(cell)),
  );
}
