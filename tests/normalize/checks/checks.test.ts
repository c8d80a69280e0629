import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readGolden } from '../../../src/golden/run.js';
import { PERIODS } from '../../../src/model/indicator.js';
import {
  CHECKS,
  type CheckedField,
  type CheckedReport,
  runChecks,
} from '../../../src/normalize/checks/index.js';
import { checksText } from '../../../src/normalize/checks/list.js';
import { parseChecks } from '../../../src/normalize/checks/parse.js';
import { CASES, type Values } from './cases.js';

const GOLDEN_DIR = new URL('../../../golden', import.meta.url).pathname;

function fieldOf([key, value]: [string, Values[string]]): CheckedField {
  const [indicator = '', quarter] = key.split('@');
  const period = PERIODS.find((known) => known === quarter) ?? 'year';
  if (value === '无') return { indicator, period, status: 'none', value: null };
  if (value === '') return { indicator, period, status: 'blank', value: null };
  return { indicator, period, status: 'reported', value };
}

function report(name: string, values: Values): CheckedReport {
  const form = name.startsWith('work') ? 'work' : 'supervision';
  return { form, template: `${form}-2020-gx`, year: 2020, fields: Object.entries(values).map(fieldOf) };
}

/** Findings and evidence of one check alone. */
function runOne(name: string, values: Values) {
  const checks = CHECKS.filter(({ form, id }) => `${form} ${id}` === name);
  return runChecks(report(name, values), checks);
}

const ids = CHECKS.map(({ form, id }) => `${form} ${id}`);

describe('the list of checks', () => {
  it('has a test case for every entry, and an entry for every test case', () => {
    expect(Object.keys(CASES).sort()).toEqual([...ids].sort());
  });

  it('is well formed', () => {
    expect(parseChecks(checksText())).toEqual(CHECKS);
  });

  it('refuses an entry that names an unknown indicator, and one that stands twice', () => {
    const [first] = CHECKS;
    expect(() => parseChecks(JSON.stringify([{ ...first, total: 'publishing.totals' }]))).toThrow(
      'publishing.totals',
    );
    expect(() => parseChecks(JSON.stringify([first, first]))).toThrow('stands twice');
    expect(() => parseChecks(JSON.stringify([{ ...first, severity: 'fatal' }]))).toThrow();
  });
});

describe.each(ids)('%s', (name) => {
  const { fails = [], holds = [], silent = [] } = CASES[name] ?? {};
  const [, id = ''] = name.split(' ');

  it.each(fails.map((values) => [values]))('fails on %j', (values) => {
    const { findings, evidence } = runOne(name, values);
    expect(findings.map(({ rule }) => rule)).toEqual([id]);
    expect(findings[0]?.message).not.toMatch(/[{}]|undefined/);
    expect(evidence.some(({ check, agrees }) => check === id && !agrees)).toBe(true);
  });

  if (holds.length > 0) {
    it.each(holds.map((values) => [values]))('holds on %j', (values) => {
      const { findings, evidence } = runOne(name, values);
      expect(findings).toEqual([]);
      expect(evidence.length).toBeGreaterThan(0);
      expect(evidence.every(({ agrees }) => agrees)).toBe(true);
    });
  }

  it.each(silent.map((values) => [values]))('cannot be assessed on %j', (values) => {
    expect(runOne(name, values)).toEqual({ findings: [], evidence: [] });
  });
});

describe('findings', () => {
  it('name both numbers, and the section where a label stands more than once', () => {
    const values = CASES['work publishing-sum']?.fails[0] ?? {};
    expect(runOne('work publishing-sum', values).findings).toEqual([
      {
        indicator: 'publishing.total',
        period: 'year',
        rule: 'publishing-sum',
        severity: 'warning',
        message:
          '信息发布总数 594 ≠ 概况类信息更新量 16 + 政务动态信息更新量 294 + 信息公开目录信息更新量 156 = 466: ' +
          'the total differs from the sum of its parts',
      },
    ]);
    const rate = CASES['work on-time-rate']?.fails[0] ?? {};
    expect(runOne('work on-time-rate', rate).findings[0]?.message).toBe(
      '按时办结率 100% ≠ 按时办结留言数量 100 / 办结留言数量 207 = 48.31%: the rate differs from its parts',
    );
  });

  it('name what a pass rate is made of, and only fields that the form has', () => {
    const rate = CASES['supervision pass-rate']?.fails[0] ?? {};
    expect(runOne('supervision pass-rate', rate).findings[0]?.message).toMatch(
      /^普查合格率 100% ≠ 1 - 不合格网站数量 1 \/ 普查网站数量 8 = 87.5%:/,
    );
    const unnamed = { 'new_media.present': true, 'weibo.name': '无' };
    expect(runOne('work new-media-unnamed', unnamed).findings[0]?.message).toMatch(
      /是, but nothing is filled in at 微博名称$/,
    );
  });

  it('do not come from a year that is not known', () => {
    const values = { 'filing.date': '1999-01-01' };
    expect(runChecks({ ...report('work', values), year: null }).findings).toEqual([]);
  });

  it('of a work form do not come from a supervision form', () => {
    expect(runChecks({ ...report('work', { 'site.id_code': '1' }), form: 'supervision' }).findings).toEqual(
      [],
    );
  });

  const names = readdirSync(GOLDEN_DIR).filter((name) => name.endsWith('.json'));
  it.each(names)('of %s are those that people found', (name) => {
    const known = new Set(CHECKS.map(({ id }) => id));
    for (const golden of readGolden(join(GOLDEN_DIR, name)).reports) {
      const fields = golden.fields.map(({ key, ...field }) => ({ ...field, indicator: key }));
      const { findings } = runChecks({ ...golden, fields });
      const sorted = (rows: readonly { rule: string; indicator: string | null; period: string | null }[]) =>
        rows.map(({ rule, indicator, period }) => `${rule} ${indicator} ${period}`).sort();
      expect(sorted(findings)).toEqual(sorted(golden.findings.filter(({ rule }) => known.has(rule))));
    }
  });
});
