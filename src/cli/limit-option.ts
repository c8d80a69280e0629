/** `--limit name=value`: every guard against hostile input can be raised or lowered for a run. */
import { DEFAULT_LIMITS, type Limits } from '../limits.js';
import { UsageError } from './exit-codes.js';

function isLimit(name: string): name is keyof Limits {
  return Object.hasOwn(DEFAULT_LIMITS, name);
}

/** Commander's collector for an option that may be given several times. */
export function collectLimit(given: string, before: Partial<Limits> = {}): Partial<Limits> {
  const [, name = '', value = ''] = /^([A-Za-z]+)=([\d_]+)$/.exec(given) ?? [];
  if (!isLimit(name)) {
    const known = Object.keys(DEFAULT_LIMITS).join(', ');
    throw new UsageError(`--limit ${given}: give name=number, where name is one of ${known}`);
  }
  const number = Number(value.replaceAll('_', ''));
  if (!Number.isSafeInteger(number) || number === 0) {
    throw new UsageError(`--limit ${given}: the value must be a whole number above 0`);
  }
  return { ...before, [name]: number };
}

/** The limits with their defaults, for `--help`. */
export function limitHelp(): string {
  const lines = Object.entries(DEFAULT_LIMITS).map(([name, value]) => `  ${name}=${value}`);
  return `\nLimits (--limit name=value), with their defaults:\n${lines.join('\n')}\n`;
}
