/** A large database: the first screen does not wait for all of it, and every step stays quick. */
import { describe, expect, it } from 'vitest';
import { processorTime } from '../processor-time.js';
import { useReview } from './page.js';
import { seedDatabase } from './review-database.js';

/** More than the queue reads before its first answer; `bench/review.ts` measures 20,000. */
const REPORTS = 2_000;
/** Milliseconds of processor time a request: ten times what it takes, so that only a change of kind fails. */
const GENEROUS = 1_000;

const served = useReview((_, database) => seedDatabase(database, { reports: REPORTS, doubtful: 0.08 }));
const address = () => served().review.address;

interface Queue {
  readonly rows: readonly { reportId: number; indicator: string; risk: number | null; kind: string }[];
  readonly next: string | null;
  readonly isComplete: boolean;
  readonly counts: { open: number; openAudits: number };
  readonly audit: { size: number };
}

const queue = async (query: string) =>
  (await (await fetch(`${address()}api/queue?${query}`)).json()) as Queue;

async function timed(path: string): Promise<number> {
  const start = processorTime();
  const response = await fetch(address() + path);
  await response.text();
  expect(response.status).toBe(200);
  return processorTime() - start;
}

describe('2,000 reports', () => {
  it('have a first page before they are all counted, and then a whole queue in order of risk', async () => {
    const first = await queue('limit=20');
    expect(first.rows).toHaveLength(20);
    expect(first.isComplete).toBe(false);
    await expect.poll(async () => (await queue('limit=1')).isComplete).toBe(true);
    const page = await queue('limit=100');
    const risks = page.rows.flatMap(({ risk }) => (risk === null ? [] : [risk]));
    expect(risks).toEqual([...risks].sort((a, b) => b - a));
    expect(page.rows.filter(({ kind }) => kind === 'audit')).toHaveLength(10);
    expect(page.audit.size).toBe(100);
    const second = await queue(`limit=100&after=${page.next}`);
    const slots = (rows: Queue['rows']) => rows.map(({ reportId, indicator }) => `${reportId} ${indicator}`);
    expect(new Set([...slots(page.rows), ...slots(second.rows)]).size).toBe(200);
  });

  it('are filtered', async () => {
    const all = await queue('limit=1');
    const some = await queue('limit=50&region=43&year=2021&indicator=traffic.page_views');
    expect(some.counts.open).toBeGreaterThan(0);
    expect(some.counts.open).toBeLessThan(all.counts.open / 50);
    expect(new Set(some.rows.map(({ indicator }) => indicator))).toEqual(new Set(['traffic.page_views']));
    expect(
      (await queue(`limit=5&site=${encodeURIComponent('第77号')}`)).rows[0]?.reportId,
    ).toBeGreaterThanOrEqual(308);
    expect((await queue('limit=5&year=1999')).rows).toEqual([]);
  });

  it('answer every step quickly, with memory that does not grow', async () => {
    const paths = [
      'api/queue?limit=50',
      'api/filings/77',
      'api/queue?limit=1&exclude=77',
      'api/filings/77/source',
    ];
    for (const path of paths) expect(await timed(path), path).toBeLessThan(GENEROUS);
    expect(await timed('api/overview')).toBeLessThan(10 * GENEROUS);
    const walk = async (from: number) => {
      for (let report = from; report < from + 150; report += 1) await timed(`api/filings/${report}`);
      global.gc?.();
      return process.memoryUsage().rss / 1e6;
    };
    const before = await walk(1);
    expect((await walk(500)) - before).toBeLessThan(150);
  });
});
