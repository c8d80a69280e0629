import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readFiling } from '../../src/pipeline.js';

const CORPUS = new URL('../../corpus/', import.meta.url);
const FILINGS = readdirSync(CORPUS)
  .filter((name) => name.endsWith('.txt'))
  .map((name) => [name, readFileSync(new URL(name, CORPUS), 'utf8')] as const);

async function documentOf(name: string, text: string) {
  return (await readFiling({ path: name, bytes: new TextEncoder().encode(text) })).document;
}

/** What mirrors were seen to do, by the pairs that they exchange. */
const MIRRORS: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ['synonyms', { 政府: '当局', 网站: '网坐', 整合: '零合', 专栏: '博栏', 合格: '及格' }],
  ['other synonyms', { 网站: '网坐', 信息: '讯息', 数量: '数目' }],
  ['政府 deleted', { 政府: '' }],
  ['政府 and 网站 deleted', { 政府: '', 网站: '' }],
];

describe('pages whose words were altered', () => {
  it.each(FILINGS)('%s is read as it is published', async (name, text) => {
    expect((await documentOf(name, text)).status).toBe('loaded');
  });

  const forms = FILINGS.filter(([, text]) => /网站名称/.test(text) && /\d{4,}/.test(text));
  it.each(
    MIRRORS.flatMap(([mirror, pairs]) => forms.map(([name, text]) => [name, mirror, pairs, text] as const)),
  )('%s with %s is refused with the reason', async (name, _, pairs, text) => {
    const altered = Object.entries(pairs).reduce((before, [from, to]) => before.replaceAll(from, to), text);
    const { status, error } = await documentOf(name, altered);
    // A sheet of instructions holds no values that could be wrong.
    if ((await documentOf(name, text)).kind !== 'filing') return;
    expect(status).toBe('failed');
    expect(error).toMatch(/were altered by whoever copied it \(.*(→|deleted)/);
  });

  it('one slip of recognition, here and there or in one word, is no alteration', async () => {
    for (const [name, text] of FILINGS) {
      expect((await documentOf(name, text.replace('网站', '网坫').replace('信息', '信悬'))).status).toBe(
        'loaded',
      );
      expect((await documentOf(name, text.replaceAll('已', '己').replaceAll('日', '曰'))).status).toBe(
        'loaded',
      );
    }
  });
});
