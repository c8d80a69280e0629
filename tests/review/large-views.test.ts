/** The views that analysts ask most, on many reports: joining all reports with all others would take minutes here. */

import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Connection, openDatabase } from '../../src/load/open.js';
import { processorTime } from '../processor-time.js';
import { seedDatabase, temporaryFolder } from './review-database.js';

const REPORTS = 4_000;
/** Reports a site has, one a year. */
const YEARS = 4;
/** Milliseconds of processor: ten times what a view takes here, a tenth of what a quadratic plan does. */
const GENEROUS = 4_000;

let folder: string;
let db: Connection;

beforeAll(() => {
  folder = temporaryFolder();
  const file = join(folder, 'reports.sqlite');
  seedDatabase(file, { reports: REPORTS, doubtful: 0.05 });
  db = openDatabase(file);
});

afterAll(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Sites in whole; the first and last of the seed lack a year. */
const SITES = REPORTS / YEARS;
const PAIRS = REPORTS - SITES;

it.each([
  ['consecutive_years', '', PAIRS],
  ['year_over_year', "WHERE indicator = 'traffic.page_views'", PAIRS],
  ['ratios', "WHERE ratio = 'online_share'", REPORTS],
  ['ratios_year_over_year', "WHERE ratio = 'online_share'", PAIRS],
  ['coverage', 'WHERE filed', REPORTS],
  ['agreement', '', 0],
])('%s %s is quick', (view, condition, rows) => {
  const begun = processorTime();
  const count = db.prepare(`SELECT count(*) FROM ${view} ${condition}`).pluck().get() as number;
  expect(Math.abs(count - rows)).toBeLessThanOrEqual(1);
  expect(processorTime() - begun).toBeLessThan(GENEROUS);
});
