/** Forms on which nothing is ticked at all: their ticks were lost, and nothing is sure of what is not ticked. */
import { describe, expect, it } from 'vitest';
import { normalize } from '../../src/normalize/normalize.js';
import { type Row, sourceDocument } from './small-form.js';

const QUESTIONS = [
  '是否发布服务事项目录',
  '是否使用统一平台',
  '是否提供智能问答',
  '是否建立安全监测预警机制',
  '是否开展应急演练',
  '是否明确网站安全责任人',
];
const LIST = '搜索即服务 多语言版本 无障碍浏览 千人千网 其他';

function fields(first: string, others: string, innovations: string) {
  const rows: Row[] = [
    ['网站名称', '甲网'],
    ['首页网址', 'www.jia.gov.cn'],
    ...QUESTIONS.map((label, at) => [label, at === 0 ? first : others]),
    ['创新发展', innovations],
  ];
  const { reports } = normalize(sourceDocument('政府网站工作年度报表（2022年度）', rows));
  return (key: string) => {
    const field = reports[0]?.fields.find(({ indicator }) => indicator === key);
    const confidence = field?.confidence ?? 0;
    return { answer: field?.value ?? field?.status, sure: confidence >= 0.9, confidence };
  };
}

describe('a form on which nothing is ticked', () => {
  it('gives no sure answers, and none for options without boxes', () => {
    const bare = fields('是 否', '是 否', LIST);
    expect(bare('interaction.smart_qa')).toMatchObject({ answer: 'invalid', sure: false });
    expect(bare('innovation.multilingual')).toMatchObject({ answer: 'invalid', sure: false });
    const boxes = fields('□是 □否', '□是 □否', LIST);
    expect(boxes('interaction.smart_qa')).toMatchObject({ answer: 'invalid', sure: false });
  });

  it('is not one where a single question is answered', () => {
    const answered = fields('√是 否', '是 否', LIST);
    const bare = fields('是 否', '是 否', LIST);
    expect(answered('interaction.smart_qa').answer).toBe('invalid');
    expect(answered('interaction.smart_qa').confidence).toBeGreaterThan(
      bare('interaction.smart_qa').confidence,
    );
    expect(answered('innovation.multilingual')).toMatchObject({ answer: false, sure: true });
  });
});
