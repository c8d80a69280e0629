/** A variant nobody has seen, from its findings to a template file that reads it. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { runCli } from './run-cli.js';

const FILING = 'corpus/000_765245b491b0006f.txt';
const folder = mkdtempSync(join(tmpdir(), 'nianbao-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function writeVariant(): string {
  const path = join(folder, 'variant.md');
  const text = readFileSync(FILING, 'utf8')
    .replace('(2022 年度)', '(2025 年度)')
    .replace('| 网站总访问量 (单位: 次)', '| 智能体调用总次数 (单位: 次) | 88123 | | | |\n$&')
    .replace('| | 政务动态信息更新量 |', '| | 工作动态更新条数 |');
  writeFileSync(path, text);
  return path;
}

test('a suggested template reads the rows that were unclaimed before', async () => {
  const path = writeVariant();
  const unknown = await runCli(['extract', path]);
  expect(unknown.stdout).toMatch(/unclaimed_text: “智能体调用总次数/);

  const suggested = await runCli(['templates', 'suggest', path, '--id', 'work-2025-xx']);
  expect(suggested.code).toBe(0);
  expect(suggested.stderr).toMatch(/^new 智能体调用总次数: name its key traffic\.new_1$/m);
  expect(suggested.stderr).toMatch(/^renamed 政务动态信息更新量 → 工作动态更新条数/m);

  const templates = join(folder, 'templates');
  mkdirSync(templates);
  writeFileSync(join(templates, 'work-2025-xx.json'), suggested.stdout);
  const known = await runCli(['extract', path, '--templates', templates]);
  expect(known.stdout).toMatch(/^traffic\.new_1 +year +reported +88123/m);
  expect(known.stdout).not.toContain('unclaimed_text');
});

test('what holds no form, is not there or is no template is refused with a reason', async () => {
  const letter = join(folder, 'letter.txt');
  writeFileSync(letter, '关于报送材料的函\n请于月底前报送。\n');
  const none = await runCli(['templates', 'suggest', letter]);
  expect([none.code, none.stderr]).toEqual([1, expect.stringContaining('no form')]);
  const absent = await runCli(['templates', 'suggest', join(folder, 'absent.md')]);
  expect([absent.code, absent.stderr]).toEqual([2, expect.stringContaining('absent.md')]);
  const empty = await runCli(['extract', letter, '--templates', join(folder, 'nowhere')]);
  expect([empty.code, empty.stderr]).toEqual([2, expect.stringContaining('--templates')]);
});
