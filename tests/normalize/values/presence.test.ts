import { describe, expect, it } from 'vitest';
import { readPresence } from '../../../src/normalize/values/index.js';
import { mark, summary, text, UNTOLD } from './cells.js';

describe('有/无', () => {
  it.each<[string, unknown[]]>([
    ['有', [true]],
    ['无', [false]],
    ['無', [false]],
    ['没有', [false]],
    ['暂无', [false]],
    ['英文版', [true, '英文版']],
    ['无障碍浏览', [true, '无障碍浏览']],
    ['未开通', [false, '未开通']],
    ['建设中', [false, '建设中']],
    ['正在建设', [false, '正在建设']],
    ['√', [true]],
    ['□', [false]],
    ['√有 □无', [true]],
    ['□有 √无', [false]],
    ['有/无', ['invalid', 'none-ticked']],
    ['有 无', ['invalid', 'none-ticked']],
    ['（有或无）', ['invalid', 'none-ticked']],
    ['是／否', ['invalid', 'none-ticked']],
    ['其他IPv6改造', ['invalid', 'not-an-answer']],
    ['有，无障碍浏览', [true, '有，无障碍浏览']],
    ['有，无否决项', [true, '有，无否决项']],
    ['—', ['none']],
    ['', ['blank']],
  ])('%s', (written, expected) => {
    expect(summary(readPresence([text(written)], UNTOLD))).toEqual(expected);
  });

  it('reads a mark that the adapter knew', () => {
    expect(readPresence([mark('checked')], UNTOLD).value).toBe(true);
    expect(readPresence([mark('unreadable')], UNTOLD).status).toBe('invalid');
  });
});
