/** The tables of texts beside the code: tab-separated, a heading first, edited by hand. */
import { readFileSync } from 'node:fs';

/** The rows below the heading, as cells. */
export function readRows(file: URL): string[][] {
  const [, ...lines] = readFileSync(file, 'utf8').trim().split('\n');
  return lines.map((line) => line.split('\t'));
}
