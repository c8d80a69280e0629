/** The built-in templates are sound data and cover the catalogue; layouts are read in all their orders. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { TEMPLATES } from '../../src/normalize/template.js';
import { checkTemplate } from '../../src/normalize/template-schema.js';
import { templateFields } from '../filings/fields.js';
import { TEMPLATES as TEMPLATE_IDS } from '../filings/filing.js';
import { templateOf } from './small-form.js';

const FOLDER = new URL('../../src/normalize/templates/', import.meta.url);
const FILES = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));

describe('template files', () => {
  it.each(FILES)('%s is what the schema asks, and named after its id', (name) => {
    const data = checkTemplate(name, JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')));
    expect(`${data.id}.json`).toBe(name);
  });

  it('are refused with the file’s name where they are not', () => {
    expect(() => checkTemplate('odd.json', { id: 'odd', form: 'work' })).toThrow(/odd\.json/);
    expect(() => templateOf({ body: [{ label: '签', key: 'no.such' }] })).toThrow(/no\.such/);
  });
});

describe('TEMPLATES', () => {
  it('are the contract’s four', () => {
    expect(TEMPLATES.map(({ id }) => id).sort()).toEqual([...TEMPLATE_IDS].sort());
  });

  it.each(TEMPLATE_IDS)('%s asks for exactly the indicators that the catalogue gives it', (id) => {
    const template = TEMPLATES.find((candidate) => candidate.id === id);
    const keys = template?.indicators.map(({ key }) => key) ?? [];
    expect([...keys].sort()).toEqual(
      [...new Set(templateFields(id).map(({ indicator }) => indicator.key))].sort(),
    );
  });

  it('of the national form part the years between them', () => {
    const years = TEMPLATES.filter((template) => template.years !== null).map(({ id, years }) => [id, years]);
    expect(years).toEqual([
      ['work-2019', { from: 2017, to: 2020 }],
      ['work-2022', { from: 2021, to: null }],
    ]);
  });
});

describe('orders', () => {
  const beside = templateOf({
    body: [
      {
        section: '微博',
        items: [
          { label: '名称', key: 'weibo.name' },
          { label: '关注量', key: 'weibo.followers' },
        ],
        beside: {
          section: '微信',
          items: [
            { label: '名称', key: 'wechat.name' },
            { label: '订阅数', key: 'wechat.subscribers' },
          ],
        },
      },
    ],
  });

  it('are across first, then one block after the other', () => {
    expect(beside.orders.map((order) => order.map(({ label }) => label))).toEqual([
      ['微博', '名称', '微信', '名称', '关注量', '订阅数'],
      ['微博', '名称', '关注量', '微信', '名称', '订阅数'],
    ]);
  });

  it('hold the same labels each, with their sections', () => {
    for (const order of beside.orders) {
      const subscribers = order.find(({ label }) => label === '订阅数');
      expect(subscribers?.path).toEqual(['微信']);
      expect(new Set(order.map(({ indicator }) => indicator?.key)).size).toBe(5);
    }
  });
});
