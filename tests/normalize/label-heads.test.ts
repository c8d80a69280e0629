/** Labels at the start of a text: one, a path of several, with what parts them from the value. */
import { describe, expect, it } from 'vitest';
import { LabelHeads } from '../../src/normalize/label-heads.js';
import { TEMPLATES } from '../../src/normalize/template.js';

const WORK = TEMPLATES.filter(({ form }) => form === 'work');
const HEADS = new LabelHeads(WORK.flatMap(({ orders }) => orders[0] ?? []));

/** `label=value`, labels parted by `/`, and how the last is parted from its value. */
function outline(text: string): string {
  const heads = HEADS.in(text);
  const last = heads.at(-1);
  if (!last) return 'none';
  const labels = heads.map(({ start, end }) => text.slice(start, end)).join('/');
  return `${labels}=${text.slice(last.value)} ${last.parting}`;
}

describe('labels at the start of a text', () => {
  it.each([
    ['网站名称：甲网', '网站名称=甲网 colon'],
    ['3．网 站 名 称: 甲网', '网 站 名 称=甲网 colon'],
    ['独立用户访问总量（单位：个）：184312', '独立用户访问总量（单位：个）=184312 colon'],
    ['概况类信息更新量/条 41', '概况类信息更新量/条=41 blank'],
    ['信息发布-总数 1312', '信息发布/总数=1312 blank'],
    ['信息发布——总数 1312', '信息发布/总数=1312 blank'],
    ['信息发布---总数 --', '信息发布/总数=-- blank'],
    ['微博信息发布量（单位：条）', '微博/信息发布量（单位：条）= none'],
    ['解读回应 > 解读信息发布 > 总数：-', '解读回应/解读信息发布/总数=- colon'],
    ['信息发布量', '信息发布量= none'],
    ['维护数量（17）', '维护数量=（17） none'],
    ['平均办理时间 -', '平均办理时间=- blank'],
    ['网站名称由主办单位确定', '网站名称=由主办单位确定 none'],
    ['本网站名称：甲网', 'none'],
  ])('%s', (text, expected) => {
    expect(outline(text)).toBe(expected);
  });
});
