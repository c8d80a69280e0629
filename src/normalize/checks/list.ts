/** The checks of `checks.json`, in its order. The file is held to its schema by a test, not at every start. */
import { readFileSync } from 'node:fs';
import type { Check } from './schema.js';

const CHECKS_FILE = new URL('./checks.json', import.meta.url);

export function checksText(): string {
  return readFileSync(CHECKS_FILE, 'utf8');
}

export const CHECKS: readonly Check[] = JSON.parse(checksText()) as Check[];
