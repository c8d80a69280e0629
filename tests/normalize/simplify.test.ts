import { Converter } from 'opencc-js/cn2t';
import { describe, expect, it } from 'vitest';
import { INDICATORS } from '../../src/normalize/catalogue.js';
import { needsSimplifying, simplifyFormWords } from '../../src/normalize/simplify.js';
import { TEMPLATES } from '../../src/normalize/template.js';

const WORDS = [
  ...new Set([
    ...TEMPLATES.flatMap(({ titles, header, orders, footer, periodLabels }) => [
      ...titles,
      ...[...header, ...(orders[0] ?? []), ...footer].flatMap((node) => [
        node.label,
        ...node.aliases,
        ...node.options.map((option) => option.label),
      ]),
      ...Object.values(periodLabels).flat(),
    ]),
    ...INDICATORS.flatMap(({ options }) => options.map(({ label }) => label)),
    ...['无', '暂无', '没有', '不涉及', '未开通', '建设中', '填写说明', '是', '否', '单位', '年度'],
  ]),
];

describe('traditional characters', () => {
  it('are known by the characters of the forms', () => {
    expect(needsSimplifying('政府網站工作年度報表')).toBe(true);
    expect(needsSimplifying('政府网站工作年度报表')).toBe(false);
  });

  it.each(['t', 'tw', 'hk'] as const)(
    'of every label and option, as OpenCC writes them (%s), are simplified',
    (to) => {
      const traditional = Converter({ from: 'cn', to });
      const differing = WORDS.filter(
        (word) => simplifyFormWords(traditional(word)) !== simplifyFormWords(word),
      );
      expect(differing).toEqual([]);
    },
  );
});
