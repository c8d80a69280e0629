/**
 * Kills imports at random moments, lets the next one go on, and compares what the last one leaves with an
 * undisturbed run. Also a program: `npx tsx tests/hostile/random-kills.ts --kills 1000 --files 200 --workers 2`
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { Random } from '../filings/random.js';
import { buildProgram } from './built-program.js';
import { damageOf, digestOf, runUntilKilled, writeInput } from './killed-imports.js';

/** Kills after which a database is finished, compared, and begun anew. */
const KILLS_A_ROUND = 10;

export interface KillPlan {
  readonly kills: number;
  readonly files: number;
  readonly seed: number;
  /** Reading processes of every import; the lanes take turns with these. */
  readonly workers: readonly number[];
  /** Databases that are worked on at the same time. */
  readonly lanes: number;
  /** No round is begun after so many milliseconds, on a machine too slow for all kills; none where absent. */
  readonly patience?: number;
}

export interface KillReport {
  /** Kills that met a running import. */
  readonly kills: number;
  /** Databases that were finished and compared. */
  readonly rounds: number;
  readonly damage: readonly string[];
  /** Rounds whose rows were not those of the undisturbed import. */
  readonly different: number;
}

class KillingSpree {
  readonly #plan: KillPlan;
  readonly #folder: string;
  readonly #cli: string;
  readonly #random: Random;
  readonly #damage: string[] = [];
  #kills = 0;
  #rounds = 0;
  #different = 0;
  #expected = '';
  /** Milliseconds of an undisturbed import. */
  #duration = 0;

  constructor(plan: KillPlan, folder: string, cli: string) {
    this.#plan = plan;
    this.#folder = folder;
    this.#cli = cli;
    this.#random = new Random(plan.seed);
  }

  get report(): KillReport {
    return { kills: this.#kills, rounds: this.#rounds, damage: this.#damage, different: this.#different };
  }

  async run(): Promise<void> {
    const { files, lanes, workers } = this.#plan;
    mkdirSync(this.#input);
    writeInput(this.#input, files);
    const whole = join(this.#folder, 'whole.sqlite');
    const begun = Date.now();
    await runUntilKilled({ cli: this.#cli, args: this.#args(whole, workers[0] ?? 0) });
    this.#duration = Date.now() - begun;
    this.#expected = digestOf(whole);
    await Promise.all(Array.from({ length: lanes }, (_, lane) => this.#lane(lane)));
  }

  get #input(): string {
    return join(this.#folder, 'input');
  }

  #args(database: string, workers: number): string[] {
    return [this.#input, '--db', database, '--workers', String(workers)];
  }

  async #lane(lane: number): Promise<void> {
    const { kills, workers, patience = Infinity } = this.#plan;
    const begun = performance.now();
    while (this.#kills < kills && performance.now() - begun < patience) {
      const database = join(this.#folder, `lane${lane}.sqlite`);
      await this.#round(database, workers[(lane + this.#rounds) % workers.length] ?? 0);
      this.#rounds += 1;
      if (digestOf(database) !== this.#expected) this.#different += 1;
      for (const suffix of ['', '-wal', '-shm']) rmSync(`${database}${suffix}`, { force: true });
    }
  }

  /** From no file at all to a finished database. */
  async #round(database: string, workers: number): Promise<void> {
    const args = this.#args(database, workers);
    for (let attempt = 0; attempt < KILLS_A_ROUND; attempt += 1) {
      // Every third reads all anew, so that rows that are there are replaced under the kill.
      const isForced = attempt % 3 === 2;
      const after = this.#random.next() * this.#duration;
      const nextArgs = isForced ? [...args, '--force'] : args;
      if (await runUntilKilled({ cli: this.#cli, args: nextArgs, after })) this.#kills += 1;
      this.#damage.push(...damageOf(database));
    }
    await runUntilKilled({ cli: this.#cli, args });
  }
}

export async function killAtRandom(plan: KillPlan): Promise<KillReport> {
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-kills-'));
  const program = buildProgram();
  try {
    const spree = new KillingSpree(plan, folder, program.cli);
    await spree.run();
    return spree.report;
  } finally {
    program.remove();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      kills: { type: 'string', default: '200' },
      files: { type: 'string', default: '40' },
      seed: { type: 'string', default: '1' },
      workers: { type: 'string', default: '0,1,2' },
      lanes: { type: 'string', default: '2' },
    },
  });
  const begun = Date.now();
  const report = await killAtRandom({
    kills: Number(values.kills),
    files: Number(values.files),
    seed: Number(values.seed),
    workers: values.workers.split(',').map(Number),
    lanes: Number(values.lanes),
  });
  process.stdout.write(`${JSON.stringify({ ...report, seconds: (Date.now() - begun) / 1000 })}\n`);
  if (report.different > 0 || report.damage.length > 0) process.exitCode = 1;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main();
