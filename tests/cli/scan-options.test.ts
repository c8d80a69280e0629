/** What a user can say about scanned pages: pictures to look at, and where their readings are kept. */
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawForm } from '../extract/scan/draw.js';
import { runCli } from './run-cli.js';

const PATIENCE = 120_000;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nianbao-scan-'));
  const { width, height, channels, data } = await drawForm([
    ['网站名称', '甲县人民政府'],
    ['首页网址', 'www.jia.gov.cn'],
    ['注册用户数', '128'],
  ]);
  await sharp(data, { raw: { width, height, channels } }).png().toFile(join(folder, 'form.png'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const kept = () => readdir(join(folder, 'kept')).then((names) => names.sort());

describe('readings of scanned pages', () => {
  it(
    'are kept where the user says, found again, and cleared without touching anything else',
    async () => {
      const run = ['import', join(folder, 'form.png'), '--db', join(folder, 'a.sqlite'), '--workers', '0'];
      const cache = ['--cache', join(folder, 'kept')];
      expect((await runCli([...run, ...cache])).code).toBe(0);
      const [reading, ...others] = await kept();
      expect(reading).toMatch(/^[0-9a-f]{64}\.json$/);
      expect(others).toEqual([]);
      await writeFile(join(folder, 'kept', reading ?? ''), 'broken');
      await writeFile(join(folder, 'kept', 'mine.txt'), 'not a reading');
      expect((await runCli([...run, ...cache, '--force', '--clear-cache'])).code).toBe(0);
      expect(await kept()).toEqual([reading, 'mine.txt']);
    },
    PATIENCE,
  );

  it(
    'are not kept with --no-cache',
    async () => {
      const db = join(folder, 'b.sqlite');
      expect((await runCli(['import', join(folder, 'form.png'), '--db', db, '--no-cache'])).code).toBe(0);
      expect((await readdir(folder)).filter((name) => name.includes('readings'))).toEqual([]);
    },
    PATIENCE,
  );
});

it(
  'draws what was made of a page with --debug-images',
  async () => {
    const pictures = join(folder, 'pages');
    expect((await runCli(['extract', join(folder, 'form.png'), '--debug-images', pictures])).code).toBe(0);
    expect(await readdir(pictures)).toEqual([expect.stringMatching(/^page-1-[0-9a-f]{8}\.png$/)]);
  },
  PATIENCE,
);
