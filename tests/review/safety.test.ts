/** Hostile values, hostile pages, hostile names of this machine: nothing of them runs, and nothing is written for them. */
import { writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/load/open.js';
import { openPage, useBrowser, useReview } from './page.js';
import { importInto, writeForm } from './review-database.js';

const HOSTILE = `<img src=x onerror="document.title='ran'"><script>document.title='ran'</script>`;

const browser = useBrowser();
const served = useReview(async (folder, database) => {
  await importInto(database, [writeForm(join(folder, 'form.html'))]);
  const db = openDatabase(database);
  for (const column of ['site_name', 'reporting_unit', 'site_code'])
    db.prepare(`UPDATE reports SET ${column} = ?`).run(HOSTILE);
  db.prepare('UPDATE fields SET value_text = ? WHERE value_text IS NOT NULL').run(HOSTILE);
  db.prepare('UPDATE fields SET raw = ?, label_raw = ?, confidence = 0.4').run(HOSTILE, HOSTILE);
  db.prepare(
    `INSERT INTO rivals (report_id, indicator, period, rank, raw, status, label_raw, relation, score)
     SELECT report_id, indicator, period, 2, @text, 'invalid', @text, 'right', 0.5 FROM fields WHERE relation IS NOT NULL`,
  ).run({ text: HOSTILE });
  db.prepare("INSERT INTO findings SELECT id, 900, NULL, NULL, ?, 'warning', ? FROM reports").run(
    HOSTILE,
    HOSTILE,
  );
  // The same site a year before, so that the leaps show its name.
  db.exec(`
    INSERT INTO documents (id, path, sha256, bytes, kind, status, imported_at, program_version)
      VALUES (1, 'gone.html', printf('%064d', 1), 1, 'filing', 'loaded', '', 't');
    INSERT INTO reports (id, document_id, ordinal, form, template, year, site_code, site_name, completeness, confidence)
      SELECT 1, 1, 0, form, template, year - 1, site_code, site_name, 1, 1 FROM reports;
    INSERT INTO fields (report_id, indicator, period, form, status, value_number, confidence, features)
      SELECT 1, indicator, period, form, status, 1, 1, '{}' FROM fields WHERE value_number IS NOT NULL;`);
  db.close();
});
const address = () => served().review.address;

describe('a hostile value', () => {
  it.each(['', 'overview', 'filing/1', 'filing'])('runs nothing in /%s', async (path) => {
    const { page, troubles, foreign } = await openPage(browser(), address());
    await page.goto(`${address()}${path === 'filing' ? '' : path}`);
    await page.waitForSelector('tr.selected, .field, svg');
    if (path === 'filing') {
      await page.keyboard.press('Enter');
      await page.waitForSelector('.field.selected');
      await page.waitForSelector('.document');
    }
    await page.waitForTimeout(300);
    expect(await page.title()).not.toBe('ran');
    expect(await page.locator('#app img[src="x"], #app script').count()).toBe(0);
    expect(troubles).toEqual([]);
    expect(foreign).toEqual([]);
    await page.close();
  });

  it('is shown as it is', async () => {
    const { page } = await openPage(browser(), address());
    await page.goto(address());
    await page.waitForSelector('td.site a');
    expect(await page.locator('td.site a').first().textContent()).toBe(HOSTILE);
    await page.close();
  });
});

interface Answer {
  readonly status: number;
  readonly body: string;
}

/** Node's own fetch does not let a test choose Host. */
function send(path: string, headers: Record<string, string>, body?: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const method = body === undefined ? 'GET' : 'POST';
    const options = { method, headers, agent: false } as const;
    const sent = request(new URL(path, address()), options, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text }));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

async function session(): Promise<{ token: string; cookie: string }> {
  const response = await fetch(address());
  const token = /name="nianbao-token" content="([0-9a-f]{64})"/.exec(await response.text())?.[1] ?? '';
  const cookie = response.headers.get('set-cookie')?.split(';')[0] ?? '';
  expect(response.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Strict/);
  return { token, cookie };
}

