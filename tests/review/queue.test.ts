/** The queue in a real browser: what each filter lets through, search, and the random check with its error rate. */
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/load/open.js';
import { openPage, useBrowser, useReview } from './page.js';
import { seedDatabase } from './review-database.js';

let page: Page;
let troubles: string[];

const browser = useBrowser();
const served = useReview((_, database) => {
  seedDatabase(database, { reports: 24, doubtful: 0.1 });
  const db = openDatabase(database);
  db.exec(`
    DELETE FROM findings;
    UPDATE fields SET confidence = 0.5 WHERE indicator = 'traffic.page_views' AND report_id = 7;
    UPDATE reports SET template = 'work-2020-gx' WHERE id = 3;
    UPDATE fields SET status = 'blank', value_number = NULL, value_text = NULL
      WHERE report_id = 5 AND confidence < 0.9;`);
  db.close();
});
const address = () => served().review.address;

beforeEach(async () => {
  ({ page, troubles } = await openPage(browser(), address()));
  await page.goto(address());
  await page.waitForSelector('tr.selected');
});

afterEach(async () => {
  expect(troubles).toEqual([]);
  await page.close();
});

interface Row {
  readonly reportId: number;
  readonly indicator: string;
  readonly status: string;
  readonly year: number;
  readonly template: string;
  readonly sourceKind: string;
  readonly siteName: string;
  readonly siteCode: string;
  readonly kind: string;
}

/** Rows of the answer that an action on the page asks for. */
async function rowsAfter(action: () => Promise<unknown>): Promise<Row[]> {
  const answered = page.waitForResponse((response) => response.url().includes('/api/queue?'));
  await action();
  const { rows } = (await (await answered).json()) as { rows: Row[] };
  await expect.poll(() => page.locator('table.queue tbody tr').count()).toBe(rows.length);
  return rows;
}

const choose = (name: string, value: string) =>
  rowsAfter(() => page.selectOption(`select[name="filter.${name}"]`, value));

describe('a filter', () => {
  it.each([
    ['year', '2021', ({ year }: Row) => year === 2021],
    ['province', '43', ({ siteCode }: Row) => siteCode.startsWith('4301')],
    ['template', 'work-2020-gx', ({ template }: Row) => template === 'work-2020-gx'],
    ['indicator', 'traffic.page_views', ({ indicator }: Row) => indicator === 'traffic.page_views'],
    ['status', 'blank', ({ status }: Row) => status === 'blank'],
    ['source', 'scan', ({ sourceKind }: Row) => sourceKind === 'scan'],
    ['kind', 'audit', ({ kind }: Row) => kind === 'audit'],
  ] as const)('by %s lets through what it names, and is kept in the address', async (name, value, fits) => {
    const rows = await choose(name, value);
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter((row) => !fits(row))).toEqual([]);
    expect(new URL(page.url()).search).toContain(value);
    await page.reload();
    await page.waitForSelector('tr.selected');
    expect(await page.locator('table.queue tbody tr').count()).toBe(rows.length);
    expect((await rowsAfter(() => page.getByText('清除筛选').click())).length).toBeGreaterThan(
      rows.length - 1,
    );
    expect(new URL(page.url()).search).toBe('');
  });

  it('by city stands below its province', async () => {
    await choose('province', '44');
    const rows = await choose('city', '4401');
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.every(({ siteCode }) => siteCode.startsWith('4401'))).toBe(true);
  });

  it('narrows together with another, down to nothing', async () => {
    await choose('year', '2021');
    const rows = await choose('source', 'pdf');
    expect(rows.every(({ year, sourceKind }) => year === 2021 && sourceKind === 'pdf')).toBe(true);
    await choose('status', 'invalid');
    expect(await page.locator('.empty').textContent()).toBe('当前筛选下没有待审的值。');
  });
});

it('a search by name or code finds the site, from the keyboard', async () => {
  const named = await rowsAfter(async () => {
    await page.keyboard.press('/');
    await page.keyboard.type('第3号');
  });
  expect(new Set(named.map(({ siteName }) => siteName))).toEqual(new Set(['第3号政府网站']));
  const coded = await rowsAfter(() => page.fill('#site-search', '4401000002'));
  expect(new Set(coded.map(({ siteCode }) => siteCode))).toEqual(new Set(['4401000002']));
});

it('the random check measures the error rate of what nobody looked at', async () => {
  expect(await page.locator('.summary .audit').textContent()).toContain('差错率未知');
  const sample = await choose('kind', 'audit');
  for (const row of sample) {
    await page.goto(
      `${address()}filing/${row.reportId}?field=${encodeURIComponent(`${row.indicator} year`)}`,
    );
    await page.waitForSelector('.field.selected');
    const stored = page.waitForResponse((response) => response.url().endsWith('/api/decisions'));
    // The first is found to be wrong, all others right.
    await page.keyboard.press(row === sample[0] ? 'u' : 'Enter');
    expect((await stored).status()).toBe(200);
    if (row === sample[9]) break;
  }
  await page.goto(address());
  await page.waitForSelector('tr.selected');
  expect(await page.locator('.summary .audit').textContent()).toMatch(
    /10 \/ \d+ · 未经人看的值，差错率 10\.0%（95% 区间 1\.8%–40\.4%）/,
  );
});
