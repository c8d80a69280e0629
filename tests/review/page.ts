/** A browser and a review server for the tests of one file, started before the first and ended after the last. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { type RunningReview, serveReview } from '../../src/review/server.js';
import { temporaryFolder } from './review-database.js';

export const NOW = '2024-06-01T09:00:00Z';

/** Milliseconds for a step of the browser: against what never ends, not against a busy machine. */
const PATIENCE = 600_000;

/** Gives the browser, once the tests run. */
export function useBrowser(): () => Browser {
  let browser: Browser;
  beforeAll(async () => {
    const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox'], timeout: PATIENCE });
  });
  afterAll(() => browser.close());
  return () => browser;
}

export interface Served {
  readonly folder: string;
  readonly database: string;
  readonly review: RunningReview;
}

/** Gives what is served, once the tests run. @param prepare makes the database in a folder that is removed at the end */
export function useReview(prepare: (folder: string, database: string) => unknown): () => Served {
  let served: Served;
  beforeAll(async () => {
    const folder = temporaryFolder();
    const database = join(folder, 'reports.sqlite');
    await prepare(folder, database);
    served = { folder, database, review: await startReview(database) };
  });
  afterAll(async () => {
    await served.review.close();
    rmSync(served.folder, { recursive: true, force: true });
  });
  return () => served;
}

export function startReview(database: string, language: 'zh' | 'en' = 'zh'): Promise<RunningReview> {
  return serveReview({ database, port: 0, reviewer: '李伟', language, now: () => NOW });
}

export interface WatchedPage {
  readonly page: Page;
  /** Whatever a page says when something went wrong: exceptions, refusals by the content policy, console errors. */
  readonly troubles: string[];
  /** Addresses of requests that left the server. */
  readonly foreign: string[];
}

export async function openPage(
  browser: Browser,
  address: string,
  { width = 1280, language }: { width?: number; language?: 'zh' | 'en' } = {},
): Promise<WatchedPage> {
  const page = await browser.newPage({ viewport: { width, height: width > 1500 ? 1080 : 800 } });
  page.setDefaultTimeout(PATIENCE);
  const troubles: string[] = [];
  const foreign: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') troubles.push(message.text());
  });
  page.on('pageerror', (error) => troubles.push(error.message));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(address) && !url.startsWith('blob:')) foreign.push(url);
  });
  if (language) {
    await page.addInitScript(`try { localStorage.setItem('nianbao-language', '${language}'); } catch {}`);
  }
  return { page, troubles, foreign };
}
