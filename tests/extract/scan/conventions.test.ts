import { expect, it } from 'vitest';
import { asPrinted } from '../../../src/extract/scan/conventions.js';

const printed = (text: string) => asPrinted({ text, score: 0.9, alternatives: [] }).text;

it('takes a bracket beside Chinese for a Chinese one where its other half stands on another line', () => {
  expect(printed('产权局)')).toBe('产权局）');
  expect(printed('管理局(知识')).toBe('管理局（知识');
  expect(printed('1)条')).toBe('1)条');
});

it.each([
  ['川IICP备18152134号', '川ICP备18152134号'],
  ['吉ICP备：12869151号', '吉ICP备12869151号'],
  ['京1CP备07771656号-2', '京ICP备07771656号-2'],
  ['柳州市市场监督管理局 (知识产权局)', '柳州市市场监督管理局（知识产权局）'],
  ['微信小程序"办事通”', '微信小程序“办事通”'],
  ['石河子教育"', '石河子教育”'],
  ['"新疆生产建设兵团', '“新疆生产建设兵团'],
  ['政策"一键"和"一网"服务', '政策“一键”和“一网”服务'],
])('%s is printed %s', (read, as) => {
  expect(printed(read)).toBe(as);
});

it.each(['京ICP备07771656号', '是(100%)', 'https://a.gov.cn/(x)"y"', '5"', '一台5" 的'])(
  '%s stays as read',
  (text) => {
    expect(printed(text)).toBe(text);
  },
);
