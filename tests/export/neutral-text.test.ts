import { expect, test } from 'vitest';
import { neutralText } from '../../src/export/neutral-text.js';

test.each(['=1+1', '+86 771', '-2+3', '@SUM(A1)', '\tx', '\rx', '＝1', '＋1', '－1', '＠x'])(
  'text that a spreadsheet might run is guarded: %j',
  (text) => expect(neutralText(text)).toBe(`'${text}`),
);

test.each(['', '南宁市', '1-2', 'a=b', "'quoted", ' =1', '0771-2810166'])(
  'other text stays as it is: %j',
  (text) => expect(neutralText(text)).toBe(text),
);
