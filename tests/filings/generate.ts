/**
 * Draws a whole filing from a seed: an answer to every field of a template, each with the status and value
 * that the public contract gives to what the filer wrote. An independent witness: nothing here uses the
 * product's reading code, only its catalogue of indicators.
 */
import type { Indicator, Period } from '../../src/model/indicator.js';
import { PERIODS } from '../../src/model/indicator.js';
import { drawQuarters, drawWorkQuantities, type Quantities } from './answers/numbers.js';
import { drawOffice, drawPerson, drawPlace, type Office } from './answers/places.js';
import * as site from './answers/site.js';
import { ticked, tickedChoice, yesNo } from './answers/ticks.js';
import * as writing from './answers/writings.js';
import { templateFields } from './fields.js';
import { type Answer, type FieldId, fieldId, type GeneratedFiling, type TemplateId } from './filing.js';
import { type Random, random } from './random.js';

/** How often answers stray from a plain value, each from 0 to 1. */
export interface AnswerHabits {
  readonly none: number;
  readonly blank: number;
  readonly invalid: number;
}

const USUAL_HABITS: AnswerHabits = { none: 0.04, blank: 0.04, invalid: 0.012 };

export interface GenerateOptions {
  readonly template: TemplateId;
  readonly seed: number;
  /** Left out: a year in which the template is in force. */
  readonly year?: number;
  readonly habits?: Partial<AnswerHabits>;
}

const YEARS: Readonly<Record<TemplateId, readonly number[]>> = {
  'work-2019': [2017, 2018, 2019, 2019, 2020, 2020],
  'work-2022': [2021, 2022, 2022, 2023, 2024, 2025],
  'work-2020-gx': [2019, 2020, 2020, 2020, 2021, 2022],
  'supervision-2020-gx': [2019, 2020, 2020, 2020, 2021, 2022],
};

interface Draft {
  readonly template: TemplateId;
  readonly year: number;
  readonly office: Office;
  readonly quantities: Quantities;
  /** Quarters of one supervision indicator, drawn once for its five fields. */
  readonly quarters: Map<string, readonly number[]>;
  readonly habits: AnswerHabits;
  /** Whether the whole block 微博, 微信 or 移动客户端 is declared empty. */
  readonly absentMedia: ReadonlySet<string>;
  /** The single word for "none" that this filer uses in a block. */
  readonly noneWord: Answer;
}

export function generateFiling(options: GenerateOptions): GeneratedFiling {
  const { template, seed } = options;
  const chance = random(`${template}/${seed}`);
  const guangxi = template.endsWith('-gx');
  const office = drawOffice(chance.fork('office'), drawPlace(chance.fork('place'), guangxi));
  const media = chance.fork('media');
  const draft: Draft = {
    template,
    year: options.year ?? chance.fork('year').pick(YEARS[template]),
    office,
    quantities: drawWorkQuantities(chance.fork('quantities')),
    quarters: new Map(),
    habits: { ...USUAL_HABITS, ...options.habits },
    absentMedia: new Set(['weibo', 'wechat', 'app'].filter(() => media.chance(0.35))),
    noneWord: writing.none(media),
  };
  const answers = new Map<FieldId, Answer>();
  for (const { indicator, period } of templateFields(template)) {
    const id = fieldId(indicator.key, period);
    answers.set(id, drawAnswer(draft, indicator, period, chance.fork(id)));
  }
  return {
    seed,
    template,
    form: template.startsWith('work') ? 'work' : 'supervision',
    year: draft.year,
    answers,
  };
}

function drawAnswer(draft: Draft, indicator: Indicator, period: Period, chance: Random): Answer {
  const { key, form } = indicator;
  const special =
    form === 'supervision' ? supervisionAnswer(draft, key, chance) : workAnswer(draft, key, chance);
  if (special) return special;
  const strays = mayStray(key);
  if (strays && chance.chance(draft.habits.none) && indicator.type !== 'boolean') return writing.none(chance);
  if (strays && chance.chance(draft.habits.blank) && indicator.type !== 'boolean')
    return writing.blank(chance);
  switch (indicator.type) {
    case 'count':
      if (chance.chance(draft.habits.invalid)) return writing.invalidCount(chance);
      return writing.count(chance, quantity(draft, key, period, chance), indicator.unit ?? '');
    case 'decimal':
      return writing.decimal(
        chance,
        chance.pick([0, 0.5, 1, 1.5, 2, 3, 3.5, 4.2, 5, 7, 15]),
        indicator.unit ?? '',
      );
    case 'percent':
      return writing.percent(chance, chance.pick([100, 100, 100, 98.5, 96, 99.46, 0, 87.5]));
    case 'interval':
      return writing.interval(chance);
    case 'boolean':
      return yesNo(chance, draft.habits.invalid);
    case 'choice':
      return tickedChoice(
        chance,
        indicator.options.map((option) => option.id),
        0,
      );
    default:
      throw new Error(`no way to answer ${key}`);
  }
}

/** The fields that name the filing are nearly always filled in: without them it would not be one. */
function mayStray(key: string): boolean {
  return !['site.name', 'site.home_url', 'site.id_code', 'site.sponsor', 'site.type'].includes(key);
}

function quantity(draft: Draft, key: string, period: Period, chance: Random): number {
  const known = draft.quantities.get(key);
  if (known !== undefined) return known;
  // Drawn from the indicator alone, so that its five periods belong together.
  const quarters = draft.quarters.get(key) ?? drawQuarters(chance);
  draft.quarters.set(key, quarters);
  return quarters[PERIODS.indexOf(period)] ?? 0;
}

