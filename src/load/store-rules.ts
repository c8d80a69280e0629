/** The `rules` table: what the rules of findings are called, for people who read a list of them. */
import { readFileSync } from 'node:fs';
import type { Connection } from './connection.js';

const NAMES_FILE = new URL('./rule-names.tsv', import.meta.url);

export interface RuleName {
  readonly rule: string;
  readonly name_zh: string;
  readonly name_en: string;
}

export function ruleNames(): RuleName[] {
  const [, ...lines] = readFileSync(NAMES_FILE, 'utf8').trim().split('\n');
  return lines.map((line) => {
    const [rule = '', name_zh = '', name_en = ''] = line.split('\t');
    return { rule, name_zh, name_en };
  });
}

export function storeRules(db: Connection, names: readonly RuleName[]): void {
  db.exec('DELETE FROM rules');
  const insert = db.prepare('INSERT INTO rules (rule, name_zh, name_en) VALUES (@rule, @name_zh, @name_en)');
  for (const row of names) insert.run(row);
}
