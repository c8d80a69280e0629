/** Puts labels and answers into cells under one variation; the layouts only say where they stand. */
import type { Period } from '../../../src/model/indicator.js';
import { fieldsOfKey } from '../fields.js';
import type { Answer, FieldId, GeneratedFiling } from '../filing.js';
import { fieldId } from '../filing.js';
import { type Random, random } from '../random.js';
import type { CellSpec, Ink } from './sheet.js';
import type { Variation } from './variation.js';

export const YES_NO = ['是', '否'] as const;
export const SITE_TYPES = ['政府门户网站', '部门网站', '专项网站'] as const;
export const PROTECTION_LEVELS = ['二级', '三级', '未定级'] as const;
export const INNOVATIONS = [
  'search_as_service',
  'multilingual',
  'accessibility',
  'personalised',
  'other',
] as const;
export const INNOVATION_LABELS = ['搜索即服务', '多语言版本', '无障碍浏览', '千人千网', '其他'] as const;

export function text(words: string): Ink {
  return { kind: 'text', text: words };
}

/** Long labels are broken where their words part, as Word's narrow columns do it. */
const BREAKABLE =
  /(是否建立安全监测预警|回应公众关注热点或|可全程在线办理政务服务事项|普查发现突出问题)(?=.)/u;

export class Printer {
  readonly printed = new Set<FieldId>();
  readonly struckOut = new Set<FieldId>();
  readonly #chance: Random;

  constructor(
    readonly filing: GeneratedFiling,
    readonly variation: Variation,
  ) {
    this.#chance = random(`print/${variation.seed}`);
  }

  answer(key: string, period: Period = 'year'): Answer {
    const answer = this.filing.answers.get(fieldId(key, period));
    if (!answer) throw new Error(`the filing has no answer for ${key} in ${period}`);
    return answer;
  }

  /** A label with its unit in this filer's writing. */
  words(label: string, unit = ''): string {
    const { labels } = this.variation;
    let words = this.#chance.chance(labels.breakInside) ? label.replace(BREAKABLE, '$1\n') : label;
    if (labels.stretched && [...label].length === 2) words = [...label].join('　');
    const suffix = this.#unit(unit);
    if (suffix && this.#chance.chance(labels.breakBeforeUnit)) words += '\n';
    return words + suffix + (labels.colon ? '：' : '');
  }

  #unit(unit: string): string {
    if (!unit) return '';
    switch (this.variation.labels.unit) {
      case 'full':
        return `（单位：${unit}）`;
      case 'half':
        return `(单位:${unit})`;
      case 'short':
        return `（${unit}）`;
      case 'none':
        return '';
    }
  }

  section(words: string, rowSpan: number, columnSpan = 1): CellSpec {
    return { role: 'section', ink: [text(words)], fields: [], rowSpan, columnSpan };
  }

  heading(words: string, columnSpan = 1, rowSpan = 1): CellSpec {
    return { role: 'heading', ink: words ? [text(words)] : [], fields: [], columnSpan, rowSpan };
  }

  empty(columnSpan = 1): CellSpec {
    return { role: 'empty', ink: [], fields: [], columnSpan, rowSpan: 1 };
  }

  note(words: string, columnSpan: number): CellSpec {
    return { role: 'note', ink: [text(words)], fields: [], columnSpan, rowSpan: 1 };
  }

  label(keys: string | readonly string[], words: string, columnSpan = 1, rowSpan = 1): CellSpec {
    const fields = (typeof keys === 'string' ? [keys] : keys).flatMap((key) => this.#fieldsOf(key));
    for (const field of fields) this.printed.add(field);
    return { role: 'label', ink: [text(words)], fields, columnSpan, rowSpan };
  }

  #fieldsOf(key: string): readonly FieldId[] {
    return fieldsOfKey(this.filing.template, key);
  }

  /** The ink of an answer; `options` are the printed words beside the boxes. */
  ink(key: string, options: readonly string[] = [], period: Period = 'year'): Ink[] {
    const answer = this.answer(key, period);
    if (answer.kind === 'written') return answer.text ? [text(answer.text)] : [];
    return answer.ticks.flatMap((ticked, index) => [
      ...(index ? [text(this.variation.optionGap)] : []),
      { kind: 'option' as const, label: options[index] ?? '', ticked },
    ]);
  }

  value(key: string, columnSpan = 1, rowSpan = 1, period: Period = 'year'): CellSpec {
    return {
      role: 'value',
      ink: this.ink(key, [], period),
      fields: [fieldId(key, period)],
      columnSpan,
      rowSpan,
    };
  }

  /** Options in one cell, or a cell an option where the filer spread them and the columns suffice. */
  options(
    key: string,
    words: readonly string[],
    columnSpan: number,
    spread = this.variation.spreadOptions,
  ): CellSpec[] {
    const answer = this.answer(key);
    const fields = [fieldId(key)];
    if (answer.kind !== 'ticked' || !spread || columnSpan < words.length) {
      return [{ role: 'value', ink: this.ink(key, words), fields, columnSpan, rowSpan: 1 }];
    }
    return words.map((label, index) => ({
      role: 'value',
      ink: [{ kind: 'option', label, ticked: answer.ticks[index] ?? false }],
      fields,
      columnSpan: index === words.length - 1 ? columnSpan - words.length + 1 : 1,
      rowSpan: 1,
    }));
  }

  /** A label and its answer in one cell or line: 审核人：张三. */
  inline(key: string, label: string): Ink[] {
    for (const field of this.#fieldsOf(key)) this.printed.add(field);
    return [text(`${label}：`), ...this.ink(key)];
  }
}
