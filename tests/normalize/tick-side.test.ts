/** What `是√否` says is decided by the form's other answers. */
import { describe, expect, it } from 'vitest';
import { normalize } from '../../src/normalize/normalize.js';
import { usualTickSide } from '../../src/normalize/values/tick-side.js';
import { type Row, sourceDocument } from './small-form.js';
import { text } from './values/cells.js';

describe('the side of a form’s ticks', () => {
  it.each<[string, string[], 'before' | 'after' | null]>([
    ['before', ['√是 否', '√有 无', '12', '是√否'], 'before'],
    ['after', ['是√ 否', '甲 乙√', '是 否√'], 'after'],
    ['not told by one answer', ['√是 否', '是√否'], null],
    ['not told where answers differ', ['√是 否', '√是 否', '是 否√'], null],
    ['not told by boxes', ['☑是 □否', '□是 ☑否', '√是 □否'], null],
    ['not told by ticks alone', ['√', '√', '√'], null],
  ])('is %s', (_, cells, side) => {
    expect(usualTickSide(cells.map((cell) => [text(cell)]))).toBe(side);
  });
});

describe('a tick between two answers', () => {
  const answers = (plain: string, between: string) => {
    const rows: Row[] = [
      ['网站名称', '甲网'],
      ['首页网址', 'www.jia.gov.cn'],
      ['是否发布服务事项目录', plain],
      ['是否使用统一平台', plain],
      ['是否提供智能问答', between],
      ['是否建立安全监测预警机制', plain],
      ['是否开展应急演练', plain],
      ['是否明确网站安全责任人', plain],
      ['创新发展', between.replace('是', '搜索即服务 多语言版本').replace('否', '无障碍浏览 千人千网 其他')],
    ];
    const { reports } = normalize(sourceDocument('政府网站工作年度报表（2022年度）', rows));
    return ['interaction.smart_qa', 'innovation.multilingual', 'innovation.accessibility'].map(
      (key) => reports[0]?.fields.find(({ indicator }) => indicator === key)?.value,
    );
  };

  it('belongs to the one after it where the form ticks before its answers', () => {
    expect(answers('√是 否', '是√否')).toEqual([false, false, true]);
    expect(answers('√是 否', '是 √ 否')).toEqual([false, false, true]);
    expect(answers('√是 否', '是  √\n否')).toEqual([false, false, true]);
  });

  it('belongs to the one before it where the form ticks behind them, or tells nothing', () => {
    expect(answers('是√ 否', '是 √ 否')).toEqual([true, true, false]);
    expect(answers('☑是 □否', '是√否')).toEqual([true, true, false]);
  });

  it('belongs to the one that it touches, whatever the form does', () => {
    expect(answers('√是 否', '是√ 否')).toEqual([true, true, false]);
    expect(answers('√是 否', '是√\n否')).toEqual([true, true, false]);
    expect(answers('是√ 否', '是 √否')).toEqual([false, false, true]);
  });
});