function filingAnswer(draft: Draft, key: string, chance: Random): Answer | null {
  const { office, year, habits } = draft;
  switch (key) {
    case 'filing.reporting_unit':
      return chance.chance(habits.blank) ? writing.blank(chance) : writing.reported(office.unit, office.unit);
    case 'filing.responsible_person':
    case 'filing.reviewer':
    case 'filing.preparer': {
      if (chance.chance(habits.blank * 2)) return writing.blank(chance);
      const person = drawPerson(chance);
      return writing.reported(person, person);
    }
    case 'filing.phone':
      return chance.chance(habits.blank) ? writing.blank(chance) : site.phone(chance, office);
    case 'filing.date':
      if (chance.chance(habits.blank)) return writing.blank(chance);
      return writing.date(chance, year + 1, chance.int(1, 3), chance.int(1, 28));
    default:
      return null;
  }
}

function workAnswer(draft: Draft, key: string, chance: Random): Answer | null {
  const { office, year } = draft;
  const [block = ''] = key.split('.');
  if (draft.absentMedia.has(block)) return draft.noneWord;
  if (block === 'filing') return filingAnswer(draft, key, chance);
  if (block === 'innovation') return innovationAnswer(draft, key, chance);
  const text = (words: string): Answer => writing.reported(words, words);
  switch (key) {
    case 'site.name':
      return text(site.drawSiteName(chance, office));
    case 'site.report_published_on':
      return writing.date(chance, year + 1, chance.int(1, 2), chance.int(1, 28));
    case 'site.home_url':
      return site.homeUrl(chance, office);
    case 'site.id_code':
      return writing.code(chance, site.drawIdCode(chance, office));
    case 'site.sponsor':
      return text(site.drawSponsor(chance, office));
    case 'site.chinese_domain':
      return chance.chance(0.2)
        ? writing.none(chance)
        : text(`${office.unit}${chance.pick(['.政务', '·政务', '.公益'])}`);
    case 'site.operator':
      return text(chance.chance(0.7) ? office.unit : `${office.place.name}大数据发展局`);
    case 'site.type':
      return tickedChoice(
        chance,
        ['portal', 'department', 'special'],
        draft.habits.invalid,
        office.portal ? 0 : 1,
      );
    case 'site.icp_number':
      return site.icpNumber(chance, office);
    case 'site.police_number':
      return site.policeNumber(chance, office);
    case 'site.electronic_mark':
      return chance.chance(0.15) ? writing.none(chance) : site.electronicMark(chance);
    case 'site.report_url':
      return site.reportUrl(chance, office, year);
    case 'weibo.name':
    case 'wechat.name':
    case 'app.name':
      return text(mediaName(chance, office));
    case 'app.download_url':
      return writing.url(chance, office.host, '/app');
    case 'new_media.present':
      return ticked([draft.absentMedia.size < 3, draft.absentMedia.size === 3], draft.absentMedia.size < 3);
    case 'new_media.other':
      return chance.weighted<() => Answer>([
        [5, () => writing.blank(chance)],
        [4, () => writing.none(chance)],
        [4, () => text(site.otherMedia(chance))],
      ])();
    default:
      return null;
  }
}

function mediaName(chance: Random, office: Office): string {
  const short = office.place.name.replace(/(壮族|回族|维吾尔)?(自治区|省|市|县|部|局|州|盟|旗)$/u, '');
  return chance.pick([
    office.unit,
    `${short}发布`,
    `“${short}教育”`,
    `${short}微政务`,
    `${short}政务发布@新浪微博`,
  ]);
}

const GUANGXI_INNOVATIONS: readonly (readonly [text: string, value: boolean])[] = [
  ['有', true],
  ['有', true],
  ['无', false],
  ['无', false],
  ['英文版', true],
  ['未开通', false],
  ['建设中', false],
];

const OTHER_INNOVATIONS = ['政策“一键匹配”服务', '区块链电子证照应用', '数字人智能导办', '适老化改造'];

function innovationAnswer(draft: Draft, key: string, chance: Random): Answer {
  if (draft.template === 'work-2020-gx') {
    const [text, value] = chance.pick(GUANGXI_INNOVATIONS);
    return chance.chance(draft.habits.blank) ? writing.blank(chance) : writing.reported(value, text);
  }
  if (key !== 'innovation.other_text') {
    const on = chance.chance(0.4);
    return ticked([on], on);
  }
  if (chance.chance(0.65)) return writing.blank(chance.fork('line'));
  const text = chance.pick(OTHER_INNOVATIONS);
  return writing.reported(text, text);
}

function supervisionAnswer(draft: Draft, key: string, chance: Random): Answer | null {
  if (key.startsWith('filing.')) return filingAnswer(draft, key, chance);
  switch (key) {
    case 'supervision.census.report_url':
      return chance.chance(0.1) ? writing.none(chance) : site.reportUrl(chance, draft.office, draft.year);
    case 'supervision.census.performance_weight': {
      if (chance.chance(0.4)) return writing.blank(chance.fork('bracket'));
      const weight = chance.pick([100, 5, 2, 1.5, 3, 10]);
      return writing.reported(weight, chance.pick([`${weight}%`, `${weight}％`, `${weight}`]));
    }
    case 'supervision.other':
      return chance.weighted<() => Answer>([
        [5, () => writing.blank(chance)],
        [3, () => writing.none(chance)],
        [3, () => writing.reported('建立季度通报制度，开展交叉检查2次', '建立季度通报制度，开展交叉检查2次')],
      ])();
    default:
      // A year without any case is the rule on this form: 无 stands in most cells.
      return /accountability|fake_sites|training|mailbox|problems|failed/.test(key) && chance.chance(0.45)
        ? writing.none(chance)
        : null;
  }
}
