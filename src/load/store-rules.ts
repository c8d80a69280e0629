/** The `rules` table: what the rules of findings are called, for people who read a list of them. */
import type { Connection } from './connection.js';
import { readRows } from './tab-separated.js';

const NAMES_FILE = new URL('./rule-names.tsv', import.meta.url);

export interface RuleName {
  readonly rule: string;
  readonly name_zh: string;
  readonly name_en: string;
}

export function ruleNames(): RuleName[] {
  return readRows(NAMES_FILE).map(([rule = '', name_zh = '', name_en = '']) => ({ rule, name_zh, name_en }));
}

export function storeRules(db: Connection, names: readonly RuleName[]): void {
  db.exec('DELETE FROM rules');
  const insert = db.prepare('INSERT INTO rules (rule, name_zh, name_en) VALUES (@rule, @name_zh, @name_en)');
  for (const row of names) insert.run(row);
}
