/**
 * After the compiler: joins what the commands load into few files, since finding and opening a hundred small modules
 * takes a third of the time of reading one filing. `dist/cli.js` becomes the door to them; every other module stays
 * as compiled, for the reading processes and for programs that import the package.
 *
 * `node scripts/bundle-cli.mjs [DIST]`
 */
import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const BUNDLE = 'bundle';
/** Packages that every command loads; all others are found in node_modules, when their format appears. */
const JOINED = new Set(['commander', 'fast-levenshtein', 'fastest-levenshtein']);

const dist = resolve(process.argv[2] ?? fileURLToPath(new URL('../dist', import.meta.url)));
const cli = join(dist, 'cli.js');

/** @param {string} path a module under `dist`; @returns what it is from a file in the bundle's folder */
function fromBundle(path) {
  return relative(join(dist, BUNDLE), path).split(sep).join('/');
}

/** Modules find their tables and workers by their own place, which must stay what it was. */
const keepPlaces = {
  name: 'keep-places',
  setup({ onLoad }) {
    onLoad({ filter: /\.js$/ }, ({ path }) => {
      if (!path.startsWith(dist + sep)) return null;
      const place = `new URL(${JSON.stringify(fromBundle(path))}, import.meta.url).href`;
      return { contents: readFileSync(path, 'utf8').replaceAll('import.meta.url', place) };
    });
  },
};

const leavePackages = {
  name: 'leave-packages',
  setup({ onResolve }) {
    onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
      kind === 'entry-point' || JOINED.has(path) ? null : { path, external: true },
    );
  },
};

await build({
  entryPoints: [cli],
  outdir: join(dist, BUNDLE),
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  sourcemap: 'linked',
  // Packages of the older kind ask for Node's own modules by `require`.
  banner: {
    js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
  },
  plugins: [keepPlaces, leavePackages],
  logLevel: 'warning',
});
writeFileSync(cli, `#!/usr/bin/env node\nimport './${BUNDLE}/cli.js';\n`);
chmodSync(cli, 0o755);
rmSync(`${cli}.map`, { force: true });
