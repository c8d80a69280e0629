/** The worked questions of `docs/analysis*.md`: a heading, a query, and the result that the real filings give. */
import type { Connection } from '../src/load/open.js';

export interface WorkedQuestion {
  readonly number: number;
  readonly title: string;
  readonly sql: string;
  /** The Markdown table below the query, or the sentence that there are no rows. */
  readonly result: string;
}

const QUESTION = /^## (\d+)\. (.+)$[\s\S]*?^```sql\n([\s\S]*?)^```\n\n((?:\|.*\n)+|\*.*\*\n)/gm;
/** A result without rows, in the language of the document. */
const NO_ROWS = /^\*.*\*\n$/;

export function workedQuestions(markdown: string): WorkedQuestion[] {
  return [...markdown.matchAll(QUESTION)].map(([, number, title = '', sql = '', result = '']) => {
    return { number: Number(number), title, sql: sql.trimEnd(), result };
  });
}

function cellText(value: unknown): string {
  if (value === null) return '';
  return String(value).replaceAll('|', '\\|').replaceAll('\n', ' ');
}

/** The rows as a Markdown table; null where there are none. */
function resultTable(db: Connection, sql: string): string | null {
  const statement = db.prepare(sql);
  const names = statement.columns().map(({ name }) => name);
  const rows = statement.raw().all() as unknown[][];
  if (rows.length === 0) return null;
  const lines = [names, names.map(() => '---'), ...rows.map((row) => row.map(cellText))];
  return lines.map((cells) => `| ${cells.join(' | ')} |\n`).join('');
}

/** What the document should say: a sentence about no rows stays as its author wrote it. */
export function expectedResult(db: Connection, { sql, result }: WorkedQuestion): string {
  return resultTable(db, sql) ?? (NO_ROWS.test(result) ? result : '*No rows.*\n');
}

/** The document with every result replaced by the one that the database gives. */
export function withResults(markdown: string, db: Connection): string {
  return markdown.replace(QUESTION, (text, _number, _title, sql: string, result: string) => {
    const question = { number: 0, title: '', sql: sql.trimEnd(), result };
    return text.slice(0, text.length - result.length) + expectedResult(db, question);
  });
}
