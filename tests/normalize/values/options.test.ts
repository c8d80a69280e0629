import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Piece } from '../../../src/model/document.js';
import { MARK_GLYPHS } from '../../../src/model/mark-glyphs.js';
import { bracketReading, readMultipleChoice, readValue } from '../../../src/normalize/values/index.js';
import { indicator, mark, read, summary, text, UNTOLD } from './cells.js';

const ANSWER = indicator('boolean');
const SITE_TYPES = [
  { id: 'portal', label: '政府门户网站' },
  { id: 'department', label: '部门网站' },
  { id: 'special', label: '专项网站' },
];
const SITE_TYPE = indicator('choice', null, SITE_TYPES);
const LEVEL = indicator('choice', null, [
  { id: 'level_2', label: '二级' },
  { id: 'level_3', label: '三级' },
  { id: 'unrated', label: '未定级' },
]);
const YEAR = { formYear: 2020, tickSide: null };

describe('是/否', () => {
  it.each([
    '☑是 □否',
    '☑是□否',
    '是☑ 否□',
    '是☑否□',
    '√是　　　□否',
    '√是 否',
    '是√ 否',
    '是（√） 否（　）',
    '（√）是 （ ）否',
    '【√】是【 】否',
    '[x]是 [ ]否',
    '是[√]否[ ]',
    '■是 □否',
    '●是 ○否',
    '◉是 ◯否',
    '☒是 ☐否',
    '☑是 ☒否',
    '☑是 ⊡否',
    '⊡是 □否',
    '▇是 □否',
    '是☑ 否☒',
    '✔是 ☐否',
    '🗹是 ☐否',
    '☑\uFE0F是 ☐否',
    '\uF052是 \uF0A3否',
    '\uF0FE是 \uF0A8否',
    '□√是 □否',
    '□是√ □否',
    '是□√ 否□',
    '√□是 □否',
    '√是 ×否',
    '×是 □否',
    '(x)是 ( )否',
    '回是 口否',
    'R是 £否',
    'þ是 ¨否',
    '☑\n是\n□\n否',
    '☑是',
    '是',
    '√是（100%） □否',
    '是否使用统一平台 ☑是 □否',
    '☑有 □无',
    '是，已建立',
    '√是□否注册用户数',
  ])('%s is yes', (written) => {
    expect(read(ANSWER, written)).toMatchObject({ status: 'reported', value: true });
  });

  it.each([
    '□是 ☑否',
    '是□ 否☑',
    '□是 √否',
    '是 √否',
    '是 否√',
    '是（ ） 否（√）',
    '口是 团否',
    '□是 ?否',
    '?是 √否',
    '☒是 ☑否',
    'D是 R否',
    '否',
    '☑否',
    '□是 □√否',
    '(x)是 (√)否',
    '未建立',
    '□是 √否 注册用户数（单位：个）',
    '□是√否注册用户数',
    '√否 注册用户数',
  ])('%s is no', (written) => {
    expect(read(ANSWER, written)).toMatchObject({ status: 'reported', value: false });
  });

  it.each<[string, string]>([
    ['☑是 ☑否', 'both-ticked'],
    ['□是 □否', 'none-ticked'],
    ['是 否', 'none-ticked'],
    ['□是', 'lone-empty-box'],
    ['□否', 'lone-empty-box'],
    ['×是 否', 'unreadable-mark'],
    ['□是√□否', 'unreadable-mark'],
    ['☑', 'option-words-lost'],
    ['见附件', 'not-an-answer'],
  ])('%s is invalid: %s', (written, rule) => {
    expect(summary(read(ANSWER, written))).toEqual(['invalid', rule]);
  });

  it('says so where a tick may belong to either answer', () => {
    const reading = read(ANSWER, '是√否');
    expect(summary(reading)).toEqual([true, 'ambiguous-mark']);
    expect(reading.strictness).toBeLessThan(0.5);
  });

  it('reads marks that the adapter knew', () => {
    const cell = (yes: Piece, no: Piece) => [yes, text(' 是'), text('\n'), no, text('否')];
    expect(readValue(ANSWER, cell(mark('checked'), mark('unchecked')), YEAR).value).toBe(true);
    expect(readValue(ANSWER, cell(mark('unchecked'), mark('checked')), YEAR).value).toBe(false);
    expect(readValue(ANSWER, cell(mark('unreadable'), mark('unchecked')), YEAR).status).toBe('invalid');
    expect(readValue(ANSWER, cell(mark('checked'), mark('checked')), YEAR).status).toBe('invalid');
  });

  it('gives the weight in brackets to the indicator that asks for it', () => {
    const weight = indicator('percent', '%');
    const cell = [text('√是（100%） □否')];
    expect(readValue(ANSWER, cell, YEAR).value).toBe(true);
    expect(bracketReading(weight, cell, YEAR)).toMatchObject({ status: 'reported', value: 100 });
    expect(bracketReading(weight, [text('√是（　　%） □否')], YEAR).status).toBe('blank');
    expect(bracketReading(weight, [text('□是 √否')], YEAR).status).toBe('blank');
    expect(bracketReading(weight, [text('√是，完成率2% □否')], YEAR).status).toBe('blank');
    expect(bracketReading(weight, [text('√是，2020年占5分 □否')], YEAR).status).toBe('blank');
  });

  it.each([
    '√是（占比 2%） □否',
    '☑是（ 权重：2 ） □否',
    '是（√，2％） 否（ ）',
    '是√所占比重为2% 否',
    '是（比重２％）√ 否',
    '√ 是，占2% □否',
    '☑是，占绩效考核总分的2﹪ □否',
    '☑是：2% □否',
    '是√ 2％ 否',
  ])('gives the weight in %s', (written) => {
    const cell = [text(written)];
    expect(readValue(ANSWER, cell, YEAR).value).toBe(true);
    expect(bracketReading(indicator('percent', '%'), cell, YEAR)).toMatchObject({
      status: 'reported',
      value: 2,
    });
  });

  it.each([
    ['是（ 2％ ）√   否', true],
    ['是（2％）√ 否', true],
    ['是（2％） √否', false],
    ['√是（2％） 否', true],
    ['是√（2％）否', true],
  ])('gives the tick in %s to what it touches, be that a bracket', (written, expected) => {
    expect(read(ANSWER, written).value).toBe(expected);
  });

  it.each([
    ['是：√　否：', true],
    ['是： √ 否：', true],
    ['是：　否：√', false],
    ['是:□ 否:☑', false],
    ['√是：　否：', true],
    ['是：□√ 否：□', true],
  ])('gives the mark in %s to the option before its colon', (written, expected) => {
    expect(read(ANSWER, written)).toMatchObject({ value: expected, remarks: [] });
  });

  const glyphs = (meaning: string) =>
    [...MARK_GLYPHS].flatMap(([glyph, one]) => (one.meaning === meaning ? [glyph] : []));
  it('gives the same answer whichever side the marks stand on', () => {
    const marks = fc.tuple(fc.constantFrom(...glyphs('checked')), fc.constantFrom(...glyphs('unchecked')));
    fc.assert(
      fc.property(marks, fc.boolean(), fc.constantFrom('', ' ', '　　', '\n'), ([on, off], yes, blank) => {
        const [first, second] = yes ? [on, off] : [off, on];
        expect(read(ANSWER, `${first}是${blank}${second}否`).value).toBe(yes);
        expect(read(ANSWER, `是${first}${blank}否${second}`).value).toBe(yes);
      }),
    );
  });
});

