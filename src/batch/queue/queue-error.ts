/** Why the queue cannot be used, in the words of someone who has to do something about it. */
import { DatabaseError } from '../../load/database-error.js';

/** The address without its password, for messages and logs. */
export function shownAddress(url: string): string {
  try {
    const address = new URL(url);
    if (address.password !== '') address.password = '***';
    return address.href;
  } catch {
    return 'the queue';
  }
}

/** By SQLSTATE (https://www.postgresql.org/docs/current/errcodes-appendix.html) or Node's code. */
const ADVICE: readonly (readonly [RegExp, string])[] = [
  [
    /^(ECONNREFUSED|ENOENT|EHOSTUNREACH|ETIMEDOUT)$/,
    'no PostgreSQL server answers there; start it or correct the address',
  ],
  [/^(ENOTFOUND|EAI_AGAIN)$/, 'the name of the server is not known; correct the address'],
  [/^28/, 'the server refuses this user or password; correct the address, or set PGPASSWORD'],
  [/^3D/, 'there is no such database on the server; create it first (createdb)'],
  [/^42501$/, 'this user may not create tables in it; ask the owner of the database'],
  [/^53/, 'the server has run out of space, memory or connections; free some and run the same command again'],
  [
    /^(57P|08|ECONNRESET|EPIPE)/,
    'the connection to the server was lost; run the same command again, it goes on where it stopped',
  ],
];

function adviceFor(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const advice = ADVICE.find(([pattern]) => pattern.test(code))?.[1];
  if (advice !== undefined) return advice;
  const message = error instanceof Error ? error.message : String(error);
  if (/Connection terminated|timeout exceeded|not queryable/i.test(message)) {
    return 'the connection to the server was lost; run the same command again, it goes on where it stopped';
  }
  return `${message}; see the log of the server`;
}

/** A failure of the server or of the way to it: the run ends, what was stored stays. */
export function asQueueError(error: unknown, url: string): DatabaseError {
  if (error instanceof DatabaseError) return error;
  // Several addresses of one name were tried (https://nodejs.org/api/net.html#socketconnect): the first tells enough.
  const cause = error instanceof AggregateError ? error.errors[0] : error;
  return new DatabaseError('queue.unusable', `${shownAddress(url)}: ${adviceFor(cause)}.`, { cause: error });
}
