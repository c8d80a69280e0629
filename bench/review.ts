/**
 * The review page on a database of 20,000 generated reports: how long until the first screen is there, how long each
 * step takes, and whether memory stays flat. `npx tsx bench/review.ts [reports] [database]`; an existing database is
 * taken as it is. Ends with 1 where a bound is broken. Bounds are those of an idle machine: on a busy one they stretch
 * with what a fixed piece of work takes.
 */
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { serveReview } from '../src/review/server.js';
import { seedDatabase } from '../tests/review/review-database.js';
import { fixedWork } from './fixed-work.js';

/** From the requirements, in milliseconds. */
const FIRST_SCREEN = 1_000;
const STEP = 100;
/** A view that somebody opens now and then, not with every field. */
const OVERVIEW = 1_000;
/** Megabytes that the process may grow by while 800 filings are opened, after the first 200. */
const GROWTH = 60;
/** Seconds of the fixed piece of work on an idle machine. */
const IDLE = 0.9;

/** First screens of which the quickest counts: what another program takes of the machine is none of ours. */
const STARTS = 3;
const STEPS = 200;
const ROUNDS = 4;
const KEYS = 40;

const reports = Number(process.argv[2] ?? 20_000);
const database = process.argv[3] ?? join(mkdtempSync(join(tmpdir(), 'nianbao-bench-')), 'reports.sqlite');
const broken: string[] = [];
let stretch = 1;

const megabytes = () => Math.round(process.memoryUsage().rss / 1e6);

/** @param bound milliseconds on an idle machine; none for what only prepares */
function say(name: string, milliseconds: number, bound?: number): void {
  const isBroken = bound !== undefined && milliseconds > bound * stretch;
  if (isBroken) broken.push(name);
  const limit =
    bound === undefined ? '' : `bound ${Math.round(bound * stretch)} ms${isBroken ? ' BROKEN' : ''}`;
  process.stdout.write(
    `${name.padEnd(40)} ${milliseconds.toFixed(1).padStart(9)} ms ${String(megabytes()).padStart(5)} MB   ${limit}\n`,
  );
}

async function timed<T>(name: string, run: () => Promise<T>, bound?: number): Promise<T> {
  const start = performance.now();
  const result = await run();
  say(name, performance.now() - start, bound);
  return result;
}

async function get(address: string): Promise<string> {
  return (await fetch(address)).text();
}

/** Median and 95th percentile of what somebody does many times, one after the other. */
function sayTimes(name: string, times: number[]): void {
  times.sort((a, b) => a - b);
  say(`${name}, median of ${times.length}`, times[Math.floor(times.length / 2)] ?? 0, STEP);
  say(`${name}, 95th percentile`, times[Math.floor(times.length * 0.95)] ?? 0, STEP);
}

async function steps(name: string, address: (step: number) => string): Promise<void> {
  const times: number[] = [];
  for (let step = 0; step < STEPS; step += 1) {
    const start = performance.now();
    await get(address(step));
    times.push(performance.now() - start);
  }
  sayTimes(name, times);
}

async function untilWhole(address: string): Promise<void> {
  for (;;) {
    const page = JSON.parse(await get(`${address}api/queue?limit=1`)) as { isComplete: boolean };
    if (page.isComplete) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const serve = () =>
  serveReview({ database, port: 0, reviewer: 'bench', language: 'zh', now: () => '2024-06-01T09:00:00Z' });

/** Milliseconds from the start of the server to the first row that keys act on, in a window that is open. */
async function firstScreen(browser: Browser): Promise<number> {
  const page = await browser.newPage();
  await page.goto('about:blank');
  const begun = performance.now();
  const review = await serve();
  const started = performance.now();
  await page.goto(review.address);
  await page.waitForSelector('tr.selected');
  const shown = performance.now();
  say('server starts', started - begun);
  say('first screen, from the start', shown - begun);
  await page.close();
  await review.close();
  return shown - begun;
}

async function firstScreens(browser: Browser): Promise<void> {
  const times: number[] = [];
  for (let start = 0; start < STARTS; start += 1) times.push(await firstScreen(browser));
  say(`first screen, quickest of ${STARTS}`, Math.min(...times), FIRST_SCREEN);
}

async function requests(address: string): Promise<void> {
  await timed('whole queue', () => untilWhole(address));
  await steps('page of the queue', () => `${address}api/queue?limit=50`);
  await steps('filtered queue', () => `${address}api/queue?limit=50&region=45&year=2021`);
  await steps('search', (step) => `${address}api/queue?limit=50&site=${step}`);
  await timed('overview', () => get(`${address}api/overview`), OVERVIEW);
  await timed('leaps', () => get(`${address}api/leaps?indicator=traffic.page_views`), OVERVIEW);
}

/** Opens other filings in each round; what the first round leaves behind is no growth. */
async function memory(address: string): Promise<void> {
  let before = 0;
  for (let round = 0; round <= ROUNDS; round += 1) {
    await steps(`filing, round ${round + 1}`, (step) => `${address}api/filings/${1 + round + step * 90}`);
    global.gc?.();
    if (round === 0) before = megabytes();
  }
  const growth = megabytes() - before;
  if (growth > GROWTH) broken.push(`memory grew by ${growth} MB`);
  process.stdout.write(`memory grew by ${growth} MB over ${ROUNDS * STEPS} filings, bound ${GROWTH} MB\n`);
}

/** From the key to the next field on the screen. */
async function keys(browser: Browser, address: string): Promise<void> {
  const page = await browser.newPage();
  await page.goto(address);
  await page.waitForSelector('tr.selected');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.field.selected');
  const times: number[] = [];
  for (let key = 0; key < KEYS; key += 1) {
    times.push(await page.evaluate<number>(KEY_TO_PAINT));
  }
  sayTimes('a key to the next paint', times);
}

/** In the page itself, so that the way to the browser and back is not counted. */
const KEY_TO_PAINT = `new Promise((resolve) => {
  const begun = performance.now();
  document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'j', bubbles: true, cancelable: true }));
  requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - begun)));
})`;

stretch = Math.max(1, fixedWork() / IDLE);
process.stdout.write(`bounds are stretched ${stretch.toFixed(2)} times\n`);
if (!existsSync(database)) {
  await timed(`seed ${reports} reports`, async () => seedDatabase(database, { reports, doubtful: 0.08 }));
}
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
await firstScreens(browser);
const review = await serve();
await requests(review.address);
await memory(review.address);
await keys(browser, review.address);
await browser.close();
await review.close();
for (const name of broken) process.stderr.write(`broken: ${name}\n`);
if (broken.length > 0) process.exitCode = 1;
