/** Starts the review page: on the loopback interface alone, on a port of its own. */
import { randomBytes } from 'node:crypto';
import { createAdaptorServer } from '@hono/node-server';
import { type Connection, openExisting, openForReading } from '../load/open.js';
import { createReviewApp, type ReviewApp } from './http/app.js';
import type { Language } from './http/shell.js';

const LOOPBACK = '127.0.0.1';

export interface ServeOptions {
  /** Path of an existing database. */
  readonly database: string;
  /** 0 takes any port that is free. */
  readonly port: number;
  readonly reviewer: string;
  readonly language: Language;
  /** UTC time, `2024-05-01T08:30:00Z`. */
  readonly now: () => string;
}

export interface RunningReview {
  /** `http://127.0.0.1:7300/` */
  readonly address: string;
  close(): Promise<void>;
}

/**
 * @throws DatabaseError when there is no such database or it cannot be written to; the system's error when the port is
 *   taken
 */
export async function serveReview(options: ServeOptions): Promise<RunningReview> {
  const { database, reviewer, language, now } = options;
  const db = openExisting(database);
  // Decisions cannot be made again from files: each is on the disk before the page says so.
  db.pragma('synchronous = FULL');
  let port = 0;
  try {
    const token = randomBytes(32).toString('hex');
    const openReader = () => openForReading(database);
    const review = createReviewApp({
      db,
      openReader,
      database,
      reviewer,
      language,
      token,
      now,
      port: () => port,
    });
    const server = createAdaptorServer({ fetch: review.app.fetch });
    port = await listen(server, options.port);
    return { address: `http://${LOOPBACK}:${port}/`, close: () => close(server, db, review) };
  } catch (error) {
    db.close();
    throw error;
  }
}

type Server = ReturnType<typeof createAdaptorServer>;

function listen(server: Server, wanted: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(wanted, LOOPBACK, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : wanted);
    });
  });
}

async function close(server: Server, db: Connection, review: ReviewApp): Promise<void> {
  await review.close();
  return new Promise((resolve) => {
    server.close(() => {
      db.close();
      resolve();
    });
    // Browsers keep connections open for minutes.
    if ('closeAllConnections' in server) server.closeAllConnections();
  });
}
