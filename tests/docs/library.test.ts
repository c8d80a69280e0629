import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import * as library from '../../src/index.js';
import { ROOT } from '../cli/run-cli.js';
import { temporaryFolder } from '../load/database.js';

const TEXT = readFileSync(join(ROOT, 'docs/library.md'), 'utf8');
const EXAMPLES = [...TEXT.matchAll(/^```ts\n([\s\S]*?)^```/gm)].map(([, code = '']) => code);

/** A project that has this one installed, from its sources. */
function projectWith(...examples: string[]): string {
  const folder = temporaryFolder();
  cpSync(join(ROOT, 'corpus'), join(folder, 'corpus'), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  const paths = { nianbao: [join(ROOT, 'src/index.ts')] };
  const base = JSON.parse(readFileSync(join(ROOT, 'tsconfig.json'), 'utf8'));
  const compilerOptions = { ...base.compilerOptions, paths, types: ['node'] };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*.ts'] }));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  examples.forEach((code, index) => {
    writeFileSync(join(folder, `example-${index}.ts`), code);
  });
  mkdirSync(join(folder, 'tables'));
  return folder;
}

function run(folder: string, ...command: string[]): string {
  const [name = '', ...args] = command;
  return execFileSync(name, args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
}

test('the examples have the types that they are used with', () => {
  expect(EXAMPLES).toHaveLength(3);
  const folder = projectWith(...EXAMPLES);
  expect(run(folder, join(ROOT, 'node_modules/.bin/tsc'), '-p', folder)).toBe('');
});

test('the examples run, and print what the document says', () => {
  const folder = projectWith(...EXAMPLES);
  const outputs = EXAMPLES.map((_, index) =>
    run(folder, process.execPath, '--import', import.meta.resolve('tsx'), `example-${index}.ts`),
  );
  const [, printed] = /^prints\n\n```\n([\s\S]*?)^```/m.exec(TEXT) ?? [];
  expect(outputs).toEqual([printed, '5\n', '5\n']);
});

test('every function of the library is in the document', () => {
  const names = Object.keys(library);
  expect(names).toContain('readFiling');
  expect(names.filter((name) => !TEXT.includes(`\`${name}`) && !TEXT.includes(`${name}(`))).toEqual([]);
});
