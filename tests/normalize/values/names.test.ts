/** Web addresses, codes and free text. */
import { describe, expect, it } from 'vitest';
import { indicator, read, summary } from './cells.js';

describe('web addresses', () => {
  it.each<[string, unknown[]]>([
    ['http://Jyt.gxzf.gov.cn', ['http://jyt.gxzf.gov.cn']],
    ['Jyt.gxzf.gov.cn', ['jyt.gxzf.gov.cn']],
    ['http：//www.a.gov.cn／Abc', ['http://www.a.gov.cn/Abc']],
    ['www. a.gov\n.cn', ['www.a.gov.cn']],
    ['<http://a.gov.cn/>', ['http://a.gov.cn/']],
    ['http://a.gov.cn/a_b__c', ['http://a.gov.cn/a_b__c']],
    ['https://a.gov.cn:8080/?Q=1', ['https://a.gov.cn:8080/?Q=1']],
    ['海口.政务', ['海口.政务']],
    ['见附件', ['invalid', 'not-an-address']],
    ['本单位网站。已公开', ['invalid', 'not-an-address']],
    ['3.5', ['invalid', 'not-an-address']],
    ['http://', ['invalid', 'not-an-address']],
    ['http://a.gov.cn/x，http://b.gov.cn', ['invalid', 'several-addresses']],
  ])('%s', (written, expected) => {
    expect(summary(read(indicator('url'), written))).toEqual(expected);
  });
});

describe('codes', () => {
  it.each<[string, unknown[]]>([
    ['4601000015', ['4601000015']],
    ['45000000109', ['45000000109']],
    ['琼 ICP 备 19001528 号-2', ['琼ICP备19001528号-2']],
    ['４５０００００１０９', ['4500000109']],
    ['0771－5815454', ['0771-5815454']],
    ['43O1O00010', ['43O1O00010']],
    ['正在办理', ['invalid', 'not-a-code']],
  ])('%s', (written, expected) => {
    expect(summary(read(indicator('code'), written))).toEqual(expected);
  });
});

describe('text', () => {
  it.each<[string, unknown[]]>([
    [' 洞口县人民政府 \n', ['洞口县人民政府']],
    ['海口市教育局 APP 版', ['海口市教育局APP版']],
    ['海口市\n教育局', ['海口市教育局']],
    ['__张三__', ['张三']],
    ['。', ['invalid', 'not-a-text']],
    ['☑是 □否', ['invalid', 'not-a-text']],
    ['：甲局', ['甲局']],
  ])('%s', (written, expected) => {
    expect(summary(read(indicator('text'), written))).toEqual(expected);
  });
});
