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
  });

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
  });
});

/** Commands of both READMEs in their order, but for the page that goes on until somebody ends it. */
function tour(): string[][] {
  const lines = READMES.flatMap((name) =>
    [...read(name).matchAll(/^nianbao (.+)$/gm)].map(([, line = '']) => line),
  );
  return [...new Set(lines)].filter((line) => !line.startsWith('review ')).map((line) => line.split(' '));
}

test('the five minutes work in a fresh folder, command by command', async () => {
  const cwd = temporaryFolder();
  cpSync(join(ROOT, 'corpus'), join(cwd, 'filings'), { recursive: true });
  for (const type of ['docx', 'pdf']) {
    cpSync(join(ROOT, `tests/formats/${type}/input.${type}`), join(cwd, `report.${type}`));
  }
  const commands = tour();
  expect(commands.map(([command]) => command)).toEqual(
    expect.arrayContaining(['import', 'export', 'explain', 'diff', 'status', 'templates', 'extract']),
  );
  for (const args of commands) {
    if (args[0] === 'diff') {
      for (const name of args.slice(1)) cpSync(join(cwd, 'reports.sqlite'), join(cwd, name));
    }
    const { code, stdout, stderr } = await runCli(args, { cwd });
    expect({ args, code, stderr }).toMatchObject({ code: 0 });
    if (args[0] !== 'export') expect(stdout).not.toBe('');
  }
  expect(readdirSync(cwd)).toEqual(expect.arrayContaining(['reports.xlsx', 'tables']));
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
