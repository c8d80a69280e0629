/** What no field and no label accounts for becomes a finding, and only that. */
import { describe, expect, it } from 'vitest';
import { FieldReader } from '../../src/normalize/read-fields.js';
import { unclaimedText } from '../../src/normalize/unclaimed.js';
import { locate, type Row, SMALL_ROWS, sourceDocument } from './small-form.js';

function ledger(rows: readonly Row[]) {
  const form = locate(sourceDocument('政府网站工作年度报表', rows, '版权所有'));
  const { drafts, claimed } = new FieldReader(form, 2023).read();
  const { findings, near } = unclaimedText(form, claimed);
  const nearKeys = drafts.filter((draft) => near(draft)).map(({ indicator }) => indicator.key);
  return {
    messages: findings.map(({ message }) => message),
    rules: findings.map(({ rule }) => rule),
    nearKeys,
  };
}

describe('unclaimedText', () => {
  it('is nothing in a form that is read whole, title and footer apart', () => {
    expect(ledger(SMALL_ROWS).messages).toEqual([]);
  });

  it('names a row that the template does not have, with its place', () => {
    const { messages, rules } = ledger(SMALL_ROWS.toSpliced(4, 0, ['', '短视频发布量', '88']));
    expect(new Set(rules)).toEqual(new Set(['unclaimed_text']));
    expect(messages[0]).toMatch(/短视频发布量.*row 5, column 2/);
  });

  it('names a number that belongs to no label', () => {
    const { messages } = ledger(SMALL_ROWS.toSpliced(4, 0, ['', '', '88']));
    expect(messages).toEqual([expect.stringMatching(/^“88”/)]);
  });

  it.each(['注：以上数据截至年底', '— 2 —', '第 2 页', '续表', '人次'])('leaves out %s', (text) => {
    expect(ledger(SMALL_ROWS.toSpliced(4, 0, [text])).messages).toEqual([]);
  });

  it('lies near a field that is missing between the same neighbours, and near no other', () => {
    const rows = SMALL_ROWS.toSpliced(5, 1, ['', '乱码文字', '4']);
    const { nearKeys } = ledger(rows);
    expect(nearKeys).toContain('interpretation.materials');
    expect(nearKeys).not.toContain('publishing.news_updates');
    expect(nearKeys).not.toContain('services.cases_total');
  });
});
