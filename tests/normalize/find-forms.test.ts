/** A title only cuts a document into segments; headings and sentences tell instruction sheets. */
import { describe, expect, it } from 'vitest';
import { findSegments, titleForm } from '../../src/normalize/find-forms.js';
import { documentLines, lineText } from '../../src/normalize/form-lines.js';
import { TEMPLATES } from '../../src/normalize/template.js';
import { sourceDocument } from './small-form.js';

function segments(...parts: Parameters<typeof sourceDocument>) {
  return findSegments(documentLines(sourceDocument(...parts)), TEMPLATES).map((segment) => ({
    ...segment,
    lines: segment.lines.map(lineText),
  }));
}

describe('titleForm', () => {
  it.each([
    ['政府网站工作年度报表', 'work'],
    ['政 府 网 站 工 作 年 度 报 表', 'work'],
    ['某某市人民政府网站工作年度报表（2020年度）', 'work'],
    ['政府网站工作年度报袁', null],
    ['政府网站工怍年度报表', 'work'],
    ['政府网站监管年度报表', 'supervision'],
    ['2020年政府网站监管年度报表', 'supervision'],
    ['政府信息公开工作年度报告', null],
    ['网站名称', null],
  ])('of %s is %s', (title, form) => {
    expect(titleForm(title, TEMPLATES)).toBe(form);
  });

  it('is none for a sentence that names the form', () => {
    const sentence = `根据通知要求，${'现将我单位有关情况说明如下，'.repeat(5)}并填报《政府网站工作年度报表》。`;
    expect(titleForm(sentence, TEMPLATES)).toBeNull();
  });
});

describe('findSegments', () => {
  const table = [
    ['网站名称', '甲网'],
    ['首页网址', 'www.a.gov.cn'],
  ];

  it('is one segment without a title where nothing is named', () => {
    expect(segments('首页', table)).toMatchObject([
      { kind: 'form', form: null, title: null, lines: ['首页', '网站名称 甲网', '首页网址 www.a.gov.cn'] },
    ]);
  });

  it('cuts at each title and keeps it with what follows', () => {
    expect(segments('函', '政府网站工作年度报表', table, '政府网站监管年度报表', table)).toMatchObject([
      { form: null, lines: ['函'] },
      { form: 'work', title: '政府网站工作年度报表' },
      { form: 'supervision', title: '政府网站监管年度报表' },
    ]);
  });

  it.each(['填写说明', '填报说明：', '填 写 说 明'])('starts an instruction sheet at %s', (heading) => {
    const found = segments('政府网站工作年度报表', table, heading, '主办单位：请填写全称。');
    expect(found.map(({ kind, form }) => [kind, form])).toEqual([
      ['form', 'work'],
      ['instructions', 'work'],
    ]);
  });

  it('starts one at three sentences that tell how to fill in, without a heading', () => {
    const found = segments(
      table,
      '1.主办单位：请填写全称。',
      '2.首页网址：请填写首页的网址。',
      '3.总数：网站发布的信息总数。',
    );
    expect(found.map(({ kind }) => kind)).toEqual(['form', 'instructions']);
    expect(segments(table, '主办单位：请填写全称。').map(({ kind }) => kind)).toEqual(['form']);
  });
});
