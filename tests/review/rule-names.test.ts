import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ruleNames } from '../../src/load/store-rules.js';
import { CHECKS } from '../../src/normalize/checks/index.js';

/** Where a rule is named in the source: a remark of a value's reader, a warning of an adapter, a finding. */
const NAMED = /(?:remark\(|warn\(|rule: )'([a-z0-9_-]+)'/g;

function rulesInSource(): string[] {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  );
  return files.flatMap((name) =>
    [...readFileSync(join('src', name), 'utf8').matchAll(NAMED)].map(([, rule = '']) => rule),
  );
}

it('every rule of a finding has a name in Chinese and in English', () => {
  const names = new Map(ruleNames().map(({ rule, ...name }) => [rule, name]));
  const rules = [...rulesInSource(), ...CHECKS.map(({ id }) => id)];
  expect(rules.length).toBeGreaterThan(80);
  expect(rules.filter((rule) => !names.has(rule))).toEqual([]);
  for (const { name_zh, name_en } of names.values()) {
    expect(name_zh).toMatch(/\p{Script=Han}/u);
    expect(name_en).toMatch(/^[A-Z0-9][^\p{Script=Han}]+$/u);
  }
});
