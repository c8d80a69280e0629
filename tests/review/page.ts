/** A browser and a review server for one test file. */
import { type Browser, chromium, type Page } from 'playwright-core';
import { type RunningReview, serveReview } from '../../src/review/server.js';

export const NOW = '2024-06-01T09:00:00Z';

export function startBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });
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
