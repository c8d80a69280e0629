/** What axe finds on the three views in both languages, and whether anything is cut off or untranslated. */
import { readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningReview } from '../../src/review/server.js';
import { openPage, startBrowser, startReview } from './page.js';
import { importInto, temporaryFolder } from './review-database.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let browser: Browser;
let folder: string;
let review: RunningReview;

beforeAll(async () => {
  folder = temporaryFolder();
  const database = join(folder, 'reports.sqlite');
  await importInto(database, ['corpus']);
  review = await startReview(database);
  browser = await startBrowser();
}, 90_000);

afterAll(async () => {
  await browser.close();
  await review.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string }[];
}

const VIEWS = [
  ['queue', async () => ''],
  [
    'filing',
    async () => {
      const { rows } = (await (await fetch(`${review.address}api/queue?limit=1`)).json()) as {
        rows: { reportId: number }[];
      };
      return `filing/${rows[0]?.reportId}`;
    },
  ],
  ['overview', async () => 'overview'],
] as const;
const READY = 'tr.selected, .document, .figure svg';

for (const language of ['zh', 'en'] as const) {
  describe(`in ${language}`, () => {
    it.each(VIEWS)('the %s is accessible', async (_, path) => {
      const { page, troubles } = await openPage(browser, review.address, { language });
      await page.goto(review.address + (await path()));
      await page.waitForSelector(READY);
      // Evaluated by the debugger: the content policy would refuse it as a script of the page.
      await page.evaluate(AXE);
      const violations = (await page.evaluate(
        'axe.run().then(({ violations }) => violations)',
      )) as Violation[];
      const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
      expect(grave.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
      expect(troubles).toEqual([]);
      await page.close();
    });

    it.each(VIEWS)('the %s fits windows of 1280 and 1920 pixels', async (_, path) => {
      for (const width of [1280, 1920]) {
        const { page } = await openPage(browser, review.address, { language, width });
        await page.goto(review.address + (await path()));
        await page.waitForSelector(READY);
        const overflow = await page.evaluate(
          'document.documentElement.scrollWidth - document.documentElement.clientWidth',
        );
        expect(overflow).toBe(0);
        await page.close();
      }
    });
  });
}

describe('messages', () => {
  it('exist for every key that the page uses, in two languages', async () => {
    const { MESSAGES } = (await import('../../src/review/assets/messages.js' as string)) as {
      MESSAGES: Record<string, readonly [string, string]>;
    };
    for (const [key, texts] of Object.entries(MESSAGES)) {
      expect(texts, key).toHaveLength(2);
      expect(texts[1], key).not.toMatch(key === 'nav.language' ? /^$/ : /\p{Script=Han}/u);
    }
  });
});
