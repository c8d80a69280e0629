/** The files that a browser may have: this package's own and those of the libraries, each by an allow-list. */
import { readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, extname, join, parse } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface StaticFile {
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

const ASSETS = fileURLToPath(new URL('../assets', import.meta.url));

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Name in the address → package and path in it. */
const LIBRARY_FILES: Readonly<Record<string, readonly [string, string]>> = {
  'd3.js': ['d3', 'dist/d3.min.js'],
  'plot.js': ['@observablehq/plot', 'dist/plot.umd.min.js'],
  'pdf.mjs': ['pdfjs-dist', 'legacy/build/pdf.min.mjs'],
  'pdf.worker.mjs': ['pdfjs-dist', 'legacy/build/pdf.worker.min.mjs'],
};

/** Folders of pdf.js of which it asks for single files by name: character maps, fonts, decoders, profiles. */
const PDFJS_FOLDERS = ['cmaps', 'standard_fonts', 'wasm', 'iccs'];

const require = createRequire(import.meta.url);

/** Folder of an installed package. Some packages do not export their package.json, hence the search upwards. */
function packageFolder(name: string, from: NodeJS.Require = require): string {
  const entry = from.resolve(name);
  for (let folder = dirname(entry); folder !== parse(folder).root; folder = dirname(folder)) {
    try {
      const manifest: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
      if (typeof manifest === 'object' && manifest !== null && 'name' in manifest && manifest.name === name) {
        return folder;
      }
    } catch {
      // No manifest here: further up.
    }
  }
  throw new Error(`${name} is not installed`);
}

function libraryFolder(name: string): string {
  // d3 comes with Plot and is found from there.
  return name === 'd3'
    ? packageFolder('d3', createRequire(require.resolve('@observablehq/plot')))
    : packageFolder(name);
}

function mediaTypeOf(file: string): string {
  return MEDIA_TYPES[extname(file)] ?? 'application/octet-stream';
}

/** All style sheets in one: what applies to the first view must not wait for a request each. */
export const STYLES = 'page.css';

export interface StaticFiles {
  /** Modules that `app.js` cannot start without, itself included. */
  readonly firstModules: readonly string[];
  asset(name: string): Promise<StaticFile | null>;
  library(name: string): Promise<StaticFile | null>;
  pdfjs(folder: string, name: string): Promise<StaticFile | null>;
}

/** Held in memory: together they are smaller than one filing. */
function readAssets(): Map<string, StaticFile> {
  const names = readdirSync(ASSETS).sort();
  const files = new Map<string, StaticFile>();
  for (const name of names) {
    files.set(name, { mediaType: mediaTypeOf(name), bytes: readFileSync(join(ASSETS, name)) });
  }
  const styles = names.filter((name) => name.endsWith('.css')).map((name) => files.get(name)?.bytes ?? '');
  const together = Buffer.concat(styles.map((bytes) => Buffer.from(bytes)));
  return files.set(STYLES, { mediaType: mediaTypeOf(STYLES), bytes: together });
}

/** As the formatter writes it. An import in parentheses is one for later. */
const IMPORTED = /^(?:import|export|\}) .*?from '\.\/([\w-]+\.js)';$/gm;

/** A module and all that it imports, so that a browser need not find one after the other. */
function modulesOf(entry: string, assets: ReadonlyMap<string, StaticFile>): string[] {
  const found = new Set([entry]);
  for (const name of found) {
    const source = Buffer.from(assets.get(name)?.bytes ?? '').toString('utf8');
    for (const [, imported = ''] of source.matchAll(IMPORTED)) found.add(imported);
  }
  return [...found];
}

export function createStaticFiles(): StaticFiles {
  const assets = readAssets();
  const folders = new Map<string, string>();
  const folderOf = (name: string): string => {
    const folder = folders.get(name) ?? libraryFolder(name);
    folders.set(name, folder);
    return folder;
  };
  const read = async (path: string): Promise<StaticFile> => ({
    mediaType: mediaTypeOf(path),
    bytes: await readFile(path),
  });
  return {
    firstModules: modulesOf('app.js', assets),
    asset: async (name) => assets.get(name) ?? null,
    async library(name) {
      const [packageName, path] = LIBRARY_FILES[name] ?? [];
      return packageName && path ? read(join(folderOf(packageName), path)) : null;
    },
    async pdfjs(folder, name) {
      if (!PDFJS_FOLDERS.includes(folder)) return null;
      const path = join(folderOf('pdfjs-dist'), folder);
      return readdirSync(path).includes(name) ? read(join(path, name)) : null;
    },
  };
}
