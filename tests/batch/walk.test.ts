import { execFileSync } from 'node:child_process';
import { mkdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readBytes } from '../../src/batch/regular-file.js';
import { walk } from '../../src/batch/walk.js';
import { temporaryFolder } from '../load/database.js';

/** Makes files in a new folder, each with its own name as content. */
function folderWith(...names: string[]): string {
  const folder = realpathSync(temporaryFolder());
  for (const name of names) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), name);
  }
  return folder;
}

async function namesIn(folder: string): Promise<string[]> {
  const { files } = await walk([folder]);
  return files.map(({ path }) => path.slice(folder.length + 1));
}

describe('which files', () => {
  test('all of them, in code-unit order of the whole path', async () => {
    const folder = folderWith('b/a.txt', 'b-c.txt', 'Z.txt', 'a.txt', '年报.doc', 'b/z/1.txt');
    expect(await namesIn(folder)).toEqual(['Z.txt', 'a.txt', 'b-c.txt', 'b/a.txt', 'b/z/1.txt', '年报.doc']);
  });

  test('hidden files and office locks are passed over, and told', async () => {
    const folder = folderWith('a.txt', '.git/config', '.DS_Store', '~$a.docx');
    const { files, passedOver } = await walk([folder]);
    expect(files.map(({ path }) => path)).toEqual([join(folder, 'a.txt')]);
    expect(passedOver.map(({ path, reason }) => [path.slice(folder.length + 1), reason])).toEqual([
      ['.DS_Store', 'hidden or lock file'],
      ['.git', 'hidden or lock file'],
      ['~$a.docx', 'hidden or lock file'],
    ]);
  });

  test('links, pipes and devices below a folder are never opened', async () => {
    const outside = folderWith('secret.txt');
    const folder = folderWith('a.txt');
    symlinkSync(join(outside, 'secret.txt'), join(folder, 'link.txt'));
    symlinkSync(outside, join(folder, 'linked-folder'));
    symlinkSync('.', join(folder, 'loop'));
    execFileSync('mkfifo', [join(folder, 'pipe.txt')]);
    const { files, passedOver } = await walk([folder]);
    expect(files.map(({ path }) => path)).toEqual([join(folder, 'a.txt')]);
    expect(passedOver.map(({ reason }) => reason)).toEqual([
      'symbolic link',
      'symbolic link',
      'symbolic link',
      'not a regular file',
    ]);
  });

  test('a folder that is named like a file is a folder', async () => {
    expect(await namesIn(folderWith('report.pdf/inside.txt'))).toEqual(['report.pdf/inside.txt']);
  });

  test('a link that is named on the command line is meant', async () => {
    const folder = folderWith('a.txt');
    const link = join(temporaryFolder(), 'link.txt');
    symlinkSync(join(folder, 'a.txt'), link);
    const { files } = await walk([link]);
    expect(files.map(({ path, bytes }) => [path, bytes])).toEqual([[link, 5]]);
  });

  test('a file that is given twice, or under two names, is one file', async () => {
    const folder = folderWith('sub/a.txt');
    const file = join(folder, 'sub/a.txt');
    const { files } = await walk([folder, file, join(folder, 'sub'), join(folder, 'sub/../sub/./a.txt')]);
    expect(files.map(({ path }) => path)).toEqual([file]);
  });

  test('of two names of one file the smaller counts, whichever is given first', async () => {
    const file = join(folderWith('a.txt'), 'a.txt');
    const fromHere = relative(process.cwd(), file);
    for (const paths of [
      [file, fromHere],
      [fromHere, file],
    ]) {
      const { files } = await walk(paths);
      expect(files.map(({ path }) => path)).toEqual([fromHere]);
    }
  });

  test('files that are excluded are not among them', async () => {
    const folder = folderWith('a.txt', 'reports.sqlite');
    const { files } = await walk([folder], new Set([join(folder, 'reports.sqlite')]));
    expect(files.map(({ path }) => path)).toEqual([join(folder, 'a.txt')]);
  });
});

describe('names', () => {
  test.each([
    'it’s "quoted" & $(rm -rf x).txt',
    'line\nbreak.txt',
    'dots...txt',
    '-rf',
    'a\\b.txt',
    '%2e%2e.txt',
  ])('%j is just a name', async (name) => {
    const folder = folderWith(name);
    const { files } = await walk([folder]);
    expect(files.map(({ path }) => path)).toEqual([join(folder, name)]);
    const bytes = await readBytes(files[0]?.location ?? '', 1000);
    expect(Buffer.from(bytes).toString()).toBe(name);
  });

  test('a name in GBK bytes is escaped, and still opened', async () => {
    const folder = folderWith();
    const name = Buffer.from([0xc4, 0xea, 0xb1, 0xa8]); // 年报 in GBK
    writeFileSync(Buffer.concat([Buffer.from(`${folder}/`), name, Buffer.from('.txt')]), 'content');
    const { files } = await walk([folder]);
    expect(files.map(({ path }) => path)).toEqual([join(folder, '\\xC4\\xEA\\xB1\\xA8.txt')]);
    const bytes = await readBytes(files[0]?.location ?? '', 1000);
    expect(Buffer.from(bytes).toString()).toBe('content');
  });

  test('a deep tree is walked without recursion', async () => {
    const folder = folderWith(`${'d/'.repeat(500)}a.txt`);
    expect(await namesIn(folder)).toHaveLength(1);
  });
});

describe('wrong paths', () => {
  test('a path that does not exist is named', async () => {
    await expect(walk(['/no/such/place'])).rejects.toThrow('/no/such/place: no such file or folder');
  });

  test('a device is neither file nor folder', async () => {
    await expect(walk(['/dev/null'])).rejects.toThrow('neither a file nor a folder');
  });
});

describe('reading', () => {
  test('a pipe that took the place of a file is refused, without waiting for a writer', async () => {
    const pipe = join(temporaryFolder(), 'pipe');
    execFileSync('mkfifo', [pipe]);
    await expect(readBytes(pipe, 1000)).rejects.toThrow('not a regular file');
  });

  test('a link that took the place of a file is not followed', async () => {
    const folder = folderWith('a.txt');
    symlinkSync(join(folder, 'a.txt'), join(folder, 'link.txt'));
    await expect(readBytes(join(folder, 'link.txt'), 1000)).rejects.toThrow('symbolic link');
  });

  test('a file over the limit is not read', async () => {
    const folder = folderWith('abc.txt');
    const rejection = expect(readBytes(join(folder, 'abc.txt'), 6)).rejects;
    await rejection.toMatchObject({ code: 'limit.file' });
    expect(await readBytes(join(folder, 'abc.txt'), 7)).toHaveLength(7);
  });
});
