/**
 * The review page on a database of 20,000 generated reports: how long until the first screen is there, how long each
 * step takes, and whether memory stays flat. `npx tsx bench/review.ts [reports] [database]`; an existing database is
 * taken as it is.
 */
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { serveReview } from '../src/review/server.js';
import { seedDatabase } from '../tests/review/review-database.js';

const reports = Number(process.argv[2] ?? 20_000);
const database = process.argv[3] ?? join(mkdtempSync(join(tmpdir(), 'nianbao-bench-')), 'reports.sqlite');
const STEPS = 200;

function say(name: string, milliseconds: number): void {
  const memory = Math.round(process.memoryUsage().rss / 1e6);
  process.stdout.write(`${name.padEnd(34)} ${milliseconds.toFixed(1).padStart(9)} ms   ${memory} MB\n`);
}

async function timed<T>(name: string, run: () => Promise<T>): Promise<T> {
  const start = performance.now();
  const result = await run();
  say(name, performance.now() - start);
  return result;
}

/** Median and slowest of many requests, one after the other. */
async function steps(name: string, address: (step: number) => string): Promise<void> {
  const times: number[] = [];
  for (let step = 0; step < STEPS; step += 1) {
    const start = performance.now();
    await (await fetch(address(step))).text();
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  say(`${name}, median of ${STEPS}`, times[Math.floor(STEPS / 2)] ?? 0);
  say(`${name}, slowest`, times.at(-1) ?? 0);
}

async function untilWhole(address: string): Promise<void> {
  for (;;) {
    const page = (await (await fetch(`${address}api/queue?limit=1`)).json()) as { isComplete: boolean };
    if (page.isComplete) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

if (!existsSync(database)) {
  await timed(`seed ${reports} reports`, async () => seedDatabase(database, { reports, doubtful: 0.08 }));
}
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
const page = await browser.newPage();
const start = performance.now();
const review = await timed('server starts', () =>
  serveReview({ database, port: 0, reviewer: 'bench', language: 'zh', now: () => '2024-06-01T09:00:00Z' }),
);
await page.goto(review.address);
await page.waitForSelector('tr.selected');
say('first screen, from the start', performance.now() - start);
await timed('whole queue', () => untilWhole(review.address));
await steps('page of the queue', () => `${review.address}api/queue?limit=50`);
await steps('filtered queue', () => `${review.address}api/queue?limit=50&region=45&year=2021`);
await steps('filing', (step) => `${review.address}api/filings/${1 + step * 90}`);
await timed('overview', async () => (await fetch(`${review.address}api/overview`)).text());
await timed('leaps', async () =>
  (await fetch(`${review.address}api/leaps?indicator=traffic.page_views`)).text(),
);
for (let round = 0; round < 4; round += 1)
  await steps(
    `filing, round ${round + 2}`,
    (step) => `${review.address}api/filings/${2 + round + step * 90}`,
  );
await page.goto(review.address);
await page.waitForSelector('tr.selected');
await page.keyboard.press('Enter');
await page.waitForSelector('.field.selected');
const keys: number[] = [];
for (let key = 0; key < 6; key += 1) {
  const before = performance.now();
  const label = await page.locator('.field.selected').getAttribute('data-slot');
  await page.keyboard.press('j');
  await page.waitForFunction(
    `document.querySelector('.field.selected').dataset.slot !== ${JSON.stringify(label)}`,
  );
  keys.push(performance.now() - before);
}
say('a key, in the browser, slowest of 6', Math.max(...keys));
await browser.close();
await review.close();
