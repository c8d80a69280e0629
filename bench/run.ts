/** `npm run bench -- formats|libraries|growth|compare|scans [options]`: each bench writes its own section of bench/RESULTS.md. */

const BENCHES: Readonly<Record<string, string>> = {
  formats: './speed.ts',
  libraries: './libraries.ts',
  growth: './growth.ts',
  compare: './compare.ts',
  scans: './scans.ts',
};

const [name = '', ...args] = process.argv.slice(2);
const path = BENCHES[name];
if (path === undefined) {
  process.stderr.write(`npm run bench -- ${Object.keys(BENCHES).join('|')} [options]\n`);
  process.exit(2);
}
// A bench that measures as soon as it is loaded finds its own options only.
process.argv.splice(2, 1);
const { main }: { main?: (argv: readonly string[]) => Promise<void> } = await import(
  new URL(path, import.meta.url).href
);
await main?.(args);
