/** `nianbao import` as a user runs it, timed from its start to its end, with the memory of its processes. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Often enough to meet every peak that lasts, seldom enough to cost nothing. */
const WATCH_MILLISECONDS = 100;

export interface TimedImport {
  readonly files: number;
  readonly workers: number;
  readonly seconds: number;
  readonly perSecond: number;
  /** Peak resident memory of the process that walks, hashes and writes. */
  readonly parentMegabytes: number;
  /** The largest of the processes that read. */
  readonly readerMegabytes: number;
  readonly databaseMegabytes: number;
}

/** Peak resident memory (proc(5), `VmHWM`), or 0 where the process is gone. */
function peakMegabytes(pid: number): number {
  try {
    const [, kilobytes] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'latin1')) ?? [];
    return Number(kilobytes ?? 0) / 1024;
  } catch {
    return 0;
  }
}

function childrenOf(pid: number): number[] {
  try {
    const text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'latin1').trim();
    return text === '' ? [] : text.split(' ').map(Number);
  } catch {
    return [];
  }
}

/** @param cli path of the built `cli.js` */
export async function timedImport(cli: string, folder: string, workers: number): Promise<TimedImport> {
  const place = mkdtempSync(join(tmpdir(), 'nianbao-bench-'));
  const database = join(place, 'bench.sqlite');
  const begun = performance.now();
  const args = [cli, 'import', folder, '--db', database, '--workers', String(workers)];
  const child = spawn(process.execPath, args, { stdio: 'ignore' });
  const pid = child.pid ?? 0;
  let [parent, reader] = [0, 0];
  const watch = setInterval(() => {
    parent = Math.max(parent, peakMegabytes(pid));
    reader = Math.max(reader, ...childrenOf(pid).map(peakMegabytes));
  }, WATCH_MILLISECONDS);
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  clearInterval(watch);
  const seconds = (performance.now() - begun) / 1000;
  if (code !== 0) throw new Error(`the import of ${folder} ended with ${code}`);
  const files = readdirSync(folder).length;
  const databaseMegabytes = statSync(database).size / 1e6;
  rmSync(place, { recursive: true });
  return {
    files,
    workers,
    seconds,
    perSecond: files / seconds,
    parentMegabytes: parent,
    readerMegabytes: reader,
    databaseMegabytes,
  };
}
