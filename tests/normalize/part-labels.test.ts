/** Cells that name the way to their value, or hold label, unit and value. */
import { describe, expect, it } from 'vitest';
import { documentLines, pieceText } from '../../src/normalize/form-lines.js';
import { LabelHeads } from '../../src/normalize/label-heads.js';
import { partLabels } from '../../src/normalize/part-labels.js';
import { TEMPLATES } from '../../src/normalize/template.js';
import { type Row, sourceDocument } from './small-form.js';

const HEADS = new LabelHeads(TEMPLATES.flatMap(({ orders }) => orders[0] ?? []));

function cells(row: Row): string[] {
  return documentLines(sourceDocument([row])).flatMap((line) =>
    partLabels(line, HEADS).tokens.map((token) =>
      token.inline ? `${token.text}=${pieceText(token.inline)}` : token.text,
    ),
  );
}

describe('cells of a row', () => {
  it.each<[Row, Row]>([
    [
      ['信息发布-总数（单位：条）', '12'],
      ['信息发布', '总数（单位：条）', '12'],
    ],
    [
      ['解读回应 解读信息发布 解读材料数量', '3'],
      ['解读回应', '解读信息发布', '解读材料数量', '3'],
    ],
    [['独立用户访问总量（单位：个）：184312'], ['独立用户访问总量（单位：个）=184312']],
    [
      ['信息发布', '总数：12'],
      ['信息发布', '总数=12'],
    ],
    [
      ['解读信息发布—总数', '解读信息发布—解读材料数量'],
      ['解读信息发布', '总数', '解读信息发布', '解读材料数量'],
    ],
    [
      ['信息发布', '1 总数', '12'],
      ['信息发布', '总数', '12'],
    ],
  ])('%j are parted', (row, expected) => {
    expect(cells(row)).toEqual(expected);
  });

  it.each<[Row]>([
    [['信息发布量', '12']],
    [['解读材料数量（单位：条）', '']],
    [['总数：', '12']],
    [['其他', '名称：甲头条；信息发布量：12']],
    [['网站名称', '微信公众号']],
    [['网站名称', '微博']],
    [['信息发布', '总数', '12 其他']],
    [['12 条']],
    [['1\n总数', '12']],
  ])('%j stay', (row) => {
    expect(cells(row)).toEqual(row);
  });
});