describe('one option of several', () => {
  it.each<[string, string]>([
    ['□政府门户网站 √部门网站 □专项网站', 'department'],
    ['政府门户网站□ 部门网站☑ 专项网站□', 'department'],
    ['☑政府门户网站　　　□部门网站', 'portal'],
    ['政府门户网站 ☑部门网站 □专项网站', 'department'],
    ['口政府门户网站 口部门网站 团专项网站', 'special'],
    ['☑玫府门户网 站 □部门网站 □专顶网站', 'portal'],
    ['□政府門戶網站\n☑部門網站\n□專項網站', 'department'],
    ['政府门户网站\n（√）\n部门网站（ ）\n专项网站（ ）', 'portal'],
    ['部门网站', 'department'],
  ])('%s', (written, id) => {
    expect(read(SITE_TYPE, written)).toMatchObject({ status: 'reported', value: id });
  });

  it.each(['□二级\n√三级\n□未定级', '三级', '第3级'])('%s is level 3', (written) => {
    expect(read(LEVEL, written).value).toBe('level_3');
  });

  it.each<[string, string]>([
    ['□政府门户网站 □部门网站 □专项网站', 'none-ticked'],
    ['☑政府门户网站 ☑部门网站 □专项网站', 'several-ticked'],
    ['政府门户网站 部门网站 专项网站', 'none-ticked'],
    ['政府门户网站☑部门网站□专项网站', 'unreadable-mark'],
    ['其他', 'not-an-option'],
  ])('%s is invalid: %s', (written, rule) => {
    expect(summary(read(SITE_TYPE, written))).toEqual(['invalid', rule]);
  });

  it('finds the ticked option with marks on either side', () => {
    fc.assert(
      fc.property(fc.nat({ max: 2 }), fc.constantFrom(' ', '　', '\n', ''), (ticked, blank) => {
        const marks = SITE_TYPES.map((_, place) => (place === ticked ? '☑' : '□'));
        const before = SITE_TYPES.map(({ label }, place) => `${marks[place]}${label}`).join(blank);
        const after = SITE_TYPES.map(({ label }, place) => `${label}${marks[place]}`).join(blank);
        expect([read(SITE_TYPE, before).value, read(SITE_TYPE, after).value]).toEqual([
          SITE_TYPES[ticked]?.id,
          SITE_TYPES[ticked]?.id,
        ]);
      }),
    );
  });

  it('takes a mark in brackets for the option before it, where a cell of its own has none in its brackets', () => {
    const content = [text('二级\n'), mark('checked', '（√）'), text('\n三级\n（　）\n未定级（　）')];
    expect(readValue(LEVEL, content, YEAR).value).toBe('level_2');
    const last = [text('二级\n（　）\n三级\n（　）\n未定级\n'), mark('checked', '(√)')];
    expect(readValue(LEVEL, last, YEAR).value).toBe('unrated');
  });
});

