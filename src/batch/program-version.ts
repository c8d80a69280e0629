/** The version in package.json, which stands beside everything that is imported. */
import { readFileSync } from 'node:fs';

const PACKAGE_FILE = new URL('../../package.json', import.meta.url);

function readVersion(): string {
  const { version } = JSON.parse(readFileSync(PACKAGE_FILE, 'utf8')) as { version: string };
  return version;
}

export const PROGRAM_VERSION: string = readVersion();
