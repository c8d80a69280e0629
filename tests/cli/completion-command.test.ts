import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { temporaryFolder } from '../load/database.js';
import { runCli } from './run-cli.js';

const COMMANDS = ['import', 'extract', 'golden', 'review', 'export', 'completion'];

describe('bash', () => {
  let script = '';
  beforeAll(async () => {
    script = (await runCli(['completion', 'bash'])).stdout;
  });

  /** What the shell offers for the last word of a line. */
  function offered(...words: string[]): string[] {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'completion'), script);
    writeFileSync(join(folder, 'report.docx'), '');
    const line = ['nianbao', ...words].map((word) => `'${word}'`).join(' ');
    const probe = `source ./completion; COMP_WORDS=(${line}); COMP_CWORD=${words.length}; _nianbao; printf '%s\\n' "\${COMPREPLY[@]}"`;
    return execFileSync('bash', ['-c', probe], { cwd: folder, encoding: 'utf8' }).trim().split('\n').sort();
  }

  test('offers the commands', () => {
    expect(offered('')).toEqual(expect.arrayContaining(COMMANDS));
    expect(offered('ex')).toEqual(['explain', 'export', 'extract']);
  });

  test('offers the options of a command', () => {
    expect(offered('import', '--ret')).toEqual(['--retry-failed']);
    expect(offered('export', '--')).toEqual(
      expect.arrayContaining(['--bom', '--contacts', '--db', '--format', '--out']),
    );
  });

  test('offers the values of an option, and nothing else', () => {
    expect(offered('export', '--format', '')).toEqual(['csv', 'jsonl', 'parquet', 'xlsx']);
    expect(offered('export', '--contacts', 'n')).toEqual(['none']);
  });

  test('offers files where a command takes files', () => {
    expect(offered('extract', 'rep')).toEqual(['report.docx']);
  });

  test('offers the shells', () => {
    expect(offered('completion', 'z')).toEqual(['zsh']);
  });
});

test.each(['zsh', 'fish'])(
  '%s: the script names every command, and the values of --format',
  async (shell) => {
    const { code, stdout } = await runCli(['completion', shell]);
    expect(code).toBe(0);
    for (const command of COMMANDS) expect(stdout).toContain(command);
    expect(stdout).toContain('csv xlsx jsonl parquet');
    // A quote that is left open would swallow the rest of the script.
    expect(stdout.replaceAll(`'\\''`, '').split("'").length % 2).toBe(1);
  },
);

test('an unknown shell is wrong usage', async () => {
  const { code, stdout, stderr } = await runCli(['completion', 'tcsh']);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/tcsh/);
});
