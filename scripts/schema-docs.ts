/** Turns `columns_help` into `docs/schema.md`, and into the metadata file that Datasette shows beside the data. */
import { readFileSync } from 'node:fs';
import { type ColumnHelp, columnHelp } from '../src/load/column-help.js';
import type { Connection } from '../src/load/open.js';
import { workedQuestions } from './worked-questions.js';

interface DescribedObject extends ColumnHelp {
  readonly columns: readonly ColumnHelp[];
}

function describedObjects(db: Connection): DescribedObject[] {
  const rows = columnHelp(db);
  return rows
    .filter(({ column }) => column === '')
    .map((object) => ({
      ...object,
      columns: rows.filter((row) => row.object === object.object && row.column !== ''),
    }));
}

/** A vertical bar would end the cell. */
function markdownCell(text: string): string {
  return text.replaceAll('|', '\\|');
}

function objectSection({ object, help, columns }: DescribedObject): string {
  const rows = columns.map(
    ({ column, type, help }) => `| \`${column}\` | ${type ?? ''} | ${markdownCell(help)} |`,
  );
  return [`### ${object}`, '', help, '', '| column | type | meaning |', '|---|---|---|', ...rows, ''].join(
    '\n',
  );
}

const INTRODUCTION = `# Tables and views

Generated from the database's own help by \`npm run docs:schema\`; the same text is in every database:
\`SELECT * FROM columns_help WHERE object = 'fields'\`. Questions answered with these tables are in
[analysis.md](analysis.md).

Good to know before the first query:

- Start with the views \`work_reports\` and \`supervision_reports\`: a column an indicator. \`fields\` is what was read,
  \`settled_fields\` and the wide views show people's corrections in place of it.
- 0 is a value. 无 has the status \`none\`, an empty cell \`blank\`, and the value of both is NULL: \`avg()\` and \`sum()\`
  leave them out.
- Whole numbers are stored as INTEGER: write \`1.0 * a / b\` for a ratio, or use the view \`ratios\`.
- Filings name the people who signed them, with telephone numbers (\`filing.responsible_person\`, \`filing.reviewer\`,
  \`filing.preparer\`, \`filing.phone\`). They also stand in \`raw\` texts and \`candidates\`. Leave them out of what you
  publish; \`nianbao export --contacts none\` does.
- Ids of documents and reports are made from path and content: the same files give the same ids in every import.
`;

export function schemaMarkdown(db: Connection): string {
  const objects = describedObjects(db);
  const sections = (kind: 'table' | 'view') =>
    objects.filter((object) => object.kind === kind).map(objectSection);
  return [INTRODUCTION, '## Tables', '', ...sections('table'), '## Views', '', ...sections('view')]
    .join('\n')
    .replace(/\n+$/, '\n');
}

const ANALYSIS_FILE = new URL('../docs/analysis.md', import.meta.url);

/** https://docs.datasette.io/en/stable/metadata.html; the questions of docs/analysis.md become canned queries. */
export function datasetteMetadata(db: Connection): object {
  const tables = Object.fromEntries(
    describedObjects(db).map(({ object, help, columns }) => [
      object,
      { description: help, columns: Object.fromEntries(columns.map(({ column, help }) => [column, help])) },
    ]),
  );
  const queries = Object.fromEntries(
    workedQuestions(readFileSync(ANALYSIS_FILE, 'utf8')).map(({ number, title, sql }) => [
      `question_${number}`,
      { title, sql },
    ]),
  );
  return {
    title: 'Annual reports of Chinese government websites',
    description:
      '政府网站工作年度报表 and 政府网站监管年度报表, as published; every value with its place in the source and a confidence.',
    databases: { reports: { tables, queries } },
  };
}
