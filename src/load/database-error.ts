/** Errors that end a run, in the words of someone who has to do something about them. */

/** The run cannot go on: `message` says what is wrong and what to do. What was written before stays. */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError';
  /** Stable id, such as `database.locked`. */
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

interface Trouble {
  readonly code: string;
  readonly advice: string;
}

/** By primary result code of SQLite (https://sqlite.org/rescode.html); extended codes begin with these. */
const TROUBLES: Readonly<Record<string, Trouble>> = {
  SQLITE_BUSY: {
    code: 'database.locked',
    advice: 'another program is writing to it; wait until it has finished and run the same command again',
  },
  SQLITE_LOCKED: {
    code: 'database.locked',
    advice: 'another program holds a lock on it; wait until it has finished and run the same command again',
  },
  SQLITE_FULL: {
    code: 'database.full',
    advice: 'the disk is full; free some space and run the same command again, it goes on where it stopped',
  },
  SQLITE_IOERR: {
    code: 'database.io',
    advice: 'the disk reports an error (or is full); check it and run the same command again',
  },
  SQLITE_READONLY: {
    code: 'database.read-only',
    advice: 'the file or its folder is read-only; choose another --db or change the permissions',
  },
  SQLITE_PERM: {
    code: 'database.read-only',
    advice: 'access is denied; choose another --db or change the permissions',
  },
  SQLITE_CANTOPEN: {
    code: 'database.cannot-open',
    advice: 'it cannot be opened; check that its folder exists and that you may write there',
  },
  SQLITE_NOTADB: {
    code: 'database.foreign',
    advice: 'it is not an SQLite database; choose another --db',
  },
  SQLITE_CORRUPT: {
    code: 'database.corrupt',
    advice: 'it is damaged; move it away and import into a new file',
  },
  SQLITE_NOMEM: { code: 'database.memory', advice: 'memory has run out' },
  SQLITE_PROTOCOL: {
    code: 'database.locked',
    advice: 'its locks do not work; is it on a network drive? Put it on a local disk',
  },
};

/** What is said of a table or view that came with a later version than the one that made the file. */
const NOT_THERE = /^no such (?:table|column)/;

function olderVersion(error: Error, file: string): DatabaseError {
  const message = `${file}: an earlier version of this program made it (${error.message}); \`nianbao import PATH --db FILE\` brings it up to date, with any path.`;
  return new DatabaseError('database.older', message, { cause: error });
}

/**
 * What a failure of SQLite means for the run: a `DatabaseError` where nothing more can be written, or null
 * where it concerns only the rows at hand (a broken constraint, a value that cannot be bound).
 */
export function asDatabaseError(error: unknown, file: string): DatabaseError | null {
  if (error instanceof DatabaseError) return error;
  // Told by its code and not by its class: the class would load the native module into every command.
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (error instanceof Error && code === 'SQLITE_ERROR' && NOT_THERE.test(error.message)) {
    return olderVersion(error, file);
  }
  const primary = code.split('_').slice(0, 2).join('_');
  const trouble = TROUBLES[primary];
  if (!trouble) return null;
  return new DatabaseError(trouble.code, `${file}: ${trouble.advice} (${code}).`, { cause: error });
}
