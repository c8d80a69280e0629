/** Every message that the program writes has its Chinese, whole: read from the source, so that a new one is missed. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { chineseMessage, findingMessages } from '../../src/load/finding-wording.js';
import { CHECKS } from '../../src/normalize/checks/index.js';

/** Where a finding's text stands in the source: a remark, a warning, a finding's own property. */
const WRITTEN = /(?:(?:remark|warn)\(\s*'[\w-]+',(?:\s*'\w+',)?|message(?::| =))\s*/g;
/** Texts that are put together from parts have cases of their own below. */
const COMPOSED = /^\{|\$\{(?:before|more|size)/;
const FOLDERS = ['extract', 'normalize', 'load'];
/** Errors and refusals go to the terminal, and no property `rule` stands by them. */
const NO_FINDING = /database-error|open\.ts|limits|compare|suggest|template|schema/;

function literalAt(source: string, start: number): string | null {
  const quote = source[start];
  if (quote !== '`' && quote !== "'") return null;
  let depth = 0;
  for (let at = start + 1; at < source.length; at += 1) {
    if (source.startsWith('${', at)) depth += 1;
    else if (depth > 0 && source[at] === '{' && source[at - 1] !== '$') depth += 1;
    else if (depth > 0 && source[at] === '}') depth -= 1;
    else if (depth === 0 && source[at] === quote) return source.slice(start + 1, at);
  }
  return null;
}

/** The text with something in place of each inserted expression. */
function filled(literal: string): string {
  let text = '';
  let depth = 0;
  for (let at = 0; at < literal.length; at += 1) {
    if (literal.startsWith('${', at)) {
      depth += 1;
      at += 1;
    } else if (depth > 0) {
      if (literal[at] === '{') depth += 1;
      if (literal[at] === '}') depth -= 1;
      if (depth === 0) text += '甲';
    } else text += literal[at];
  }
  return text;
}

function messagesInSource(): string[] {
  const files = FOLDERS.flatMap((folder) =>
    readdirSync(join('src', folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !NO_FINDING.test(name))
      .map((name) => join('src', folder, name)),
  );
  return files.flatMap((file) => {
    const source = readFileSync(file, 'utf8');
    const literals = [...source.matchAll(WRITTEN)].map((match) =>
      literalAt(source, match.index + match[0].length),
    );
    return literals.filter((text) => text !== null && !COMPOSED.test(text)).map((text) => filled(text ?? ''));
  });
}

/** Words in a row that are no name of a program or file. */
const ENGLISH = /[a-z]{2,} [a-z]{2,}/;
const isChinese = (text: string) => /\p{Script=Han}/u.test(text) && !ENGLISH.test(text);

describe('messages in Chinese', () => {
  it('exist for all that readers and checks write', () => {
    const messages = [
      ...messagesInSource().filter((text) => /[a-z]{2,} /.test(text)),
      ...CHECKS.map(({ message }) => message.replace(/\{\w+\}/g, '甲')),
    ];
    expect(new Set(messages).size).toBeGreaterThan(100);
    const lacking = [...new Set(messages)].filter((message) => !isChinese(chineseMessage(message)));
    expect(lacking).toEqual([]);
  });

  it('say all that the English says', () => {
    const names = (text: string) => [...text.matchAll(/\{[\w:]+\}/g)].map(([name]) => name).sort();
    for (const { message, zh } of findingMessages()) expect(names(zh), message).toEqual(names(message));
  });

  it.each([
    [
      '“一 一” (page 2, row 3) belongs to no known label or field.',
      '“一 一”（第 2 页，第 3 行）未归入任何已知的标签或字段。',
    ],
    ['ticked: portal, department', '勾选了：政府门户网站、部门网站'],
    [
      '总数: none in a.pdf, 12 in b.html, which are the same filing: look at both.',
      '总数：a.pdf 中为 “无”，b.html 中为 12；两者是同一份报表，请对照。',
    ],
    [
      '关注量: 3 个 in 2020, 30100 个 in 2021, 10033 times as much; nearly 10,000, as if 个 and 万个 were taken for each other: look at both filings.',
      '关注量：2020 年为 3 个，2021 年为 30100 个，是上一年的 10033 倍；接近一万倍，可能把个与万个弄混。请对照两年的报表。',
    ],
    [
      '阅读量: 900 in 2020, 9 in 2021, 1/100 of it; more than sites grow or shrink in a year: look at both filings.',
      '阅读量：2020 年为 900，2021 年为 9，是上一年的 1/100；网站一年内的增减不会这么大。请对照两年的报表。',
    ],
    [
      'The page holds no form itself but leads to a.pdf, b.doc and 3 more: fetch it and import that file.',
      '网页本身没有报表，但链接到 a.pdf, b.doc 等（另有 3 个）：请下载该文件后导入。',
    ],
    [
      'The text stored for page 1 means nothing; its picture was read. The text stored for page 3 means nothing; its picture was read.',
      '第 1 页的文字层没有意义，改读了页面图像。第 3 页的文字层没有意义，改读了页面图像。',
    ],
    [
      '总数: stamped reads 31 where 3l was taken; with it publishing-sum holds. Look at the source.',
      '总数：印章下所见读作 31，现取 3l；若取前者，“信息发布总数与分项之和不符”即不成立。请对照原件。',
    ],
    ['a message of another version', 'a message of another version'],
  ])('%s', (message, zh) => {
    expect(chineseMessage(message)).toBe(zh);
  });
});
