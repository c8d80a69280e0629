import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findLibreOffice, libreOfficeAdapter } from '../../../src/extract/libreoffice.js';
import { startWatch } from '../../processor-time.js';
import { lines, readWith } from '../docx/read-office.js';

const RTF = Buffer.from(
  String.raw`{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0 Arial;}{\f1\fcharset2 Wingdings 2;}}
\u25919?\u24220?\par
\trowd\cellx2000\cellx4000\pard\intbl\u24635?\u25968?\cell 12\cell\row
\trowd\cellx2000\cellx4000\pard\intbl {\f1 R}\u26159?\cell {\f1 \'a3}\u21542?\cell\row\pard\par}`,
);

describe('LibreOffice', () => {
  let folder = '';
  let before: string | undefined;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'office-test-'));
    before = process.env.NIANBAO_SOFFICE;
  });
  afterEach(async () => {
    if (before === undefined) delete process.env.NIANBAO_SOFFICE;
    else process.env.NIANBAO_SOFFICE = before;
    await rm(folder, { recursive: true, force: true });
  });

  async function useProgram(script: string): Promise<void> {
    const program = join(folder, 'soffice');
    await writeFile(program, `#!/bin/sh\n${script}\n`);
    await chmod(program, 0o755);
    process.env.NIANBAO_SOFFICE = program;
  }

  it('reads RTF through the real program', async () => {
    const document = await readWith(libreOfficeAdapter, RTF, 'rtf', { toolMilliseconds: 120_000 });
    expect(lines(document.blocks)).toEqual(['政府', '0: 总数 | 12', '1: [x]是 | [ ]否']);
    expect(document.reader).toMatch(/^rtf \(LibreOffice \d+\.\d/);
  });

  it('says what to install where there is none', async () => {
    process.env.NIANBAO_SOFFICE = 'none';
    await expect(readWith(libreOfficeAdapter, RTF, 'rtf')).rejects.toMatchObject({
      code: 'needs-libreoffice',
      message:
        'Reading RTF needs LibreOffice, which was not found: install libreoffice-writer or convert the file to .docx.',
    });
    expect(await findLibreOffice({ PATH: folder })).toBeNull();
  });

  it.each([
    ['wps', 'WPS Writer', 'libreoffice-writer', 'docx'],
    ['odt', 'OpenDocument text', 'libreoffice-writer', 'docx'],
    ['ods', 'OpenDocument spreadsheet', 'libreoffice-calc', 'xlsx'],
    ['word-xml', 'Word 2003 XML', 'libreoffice-writer', 'docx'],
  ])('says for %s what to install and what to convert to', async (format, name, component, target) => {
    process.env.NIANBAO_SOFFICE = 'none';
    await expect(readWith(libreOfficeAdapter, RTF, format)).rejects.toMatchObject({
      message: `Reading ${name} needs LibreOffice, which was not found: install ${component} or convert the file to .${target}.`,
    });
  });

  it('stops a program that hangs, with the children that it left', async () => {
    const trace = join(folder, 'alive');
    await useProgram(`case "$*" in *--version*) echo LibreOffice 9.9.9; exit;; esac
(while sleep 0.2; do touch ${trace}; done) &
sleep 60`);
    const elapsed = startWatch();
    await expect(readWith(libreOfficeAdapter, RTF, 'rtf', { toolMilliseconds: 1_000 })).rejects.toMatchObject(
      {
        code: 'limit.tool',
      },
    );
    expect(elapsed()).toBeLessThan(15);
    await rm(trace, { force: true });
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(await readdir(folder)).toEqual(['soffice']);
  });

  it('names a file that the program cannot open', async () => {
    await useProgram('echo LibreOffice 9.9.9');
    await expect(readWith(libreOfficeAdapter, RTF, 'odt')).rejects.toMatchObject({ code: 'corrupt-input' });
  });

  it('gives the program a profile of its own with macros off, and no setting of the user', async () => {
    const seen = join(folder, 'seen');
    await useProgram(`case "$*" in *--version*) echo LibreOffice 9.9.9; exit;; esac
echo "$HOME $*" > ${seen}; grep -c DisableMacrosExecution "$HOME/user/registrymodifications.xcu" >> ${seen}`);
    await expect(readWith(libreOfficeAdapter, RTF, 'wps')).rejects.toThrow();
    const [call = '', macros] = (await readFile(seen, 'utf8')).split('\n');
    const [home = ''] = call.split(' ');
    expect(call).toContain(`-env:UserInstallation=file://${home}`);
    expect(home).not.toBe(process.env.HOME);
    expect(macros).toBe('1');
  });
});
