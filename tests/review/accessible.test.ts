/** What axe finds on the three views in both languages, and whether anything is cut off or untranslated. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { openPage, useBrowser, useReview } from './page.js';
import { importInto } from './review-database.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const browser = useBrowser();
const served = useReview((_, database) => importInto(database, ['corpus']));
const address = () => served().review.address;

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string }[];
}

async function graveFaults(page: Page): Promise<string[]> {
  // Evaluated by the debugger: the content policy would refuse it as a script of the page.
  await page.evaluate(AXE);
  const violations = await page.evaluate<Violation[]>('axe.run().then(({ violations }) => violations)');
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

const VIEWS = [
  ['queue', async () => ''],
  [
    'filing',
    async () => {
      const { rows } = (await (await fetch(`${address()}api/queue?limit=1`)).json()) as {
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
      const { page, troubles } = await openPage(browser(), address(), { language });
      await page.goto(address() + (await path()));
      await page.waitForSelector(READY);
      expect(await graveFaults(page)).toEqual([]);
      expect(troubles).toEqual([]);
      await page.close();
    });

    it('the overlay of keys opens and closes with a key, is accessible, and leaves the view as it was', async () => {
      const { page } = await openPage(browser(), address(), { language });
      await page.goto(address());
      await page.waitForSelector('tr.selected');
      await page.keyboard.press('?');
      const overlay = page.locator('dialog.help[open]');
      await overlay.waitFor();
      const keys = await overlay.locator('kbd').allTextContents();
      expect(keys).toEqual(expect.arrayContaining(['j', 'k', 'Enter', 'e', '1', 'u', 'z', '?']));
      // What each key does is said in the page's language.
      for (const text of await overlay.locator('dd').allTextContents()) {
        expect(/\p{Script=Han}/u.test(text)).toBe(language === 'zh');
      }
      expect(await graveFaults(page)).toEqual([]);
      await page.keyboard.press('j');
      await page.keyboard.press('Escape');
      await expect.poll(() => overlay.count()).toBe(0);
      expect(await page.locator('tr.selected').getAttribute('data-index')).toBe('0');
      await page.keyboard.press('j');
      expect(await page.locator('tr.selected').getAttribute('data-index')).toBe('1');
      await page.close();
    });

    it.each(VIEWS)('the %s fits windows of 1280 and 1920 pixels', async (_, path) => {
      for (const width of [1280, 1920]) {
        const { page } = await openPage(browser(), address(), { language, width });
        await page.goto(address() + (await path()));
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

/** What a view says, without the document beside it and the keys of indicators. */
const SAID = `(() => {
  for (const part of document.querySelectorAll('.source, code, script')) part.remove();
  for (const folded of document.querySelectorAll('details')) folded.open = true;
  return document.body.innerText;
})()`;

describe('in Chinese', () => {
  it.each(VIEWS)('the %s says nothing in English, findings included', async (_, path) => {
    const { page } = await openPage(browser(), address(), { language: 'zh' });
    await page.goto(address() + (await path()));
    await page.waitForSelector(READY);
    expect((await page.evaluate<string>(SAID)).match(/[a-z]{2,} [a-z]{2,}/gi) ?? []).toEqual([]);
    await page.close();
  });

  it('a finding is told whole, as it is in English', async () => {
    const told = async (language: 'zh' | 'en') => {
      const { page } = await openPage(browser(), address(), { language });
      await page.goto(`${address()}?indicator=publishing.total`);
      await page.waitForSelector('tr.selected');
      await page.keyboard.press('Enter');
      const text = await page.locator('.finding small').first().textContent();
      await page.close();
      return text ?? '';
    };
    const facts =
      /^信息发布总数 375 ≠ 概况类信息更新量 4 \+ 政务动态信息更新量 93 \+ 信息公开目录信息更新量 235 = 332/;
    expect(await told('zh')).toMatch(facts);
    expect(await told('zh')).toContain('总数与各分项之和不符');
    expect(await told('en')).toMatch(facts);
    expect(await told('en')).toContain('the total differs from the sum of its parts');
  });
});

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
