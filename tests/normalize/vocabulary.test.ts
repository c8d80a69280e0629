/** Which labels of a template a text may stand for. */
import { describe, expect, it } from 'vitest';
import { labelCore } from '../../src/normalize/label-text.js';
import { Vocabulary } from '../../src/normalize/vocabulary.js';
import { SMALL_FORM, templateOf } from './small-form.js';

const VOCABULARY = new Vocabulary(SMALL_FORM.orders[0] ?? []);

function named(text: string, vocabulary = VOCABULARY): (string | undefined)[] {
  return vocabulary.candidates(labelCore(text)).map(({ node }) => vocabulary.nodes[node]?.indicator?.key);
}

describe('candidates', () => {
  it('are all labels that read the same', () => {
    expect(named('总数')).toEqual(['publishing.total', 'interpretation.total', 'services.cases_total']);
  });

  it('of a damaged label are the label it was', () => {
    expect(named('慨况类信息更新量')[0]).toBe('publishing.overview_updates');
  });

  it('are none for values, sentences and other words', () => {
    for (const text of ['12', '甲乙丙丁', 'www.gov.cn', '总数'.repeat(30)]) expect(named(text)).toEqual([]);
  });

  it('of a label that is printed are that one; what it is like counts only in second place', () => {
    const vocabulary = new Vocabulary(
      templateOf({
        body: [
          { section: '信息发布', items: [{ label: '总数', key: 'publishing.total' }] },
          { label: '信息发布量', key: 'weibo.posts' },
        ],
      }).orders[0] ?? [],
    );
    const [own, other] = vocabulary.candidates('信息发布');
    expect(own).toMatchObject({ similarity: 1, secondary: false, node: 0 });
    expect(other).toMatchObject({ secondary: true, node: 2 });
  });

  it('of an alias are the label, a little less sure', () => {
    const vocabulary = new Vocabulary(
      templateOf({ body: [{ label: '注册用户数', key: 'services.registered_users', aliases: ['用户总数'] }] })
        .orders[0] ?? [],
    );
    expect(vocabulary.candidates('用户总数')[0]?.similarity).toBeLessThan(1);
    expect(named('用户总数', vocabulary)).toEqual(['services.registered_users']);
  });
});
