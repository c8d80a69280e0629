/**
 * What every table, view and column means, as rows of `columns_help`: written in `column-help.tsv`, and for the
 * columns that stand for indicators taken from the catalogue. `docs/schema.md` is made from the same rows.
 */
import { readFileSync } from 'node:fs';
import type { FormKind, Indicator } from '../model/indicator.js';
import { INDICATORS } from '../normalize/catalogue.js';
import type { Connection } from './connection.js';
import { readRows } from './tab-separated.js';
import { columnName } from './wide-views.js';

const HELP_FILE = new URL('./column-help.tsv', import.meta.url);

/** Views with a column an indicator, and the form whose indicators these are. */
const WIDE_VIEWS: Readonly<Record<string, FormKind>> = {
  work_reports: 'work',
  supervision_reports: 'supervision',
};
/** Help for a column of this name wherever it stands, unless its own object says otherwise. */
const ANYWHERE = '*';

export interface ColumnHelp {
  readonly object: string;
  /** Empty for the table or view itself. */
  readonly column: string;
  readonly position: number;
  readonly kind: 'table' | 'view';
  readonly type: string | null;
  /** Empty where nobody wrote any: a test looks for these. */
  readonly help: string;
}

export function columnHelpText(): string {
  return readFileSync(HELP_FILE, 'utf8');
}

function writtenHelp(): ReadonlyMap<string, string> {
  return new Map(readRows(HELP_FILE).map(([object, column, help = '']) => [`${object}.${column}`, help]));
}

function indicatorHelp({ key, section, label, unit, type, options }: Indicator): string {
  const parts = [
    unit === null ? '' : `, ${unit}`,
    type === 'boolean' ? ', 1 or 0' : `, ${type}`,
    options.length === 0 ? '' : `: ${options.map(({ id, label }) => `${id} ${label}`).join(', ')}`,
  ];
  return `${section} › ${label}${parts.join('')} (\`${key}\`)`;
}

function catalogueHelp(object: string): ReadonlyMap<string, string> {
  const form = WIDE_VIEWS[object];
  return new Map(
    INDICATORS.filter((indicator) => indicator.form === form).map((indicator) => [
      columnName(indicator.key),
      indicatorHelp(indicator),
    ]),
  );
}

interface ObjectRow {
  readonly name: string;
  readonly type: 'table' | 'view';
}

interface ColumnRow {
  readonly name: string;
  readonly type: string;
}

/** Every table and view of the database with its columns, in order of name and position. */
export function columnHelp(db: Connection): ColumnHelp[] {
  const written = writtenHelp();
  const objects = db
    .prepare<[], ObjectRow>(`
      SELECT name, type FROM sqlite_schema
      WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY type, name`)
    .all();
  return objects.flatMap(({ name: object, type: kind }) => {
    const indicators = catalogueHelp(object);
    const helpOf = (column: string) =>
      written.get(`${object}.${column}`) ??
      indicators.get(column) ??
      (column === '' ? undefined : written.get(`${ANYWHERE}.${column}`)) ??
      '';
    const columns = db
      .prepare<[string], ColumnRow>('SELECT name, type FROM pragma_table_info(?)')
      .all(object);
    return [
      { object, column: '', position: 0, kind, type: null, help: helpOf('') },
      ...columns.map(({ name, type }, index) => {
        return { object, column: name, position: index + 1, kind, type: type || null, help: helpOf(name) };
      }),
    ];
  });
}

export function storeColumnHelp(db: Connection): void {
  db.exec('DELETE FROM columns_help');
  const insert = db.prepare(`
    INSERT INTO columns_help (object, column, position, kind, type, help)
    VALUES (@object, @column, @position, @kind, @type, @help)`);
  for (const row of columnHelp(db)) insert.run({ ...row, position: BigInt(row.position) });
}
