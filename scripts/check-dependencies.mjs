/**
 * Runs dependency-cruiser over the sources. It passes in silence when it cannot parse TypeScript at all (each of
 * its versions knows the compilers up to one version), so a run that saw nothing is a failure here.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const depcruise = fileURLToPath(
  new URL('../node_modules/dependency-cruiser/bin/dependency-cruise.mjs', import.meta.url),
);

const { status, stdout, stderr } = spawnSync(
  process.execPath,
  [depcruise, 'src', '--config', '.dependency-cruiser.cjs'],
  { cwd: root, encoding: 'utf8' },
);
process.stdout.write(stdout);
process.stderr.write(stderr);
const dependencies = Number(/(\d+) dependencies cruised/.exec(stdout)?.[1] ?? 0);
if (dependencies === 0) {
  process.stderr.write('No dependency was seen: does dependency-cruiser know this version of typescript?\n');
}
process.exitCode = status !== 0 || dependencies === 0 ? 1 : 0;
