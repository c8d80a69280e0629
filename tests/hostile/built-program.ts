/**
 * The program as JavaScript, for tests that start it hundreds of times: from the sources each start would take
 * twice as long. Made afresh by each test file, so that it is never what an earlier build left behind.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import ts from 'typescript';
import { ROOT } from '../cli/run-cli.js';

/** Inside the project, so that its packages are found. */
const CACHE = join(ROOT, 'node_modules', '.cache', 'nianbao-tests');

export interface BuiltProgram {
  /** Path of `cli.js`. */
  readonly cli: string;
  remove(): void;
}

function transpiled(file: string): string {
  const compilerOptions = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2023 };
  return ts.transpileModule(readFileSync(file, 'utf8'), { fileName: file, compilerOptions }).outputText;
}

export function buildProgram(): BuiltProgram {
  mkdirSync(CACHE, { recursive: true });
  const folder = mkdtempSync(join(CACHE, 'built-'));
  const [source, target] = [join(ROOT, 'src'), join(folder, 'dist')];
  for (const name of readdirSync(source, { recursive: true, encoding: 'utf8' })) {
    if (name.endsWith('.d.ts')) continue;
    const file = join(source, name);
    if (extname(name) === '.ts') {
      const output = join(target, name.replace(/\.ts$/, '.js'));
      mkdirSync(dirname(output), { recursive: true });
      writeFileSync(output, transpiled(file));
    } else if (extname(name) !== '') cpSync(file, join(target, name));
  }
  cpSync(join(ROOT, 'package.json'), join(folder, 'package.json'));
  execFileSync(process.execPath, [join(ROOT, 'scripts/bundle-cli.mjs'), target]);
  return {
    cli: join(target, 'cli.js'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
