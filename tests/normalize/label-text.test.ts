/** What is compared of a label, and how alike two labels are. */
import { describe, expect, it } from 'vitest';
import {
  comparable,
  isUnitAlone,
  labelCore,
  labelSimilarity,
  printedUnit,
  similarity,
} from '../../src/normalize/label-text.js';

function likeness(text: string, label: string): number {
  return labelSimilarity(comparable(labelCore(text)), comparable(labelCore(label)));
}

describe('labelCore', () => {
  it.each([
    ['独立用户访问总量（单位：个）', '独立用户访问总量'],
    ['独立用户访问总量(单位:个)', '独立用户访问总量'],
    ['独立用户访问总量\n（单位：个）', '独立用户访问总量'],
    ['独立用户访问总量单位：个）', '独立用户访问总量'],
    ['独立用户访问总量位：个）', '独立用户访问总量'],
    ['独立用户访问总量（UV 单位：个）', '独立用户访问总量'],
    ['总　数', '总数'],
    ['总 数：', '总数'],
    ['1．总数', '总数'],
    ['（2）总数', '总数'],
    ['三、总数', '总数'],
    ['按时办结率（%）', '按时办结率'],
    ['填报单位（盖章）', '填报单位'],
    ['ＩＣＰ备案号', 'icp备案号'],
    ['⽹站名称', '网站名称'],
  ])('of %j is %s', (text, core) => {
    expect(labelCore(text)).toBe(core);
  });

  it('keeps a label that is nothing but a bracket', () => {
    expect(labelCore('（单位：个）')).not.toBe('');
  });
});

describe('labelSimilarity', () => {
  it('is 1 for the label itself and high for look-alike characters', () => {
    expect(likeness('信息发布', '信息发布')).toBe(1);
    expect(likeness('信息发布量', '信恳发布量')).toBeGreaterThanOrEqual(0.75);
  });

  it('finds a label inside a slightly longer text, not inside a sentence', () => {
    expect(likeness('本网站总访问量', '网站总访问量')).toBeGreaterThanOrEqual(0.8);
    expect(likeness('请填写网站总访问量的统计数字和来源', '网站总访问量')).toBeLessThan(0.6);
  });

  it('does not take one label of the form for another', () => {
    expect(likeness('解读材料数量', '媒体评论文章数量')).toBeLessThan(0.6);
    expect(similarity('总数', '名称')).toBe(0);
  });
});

describe('isUnitAlone', () => {
  it.each([
    '（单位：个）',
    '单位：条）',
    '(单位:%)',
    '位：个）',
    '项）',
    'UUV 单位：个）',
    'PV 草位：次））',
  ])('knows %s', (text) => {
    expect(isUnitAlone(text)).toBe(true);
  });

  it.each([
    '总数',
    '12',
    '个人办件',
    '单位负责人姓名',
    '总数（单位：条）',
    '数\n（单位：条）',
    '关注量位：个）',
    '（无）',
    '[不清]',
    '',
  ])('leaves %j', (text) => {
    expect(isUnitAlone(text)).toBe(false);
  });
});

describe('printedUnit', () => {
  it.each([
    ['按期办结数量（单位：件）', '件'],
    ['按期办结数量 (单位: 条)', '条'],
    ['按期办结数量单位：条）', '条'],
    ['培训人次（单位：人次）', '人次'],
    ['普查合格率（％）', '%'],
    ['按期办结数量（单位：', null],
    ['按期办结数量', null],
    ['填报单位（盖章）', null],
    ['网站总数', null],
  ])('of %j is %s', (text, unit) => {
    expect(printedUnit(text)).toBe(unit);
  });
});