describe('any number of options', () => {
  const LABELS = ['搜索即服务', '多语言版本', '无障碍浏览', '千人千网', '其他'].map((label) => ({ label }));
  const choose = (written: string) => {
    const { options, otherText } = readMultipleChoice([text(written)], LABELS, UNTOLD);
    return [...options, otherText].map((reading) =>
      reading?.status === 'reported' ? reading.value : (reading?.status ?? null),
    );
  };

  it.each<[string, unknown[]]>([
    [
      '☑搜索即服务　□多语言版本　☑无障碍浏览　□千人千网\n  □其他__________ ',
      [true, false, true, false, false, 'blank'],
    ],
    ['□搜索即服务 □多语言版本 □无障碍浏览 □千人千网 □其他', [false, false, false, false, false, 'blank']],
    [
      '☑搜素即服务 □多语言版本 ☑无障碍浏览 ☑干人干网 ☑其他区块链应用',
      [true, false, true, true, true, '区块链应用'],
    ],
    [
      '搜索即服务☑ 多语言版本□ 无障碍浏览□ 千人千网□ 其他☑：智能客服',
      [true, false, false, false, true, '智能客服'],
    ],
    ['搜索即服务  多语言版本  无障碍浏览  √千人千网  √\n其他', [false, false, false, true, true, 'blank']],
    ['√搜索即服务 多语言版本 √无障碍浏览 千人千网 其他', [true, false, true, false, false, 'blank']],
    // What OCR makes of a tick in the Kai typeface.
    ['厂搜索即服务 □多语言版本 √无障碍浏览 □千人千网 □其他', [true, false, true, false, false, 'blank']],
    [
      '☑搜索即服务 ☑其他（请注明）：适老化\n□多语言版本 □无障碍浏览 □千人千网',
      [true, false, false, false, true, '适老化'],
    ],
    ['R搜索即服务 £多语言版本 R无障碍浏览 £千人千网 £其他 无', [true, false, true, false, false, 'none']],
    ['☑搜索即服务 □多语言版本 □无障碍浏览 □其他', [true, false, false, null, false, 'blank']],
    [
      '搜索即服务 多语言版本 无障碍浏览 千人千网 其他',
      // A form ticked with √ and printed without boxes, on which nothing was ticked.
      [false, false, false, false, false, 'blank'],
    ],
    [
      '搜索即服务、多语言版本、无障碍浏览、千人千网',
      // Listed, not printed: the form would have 其他 as well.
      [true, true, true, true, false, null],
    ],
    ['☑搜索即服务 ☒多语言版本 ☑无障碍浏览 ☒千人千网 ☒其他', [true, false, true, false, false, 'blank']],
    ['☑搜索即服务 ☐多语言版本 ☒无障碍浏览 ☐千人千网 ☐其他', [true, false, true, false, false, 'blank']],
    ['', ['blank', 'blank', 'blank', 'blank', 'blank', 'blank']],
    ['无', ['none', 'none', 'none', 'none', 'none', 'none']],
  ])('%s', (written, expected) => {
    expect(choose(written)).toEqual(expected);
  });

  it('reads every pattern of ticks, marks before or behind', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }), fc.boolean(), (ticks, before) => {
        const written = LABELS.map(({ label }, place) => {
          const glyph = ticks[place] ? '☑' : '□';
          return before ? `${glyph}${label}` : `${label}${glyph}`;
        }).join('　');
        expect(choose(written).slice(0, 5)).toEqual(ticks);
      }),
    );
  });
});
