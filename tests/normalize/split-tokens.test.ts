/** Labels and values that share a cell or a line are parted; labels that only hold a colon are not. */
import { describe, expect, it } from 'vitest';
import { documentLines, pieceText } from '../../src/normalize/form-lines.js';
import { slicePieces, TokenSplitter } from '../../src/normalize/split-tokens.js';
import { SMALL_FORM, sourceDocument } from './small-form.js';

const SPLITTER = new TokenSplitter([SMALL_FORM]);

/** `label=value` where they were parted, else the text. */
function parts(text: string, ...other: readonly string[]): string[] {
  const document = other.length > 0 ? sourceDocument([[text, ...other]]) : sourceDocument(text);
  return documentLines(document).flatMap((line) =>
    SPLITTER.split(line).tokens.map((token) =>
      token.inline ? `${token.text.trim()}=${pieceText(token.inline).trim()}` : token.text,
    ),
  );
}

describe('signatures in one line', () => {
  it.each([
    ['单位负责人：张三　审核人：李四　填报人：王五', ['单位负责人=张三', '审核人=李四', '填报人=王五']],
    ['联系电话：0771-5815454    填报日期：2021年1月5日', ['联系电话=0771-5815454', '填报日期=2021年1月5日']],
    ['审 核 人 ：李四  填 报 人 ：王五', ['审 核 人=李四', '填 报 人=王五']],
    ['单位负责人:张三审核人:李四', ['单位负责人=张三', '审核人=李四']],
    ['单位负责入：张三　审核人：李四', ['单位负责入=张三', '审核人=李四']],
    ['审核人：　　填报人：', ['审核人=', '填报人=']],
    ['审核人：李四（信息科）　填报人：王五', ['审核人=李四（信息科）', '填报人=王五']],
    ['审核人：李四(信息科)填报人：王五', ['审核人=李四(信息科)', '填报人=王五']],
  ])('are parted: %s', (text, expected) => {
    expect(parts(text)).toEqual(expected);
  });

  it('leave running text alone', () => {
    expect(parts('联系方式见附件：略')).toEqual(['联系方式见附件：略']);
    expect(parts('本表所称网站，是指：政府门户网站')).toEqual(['本表所称网站，是指：政府门户网站']);
  });
});

describe('label and value in one cell', () => {
  it.each([
    ['解读材料数量：12', '解读材料数量=12'],
    ['解读材料数量 12', '解读材料数量=12'],
    ['是否提供智能问答 ☑是 □否', '是否提供智能问答=☑是 □否'],
    ['是否提供智能问答☑是 □否', '是否提供智能问答=☑是 □否'],
  ])('are parted: %s', (text, expected) => {
    expect(parts(text, '')[0]).toBe(expected);
  });

  it('end where a label of the form stands on a line of its own', () => {
    expect(parts('填报单位：某局\n网站名称', '某网').slice(0, 2)).toEqual(['填报单位=某局', '网站名称']);
    expect(parts('填报单位：某局\n政务网站', '某网')[0]).toBe('填报单位=某局\n政务网站');
  });

  it.each(['解读材料数量（单位：条）', '解读材料数量单位：条）', '网站名称', '☑是 □否', '总数：'])(
    'are not, where there is only one: %s',
    (text) => {
      expect(parts(text, '')[0]).toBe(text);
    },
  );
});

describe('slicePieces', () => {
  it('cuts texts and keeps marks as one place each', () => {
    const [line] = documentLines(sourceDocument('ab☑cd'));
    const content = line?.tokens[0]?.content ?? [];
    expect(pieceText(slicePieces(content, 1, 4))).toBe('b☑c');
    expect(slicePieces(content, 2, 3).map(({ kind }) => kind)).toEqual(['mark']);
    expect(slicePieces(content, 5, 9)).toEqual([]);
  });
});
