import { expect, test } from 'vitest';
import { runCli } from './run-cli.js';

async function commandNames(): Promise<string[]> {
  const { stdout } = await runCli(['--help']);
  const [, commands = ''] = stdout.split('Commands:\n');
  return [...commands.matchAll(/^ {2}([a-z]+)/gm)]
    .map(([, name]) => name ?? '')
    .filter((name) => name !== 'help');
}

test('every command has an example of itself and says what its exit codes mean', async () => {
  const names = await commandNames();
  expect(names).toEqual(
    expect.arrayContaining([
      'import',
      'extract',
      'golden',
      'review',
      'export',
      'work',
      'collect',
      'completion',
    ]),
  );
  for (const name of names) {
    const { code, stdout } = await runCli([name, '--help']);
    expect(code).toBe(0);
    expect(stdout).toMatch(new RegExp(`Examples:\\n  nianbao ${name}`));
    expect(stdout).toContain('Exit codes:');
  }
});
