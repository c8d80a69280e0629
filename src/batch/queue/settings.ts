/** What every machine has to do alike, so that it does not matter which of them read a file. */
import { DEFAULT_LIMITS, type Limits } from '../../limits.js';
import { DatabaseError } from '../../load/database-error.js';
import type { Queue, Transaction } from './connect.js';

export interface QueueSettings {
  readonly programVersion: string;
  /** As raised or lowered; the rest are the defaults. */
  readonly limits: Partial<Limits>;
}

const SELECT = `SELECT program_version AS "programVersion", limits FROM nianbao.settings`;

function isSame(a: QueueSettings, b: QueueSettings): boolean {
  const whole = ({ limits }: QueueSettings) =>
    JSON.stringify(Object.entries({ ...DEFAULT_LIMITS, ...limits }).sort());
  return a.programVersion === b.programVersion && whole(a) === whole(b);
}

/**
 * Makes these the settings of the queue, or finds that it has them.
 * @throws DatabaseError where it was filled with others
 */
export async function agreeOnSettings({ query }: Transaction, wanted: QueueSettings): Promise<void> {
  const { programVersion, limits } = wanted;
  await query(
    'INSERT INTO nianbao.settings (program_version, limits) VALUES ($1, $2) ON CONFLICT DO NOTHING',
    [programVersion, JSON.stringify(limits)],
  );
  const [stored] = await query<QueueSettings>(SELECT);
  if (stored && isSame(stored, wanted)) return;
  throw new DatabaseError(
    'queue.other-settings',
    `This queue was filled by version ${stored?.programVersion} with --limit ${JSON.stringify(stored?.limits)}: use the same, another database, or --force to empty it and begin anew.`,
  );
}

/**
 * The settings of a queue that was filled.
 * @throws DatabaseError where it was not, or by another version of this program
 */
export async function settingsOf(queue: Queue, programVersion: string): Promise<QueueSettings> {
  const [stored] = await queue.query<QueueSettings>(SELECT);
  if (!stored) {
    const message = `${queue.address}: nothing was queued here; begin with \`nianbao import FOLDER --queue …\`.`;
    throw new DatabaseError('queue.empty', message);
  }
  if (stored.programVersion !== programVersion) {
    const message = `${queue.address}: it was filled by version ${stored.programVersion}, this is ${programVersion}; install the same version on every machine.`;
    throw new DatabaseError('queue.other-settings', message);
  }
  return stored;
}
