/**
 * Loaded before the program (`node --import`): watches what it does to its database, and kills it where it first goes
 * from one step to another, KILL_TURN, or after its last step. With STEP_LOG it only writes down the steps. Steps are
 * named and not counted: how many documents are committed at once depends on the clock.
 */
import { appendFileSync } from 'node:fs';
import Database from 'better-sqlite3';

const turn = process.env.KILL_TURN;
const log = process.env.STEP_LOG;
let last = '';

function kill() {
  process.kill(process.pid, 'SIGKILL');
}

function watched(original, nameOf) {
  return function step_(...args) {
    const step = nameOf(this, args);
    if (log) appendFileSync(log, `${JSON.stringify(step)}\n`);
    if (turn === JSON.stringify([last, step])) kill();
    last = step;
    return original.apply(this, args);
  };
}

if (turn === 'last') process.on('exit', kill);

const memory = new Database(':memory:');
const statement = Object.getPrototypeOf(memory.prepare('SELECT 1'));
memory.close();
statement.run = watched(statement.run, ({ source }) => source);
Database.prototype.exec = watched(Database.prototype.exec, (_, [sql]) => sql);
Database.prototype.pragma = watched(Database.prototype.pragma, (_, [sql]) => sql);
