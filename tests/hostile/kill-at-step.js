/**
 * Loaded before the program (`node --import`): counts what it does to its database and kills it before or after
 * the step that KILL_STEP names (`12` before the twelfth, `12.5` after it). With STEP_LOG it only writes down the steps.
 */
import { appendFileSync } from 'node:fs';
import Database from 'better-sqlite3';

const kill = Number(process.env.KILL_STEP ?? Number.NaN);
const log = process.env.STEP_LOG;
let step = 0;

function watched(original, nameOf) {
  return function step_(...args) {
    step += 1;
    if (log) appendFileSync(log, `${JSON.stringify(nameOf(this, args))}\n`);
    if (kill === step) process.kill(process.pid, 'SIGKILL');
    const result = original.apply(this, args);
    if (kill === step + 0.5) process.kill(process.pid, 'SIGKILL');
    return result;
  };
}

const memory = new Database(':memory:');
const statement = Object.getPrototypeOf(memory.prepare('SELECT 1'));
memory.close();
statement.run = watched(statement.run, ({ source }) => source);
Database.prototype.exec = watched(Database.prototype.exec, (_, [sql]) => sql);
Database.prototype.pragma = watched(Database.prototype.pragma, (_, [sql]) => sql);
