/** After the compiler: copies what the program reads at run time (SQL, tables, pages) beside the code. */
import { cpSync } from 'node:fs';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';

const ASSETS = new Set(['.sql', '.json', '.tsv', '.html', '.css', '.js', '.svg']);

const source = fileURLToPath(new URL('../src', import.meta.url));
const target = fileURLToPath(new URL('../dist', import.meta.url));

cpSync(source, target, {
  recursive: true,
  // Folders have no extension, and are walked.
  filter: (path) => extname(path) === '' || ASSETS.has(extname(path)),
});
