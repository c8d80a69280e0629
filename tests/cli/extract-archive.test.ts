import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { buildZip } from '../extract/zip/build-zip.js';
import { temporaryFolder } from '../load/database.js';
import { ROOT, runCli } from './run-cli.js';

const FILING = readFileSync(join(ROOT, 'corpus/003_0a60332abacfaad1.txt'));

test('the only document of an archive is read; what lies beside it is named with its reason', async () => {
  const archive = join(temporaryFolder(), '2019.zip');
  writeFileSync(
    archive,
    buildZip([
      { name: '洞口/报表.txt', data: FILING },
      { name: '洞口/Thumbs.db', data: 'x' },
      { name: '坏.docx', data: 'x', claimedCrc: 1 },
    ]),
  );
  const { code, stdout, stderr } = await runCli(['extract', archive, '--json']);
  expect(code).toBe(0);
  const { document, reports } = JSON.parse(stdout);
  expect(document).toMatchObject({ path: `${archive}!/洞口/报表.txt`, status: 'loaded' });
  expect(reports).toHaveLength(1);
  const lines = stderr.trim().split('\n').sort();
  expect(lines).toHaveLength(2);
  expect(lines[0]).toMatch(/^not read \S+!\/坏\.docx: The archive is damaged \(the checksum/);
  expect(lines[1]).toMatch(/^not read \S+!\/洞口\/Thumbs\.db: left there by an operating system/);
});

test('of several documents each is named, and can be asked for', async () => {
  const archive = join(temporaryFolder(), '2019.zip');
  const files = [
    { name: 'a.txt', data: FILING },
    { name: 'b.txt', data: '通知' },
  ];
  writeFileSync(archive, buildZip(files));
  const all = await runCli(['extract', archive, '--json']);
  expect(all.code).toBe(0);
  expect(JSON.parse(all.stdout).document).toMatchObject({
    status: 'skipped',
    error: expect.stringContaining(`2 documents: import it, which reads each of them, or name one`),
  });
  for (const { name } of files) expect(all.stderr).toContain(`not read ${archive}!/${name}: one of several`);
  const one = await runCli(['extract', `${archive}!/a.txt`, '--json']);
  expect(JSON.parse(one.stdout)).toMatchObject({
    document: { path: `${archive}!/a.txt`, status: 'loaded' },
    reports: [{ year: 2019 }],
  });
});

test('an import names the files of an archive that it did not read, and the readers of those that it did', async () => {
  const folder = temporaryFolder();
  const entries = [
    { name: 'a.txt', data: FILING },
    { name: '~$a.docx', data: 'x' },
    { name: 'bad.txt', data: 'x', claimedCrc: 1 },
  ];
  writeFileSync(join(folder, 'all.zip'), buildZip(entries));
  copyFileSync(join(ROOT, 'tests/formats/doc/input.doc'), join(folder, 'b.doc'));
  const { code, stdout, stderr } = await runCli(['import', folder, '--db', join(folder, 'r.sqlite')]);
  expect(code).toBe(1);
  expect(stderr).toMatch(/^failed \S+all\.zip!\/bad\.txt: The archive is damaged/m);
  expect(stderr).toMatch(/^passed over \S+all\.zip!\/~\$a\.docx: left there by/m);
  expect(stdout).toMatch(/^Read with: doc \(built in\) 1, text 1, zip 1\.$/m);
});