async function decision(): Promise<string> {
  const { rows } = (await (await fetch(`${address()}api/queue?limit=1`)).json()) as {
    rows: { reportId: number; indicator: string; period: string; status: string; value: unknown }[];
  };
  const [row] = rows;
  return JSON.stringify({
    decisions: [
      {
        reportId: row?.reportId,
        indicator: row?.indicator,
        period: row?.period,
        seen: { status: row?.status, value: row?.value },
        action: { kind: 'accept' },
      },
    ],
  });
}

const countReviews = () => {
  const db = openDatabase(served().database);
  const count = db.prepare('SELECT count(*) FROM reviews').pluck().get();
  db.close();
  return count;
};

describe('the server', () => {
  it('refuses another name of this machine', async () => {
    expect(await send('/', { host: 'evil.example:80' })).toMatchObject({ status: 403 });
    expect(await send('/api/queue', { host: `rebound.example:${new URL(address()).port}` })).toMatchObject({
      status: 403,
    });
    expect(await send('/api/queue', {})).toMatchObject({ status: 200 });
  });

  it('refuses requests that another site sends', async () => {
    expect(await send('/api/queue', { origin: 'https://evil.example' })).toMatchObject({ status: 403 });
    expect(await send('/api/queue', { 'sec-fetch-site': 'cross-site' })).toMatchObject({ status: 403 });
  });

  it('takes a write only with token and cookie', async () => {
    const { token, cookie } = await session();
    const body = await decision();
    const type = { 'content-type': 'application/json' };
    const all = { ...type, 'x-nianbao-token': token, cookie };
    const { cookie: _, ...withoutCookie } = all;
    for (const headers of [
      type,
      withoutCookie,
      { ...type, cookie },
      { ...all, 'x-nianbao-token': 'f'.repeat(64) },
    ]) {
      expect(await send('/api/decisions', headers, body)).toMatchObject({ status: 403 });
    }
    expect(await send('/api/decisions', { ...all, origin: 'https://evil.example' }, body)).toMatchObject({
      status: 403,
    });
    expect(countReviews()).toBe(0);
    expect(await send('/api/decisions', { ...all, origin: address().slice(0, -1) }, body)).toMatchObject({
      status: 200,
    });
    expect(countReviews()).toBe(1);
  });

  it('refuses what it does not understand', async () => {
    const { token, cookie } = await session();
    const headers = { 'content-type': 'application/json', 'x-nianbao-token': token, cookie };
    expect(await send('/api/decisions', headers, '{"decisions": [{"reportId": "1"}]}')).toMatchObject({
      status: 400,
    });
    expect(await send('/api/decisions', headers, '{')).toMatchObject({ status: 400 });
    expect(await send('/api/decisions', headers, `"${'x'.repeat(600_000)}"`)).toMatchObject({ status: 413 });
    expect(await send('/api/undo', headers, '{"ids": [12345]}')).toMatchObject({ status: 409 });
  });

  it('sends a content policy without inline scripts, to be framed by nobody', async () => {
    const policy = (await fetch(address())).headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
  });

  it('gives no file that is not the one that was read', async () => {
    const { folder, database } = served();
    const secret = join(folder, 'secret.txt');
    writeFileSync(secret, 'secret');
    const db = openDatabase(database);
    db.prepare("UPDATE documents SET path = ?, media_type = 'application/pdf' WHERE id = 1").run(secret);
    db.close();
    expect(await send('/api/filings/1/pdf', {})).toEqual({ status: 404, body: 'not found' });
    expect(await send('/api/filings/1/source', {})).toMatchObject({
      body: '{"kind":"none","reason":"changed"}',
    });
    for (const path of [
      '/assets/..%2fserver.js',
      '/library/..%2f..%2fpackage.json',
      '/library/pdfjs/build/pdf.mjs',
    ]) {
      expect(await send(path, {})).toMatchObject({ status: 404 });
    }
  });
});
