/**
 * Preloaded into a process (`node --import`): when it ends, the file named by LOADED_MODULES holds the address of
 * every module that it loaded, one a line.
 */
import { appendFileSync } from 'node:fs';
import { createRequire, register } from 'node:module';

// Module hooks run in a thread of their own and share nothing with the program.
register(
  `data:text/javascript,${encodeURIComponent(`
    import { appendFileSync } from 'node:fs';
    export async function load(address, context, next) {
      appendFileSync(process.env.LOADED_MODULES, address + '\\n');
      return next(address, context);
    }
  `)}`,
);

process.on('exit', () => {
  const required = Object.keys(createRequire(import.meta.url).cache);
  appendFileSync(process.env.LOADED_MODULES, required.map((path) => `${path}\n`).join(''));
});
