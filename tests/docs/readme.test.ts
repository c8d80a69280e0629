import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { ADAPTERS } from '../../src/extract/registry.js';
import { ROOT, runCli } from '../cli/run-cli.js';
import { corpusDatabase } from '../export/corpus-database.js';
import { temporaryFolder } from '../load/database.js';

const READMES = ['README.md', 'README.zh-CN.md'] as const;
const SUMMARY = /(<!-- summary -->\n```\n)([\s\S]*?)(```\n)/;

function read(name: string): string {
  return readFileSync(join(ROOT, name), 'utf8');
}

describe.each(READMES)('%s', (name) => {
  const corpus = corpusDatabase();
  let summary = '';
  beforeAll(async () => {
    const folder = temporaryFolder();
    cpSync(join(ROOT, 'corpus'), join(folder, 'corpus'), { recursive: true });
    summary = (await runCli(['import', 'corpus', '--db', 'reports.sqlite'], { cwd: folder })).stdout;
    if (process.env.UPDATE) {
      const text = read(name).replace(SUMMARY, (_, before, _old, after) => before + summary + after);
      writeFileSync(join(ROOT, name), text);
    }
  }, 60_000);

  test('shows the summary that the command prints (UPDATE=1 writes it)', () => {
    expect(SUMMARY.exec(read(name))?.[2]).toBe(summary);
  });

  test('its queries run, and find something', () => {
    const queries = [...read(name).matchAll(/^sqlite3 \S+ reports\.sqlite "(.*)"$/gm)].map(
      ([, sql]) => sql ?? '',
    );
    expect(queries.length).toBeGreaterThan(2);
    for (const sql of queries) expect(corpus.db.prepare(sql).all()).not.toEqual([]);
  });

  test('names every format that is read', () => {
    const text = read(name).toLowerCase();
    const named = { image: 'jpeg', text: 'markdown', 'word-xml': 'word xml' } as Record<string, string>;
    const formats = ADAPTERS.flatMap((adapter) => adapter.formats);
    expect(formats.filter((format) => !text.includes(named[format] ?? format))).toEqual([]);
  });

  test('its commands and options exist', async () => {
    const lines = [...read(name).matchAll(/^nianbao ([a-z]+)(.*)$/gm)];
    expect(lines.length).toBeGreaterThan(5);
    for (const [, command = '', rest = ''] of lines) {
      const { stdout } = await runCli([command, '--help']);
      const options = rest.match(/--[a-z-]+/g) ?? [];
      expect(options.filter((option) => !stdout.includes(option))).toEqual([]);
    }
  }, 60_000);
});

function documents(): string[] {
  const inDocs = readdirSync(join(ROOT, 'docs')).map((name) => `docs/${name}`);
  return [...readdirSync(ROOT), ...inDocs].filter((name) => name.endsWith('.md'));
}

test.each(documents())('%s: every file that it links to is there', (name) => {
  const targets = [...read(name).matchAll(/\]\((?!https?:)([^)#\s]+)[^)]*\)/g)].map(([, path]) => path ?? '');
  const missing = targets.filter((path) => !existsSync(join(ROOT, dirname(name), path)));
  expect(missing).toEqual([]);
});
