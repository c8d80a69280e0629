/** bench/RESULTS.md: each bench replaces its own section and leaves those of the others. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));
const RESULTS = join(ROOT, 'bench/RESULTS.md');

/** In this order in the file. */
const SECTIONS = ['formats', 'libraries', 'growth', 'compare', 'scans'] as const;
export type Section = (typeof SECTIONS)[number];

function markers(section: Section): [string, string] {
  return [`<!-- ${section} -->`, `<!-- end of ${section} -->`];
}

function storedSection(text: string, section: Section): string | null {
  const [begin, end] = markers(section);
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  return from < 0 || to < from ? null : text.slice(from + begin.length, to).trim();
}

/** Command and machine, as every section names them. */
export function madeBy(section: Section, args: readonly string[]): string {
  const command = ['npm run bench --', section, ...args].join(' ');
  return `Made by \`${command}\` on ${availableParallelism()} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), Node ${process.version}.`;
}

export function writeSection(section: Section, lines: readonly string[]): void {
  const before = existsSync(RESULTS) ? readFileSync(RESULTS, 'utf8') : '';
  const parts = SECTIONS.flatMap((name) => {
    const content = name === section ? lines.join('\n').trim() : storedSection(before, name);
    const [begin, end] = markers(name);
    return content === null ? [] : [`${begin}\n\n${content}\n\n${end}\n`];
  });
  writeFileSync(RESULTS, ['# Measured\n', ...parts].join('\n'));
  process.stdout.write(`${lines.join('\n')}\n`);
}
