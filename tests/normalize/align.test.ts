/** Labels are bound by order and company: equal ones are told apart, a lost row shifts none of the others. */
import { describe, expect, it } from 'vitest';
import { align, type LabelToken, matchesOf } from '../../src/normalize/align.js';
import { labelCore } from '../../src/normalize/label-text.js';
import { Vocabulary } from '../../src/normalize/vocabulary.js';
import { answers, SMALL_FORM, SMALL_ROWS, sourceDocument } from './small-form.js';

const VOCABULARY = new Vocabulary(SMALL_FORM.orders[0] ?? []);
const PLACE = { page: null, boxes: [], table: 0, row: 0, column: 0 };

function alignWords(words: readonly string[], also: Partial<LabelToken> = {}) {
  const labels = words.map((text, position) => ({
    token: {
      line: position,
      position: 0,
      column: 0,
      columnSpan: 1,
      rowSpan: 1,
      content: [{ kind: 'text' as const, text, score: null }],
      text,
      hasMark: false,
      blank: false,
      inline: null,
      origin: PLACE,
      alternatives: [],
      flaws: [],
    },
    core: labelCore(text),
    candidates: VOCABULARY.candidates(labelCore(text)),
    rowSections: [],
    unit: null,
    block: [],
    group: null,
    ...also,
  }));
  const alignment = align(VOCABULARY, labels);
  return { matches: matchesOf(alignment, labels), score: alignment.score };
}

function boundKeys(words: readonly string[]): (string | undefined)[] {
  const { matches } = alignWords(words);
  return words.map((_, at) => {
    const match = matches.find(({ label }) => label.token.line === at);
    const node = match && VOCABULARY.nodes[match.node];
    return node && (node.indicator?.key ?? node.label);
  });
}

describe('align', () => {
  it('tells three 总数 apart by their order', () => {
    const words = ['信息发布', '总数', '解读信息发布', '总数', '办件量', '总数'];
    expect(boundKeys(words)).toEqual([
      '信息发布',
      'publishing.total',
      '解读信息发布',
      'interpretation.total',
      '办件量',
      'services.cases_total',
    ]);
  });

  it('tells them apart by their neighbours where the section labels are lost', () => {
    expect(boundKeys(['总数', '概况类信息更新量', '总数', '解读材料数量', '总数', '自然人办件量'])).toEqual([
      'publishing.total',
      'publishing.overview_updates',
      'interpretation.total',
      'interpretation.materials',
      'services.cases_total',
      'services.cases_natural_persons',
    ]);
  });

  it.each([
    ['概况类信息更新量', 'publishing.total'],
    ['解读材料数量', 'interpretation.total'],
    ['自然人办件量', 'services.cases_total'],
  ])('gives the 总数 that is left the place before %s', (neighbour, key) => {
    expect(boundKeys(['网站名称', '总数', neighbour])).toEqual(['site.name', key, expect.any(String)]);
  });

  it('gives a margin to a sure match, and a tie to none of its nodes', () => {
    const sure = alignWords(['网站名称', '概况类信息更新量']).matches;
    expect(Math.min(...sure.map(({ margin }) => margin))).toBeGreaterThan(0.3);
    expect(boundKeys(['网站名称', '总数', '是否提供智能问答'])).toEqual([
      'site.name',
      undefined,
      'interaction.smart_qa',
    ]);
  });

  it('binds the tokens that it is given, though it was asked the same before', () => {
    const words = ['信息发布', '总数', '概况类信息更新量'];
    const [first, second] = [alignWords(words), alignWords(words)];
    expect(second).toEqual(first);
    expect(second.matches[0]?.label).not.toBe(first.matches[0]?.label);
  });

  it('tells equal labels with other units, sections or blocks from those before', () => {
    const plain = alignWords(['总数']).score;
    const inUnit = alignWords(['总数'], { unit: '条' }).score;
    const inSection = alignWords(['总数'], { rowSections: ['信息发布'] }).score;
    const inBlock = alignWords(['总数'], { block: ['信息发布'] }).score;
    expect(new Set([plain, inUnit, inSection, inBlock]).size).toBe(4);
  });

  it('scores a complete form above one that lacks a label, and nothing as 0', () => {
    const words = ['信息发布', '总数', '概况类信息更新量'];
    expect(alignWords(words).score).toBeGreaterThan(alignWords(words.slice(1)).score);
    expect(alignWords([])).toEqual({ matches: [], score: 0 });
    expect(alignWords(['与表无关的文字内容']).matches).toEqual([]);
  });
});

describe('a form with one row lost', () => {
  const whole = answers(sourceDocument(SMALL_ROWS));

  it('is read whole where nothing is lost', () => {
    expect(whole).toMatchObject({
      'site.name': '甲网',
      'publishing.total': 10,
      'publishing.news_updates': 7,
      'interpretation.total': 20,
      'services.cases_total': 30,
      'services.cases_natural_persons': 25,
      'interaction.smart_qa': true,
    });
  });

  it.each(SMALL_ROWS.map((row, at) => [row.join(' '), at] as const))(
    'lacks the values of %s and shifts no other',
    (_, lost) => {
      const rows = SMALL_ROWS.filter((_row, at) => at !== lost);
      const changed = Object.entries(answers(sourceDocument(rows))).filter(
        ([key, value]) => value !== whole[key],
      );
      expect(changed).toEqual([[expect.any(String), 'missing']]);
    },
  );

  it.each(SMALL_ROWS.map((row, at) => [row.join(' '), at] as const))(
    'keeps every value where a foreign row stands before %s',
    (_, before) => {
      const rows = SMALL_ROWS.toSpliced(before, 0, ['本栏由信息中心汇总', '99']);
      expect(answers(sourceDocument(rows))).toEqual(whole);
    },
  );

  it('finds a block that moved to the end', () => {
    const moved = [...SMALL_ROWS.slice(0, 1), ...SMALL_ROWS.slice(4), ...SMALL_ROWS.slice(1, 4)];
    expect(answers(sourceDocument(moved))).toEqual(whole);
  });

  it('keeps swapped rows with their own values', () => {
    const [a = [], b = []] = SMALL_ROWS.slice(2, 4);
    expect(answers(sourceDocument(SMALL_ROWS.toSpliced(2, 2, b, a)))).toEqual(whole);
  });
});
