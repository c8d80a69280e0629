import { describe, expect, it, vi } from 'vitest';
import { loadSimplifier, needsSimplifying, simplifyFormWords } from '../../src/normalize/simplify.js';

describe('traditional characters', () => {
  it('are known by the characters of the forms', () => {
    expect(needsSimplifying('政府網站工作年度報表')).toBe(true);
    expect(needsSimplifying('政府网站工作年度报表')).toBe(false);
  });

  it('of options and answers need no dictionaries', () => {
    expect(simplifyFormWords('政府門戶網站、暫無、無障礙瀏覽')).toBe('政府门户网站、暂无、无障碍浏览');
  });

  it('become mainland simplified by the dictionaries', async () => {
    const simplify = await loadSimplifier();
    expect(simplify('政府網站工作年度報表：獨立用戶訪問總量')).toBe('政府网站工作年度报表：独立用户访问总量');
  });

  it('load no dictionaries until they are asked for', async () => {
    const loaded = vi.fn();
    vi.doMock('opencc-js/t2cn', () => {
      loaded();
      return { Converter: () => (text: string) => text };
    });
    vi.resetModules();
    const fresh = await import('../../src/normalize/simplify.js');
    fresh.needsSimplifying('網站');
    expect(loaded).not.toHaveBeenCalled();
    await fresh.loadSimplifier();
    expect(loaded).toHaveBeenCalledOnce();
    vi.doUnmock('opencc-js/t2cn');
  });
});
