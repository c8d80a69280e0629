import { describe, expect, it } from 'vitest';
import { Memory } from '../../src/normalize/remember.js';

describe('a memory', () => {
  it('keeps what is asked for again while others come and go', () => {
    const memory = new Memory<string>();
    let computed = 0;
    const label = () =>
      memory.recall('总数', () => {
        computed += 1;
        return 'total';
      });
    for (let name = 0; name < 40_000; name += 1) {
      memory.recall(String(name), () => 'a name');
      if (name % 1000 === 0) label();
    }
    expect(label()).toBe('total');
    expect(computed).toBe(1);
  });

  it('forgets what nobody asks for', () => {
    const memory = new Memory<string>();
    let computed = 0;
    const ask = () =>
      memory.recall('once', () => {
        computed += 1;
        return '';
      });
    ask();
    for (let name = 0; name < 40_000; name += 1) memory.recall(String(name), () => 'a name');
    ask();
    expect(computed).toBe(2);
  });
});
