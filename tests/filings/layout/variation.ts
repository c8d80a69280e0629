/** What differs between two filers' prints of the same form, drawn from a seed or set by hand. */
import type { TemplateId } from '../filing.js';
import { type Random, random } from '../random.js';
import { MARK_STYLES, type MarkStyle } from './marks.js';

export interface LabelHabits {
  readonly unit: 'full' | 'half' | 'short' | 'none';
  /** How often a line break stands before the unit, and how often inside a long label. */
  readonly breakBeforeUnit: number;
  readonly breakInside: number;
  /** 总　数: blanks that stretch two-character labels. */
  readonly stretched: boolean;
  readonly colon: boolean;
  readonly numbered: boolean;
}

export interface Variation {
  readonly seed: number;
  readonly marks: MarkStyle;
  /** Whether formats that have check boxes of their own (HTML, OCR Markdown, Word) use them. */
  readonly nativeBoxes: boolean;
  readonly optionGap: string;
  readonly labels: LabelHabits;
  /** 是/否 and site types as one cell, or a cell an option. */
  readonly spreadOptions: boolean;
  readonly media: 'stacked' | 'side-by-side';
  /** Guangxi 互动交流 as header over value, or a row a label. */
  readonly interaction: 'header-over-value' | 'row-wise';
  readonly levelInThreeCells: boolean;
  readonly sectionColumn: boolean;
  readonly titleInTable: boolean;
  readonly footing: 'lines' | 'one-line' | 'list' | 'rows' | 'merged-row';
  readonly reportUrlRow: boolean;
  /** 网站普查 rows without a year, as in the Guangxi print whose year column is struck out there. */
  readonly censusWithoutYear: boolean;
  readonly splitColumns: readonly number[];
  readonly emptyColumn: boolean;
  readonly noteRow: boolean;
  readonly letter: boolean;
  readonly instructions: 'none' | 'short' | 'long';
  readonly title: 'plain' | 'named' | 'publicity' | 'spaced';
  readonly yearBracket: '（）' | '()' | '〔〕' | 'in-title';
  readonly columnsTopic: '专栏专题' | '专题专栏';
}

/** The form as most filers print it. */
export const PLAIN_VARIATION: Variation = {
  seed: 0,
  marks: MARK_STYLES.ballot,
  nativeBoxes: false,
  optionGap: '　　　',
  labels: {
    unit: 'full',
    breakBeforeUnit: 0,
    breakInside: 0,
    stretched: false,
    colon: false,
    numbered: false,
  },
  spreadOptions: false,
  media: 'stacked',
  interaction: 'header-over-value',
  levelInThreeCells: false,
  sectionColumn: true,
  titleInTable: false,
  footing: 'lines',
  reportUrlRow: false,
  censusWithoutYear: false,
  splitColumns: [],
  emptyColumn: false,
  noteRow: false,
  letter: false,
  instructions: 'none',
  title: 'plain',
  yearBracket: '（）',
  columnsTopic: '专栏专题',
};

function drawLabels(chance: Random): LabelHabits {
  return {
    unit: chance.weighted([
      [70, 'full'],
      [15, 'half'],
      [8, 'short'],
      [7, 'none'],
    ]),
    breakBeforeUnit: chance.pick([0, 0.5, 0.9]),
    breakInside: chance.pick([0, 0, 0.1, 0.3]),
    stretched: chance.chance(0.08),
    colon: chance.chance(0.03),
    numbered: chance.chance(0.03),
  };
}

const MARK_WEIGHTS: readonly (readonly [number, MarkStyle])[] = [
  [26, MARK_STYLES.ballot],
  [18, MARK_STYLES.root],
  [8, MARK_STYLES.square],
  [4, MARK_STYLES.circle],
  [6, MARK_STYLES.check],
  [3, MARK_STYLES.heavyCheck],
  [3, MARK_STYLES.crossed],
  [3, MARK_STYLES.lightBallot],
  [3, MARK_STYLES.bracketX],
  [3, MARK_STYLES.bracketRoot],
  [4, MARK_STYLES.roundBracket],
  [4, MARK_STYLES.ballotAfter],
  [3, MARK_STYLES.rootAlone],
  [2, MARK_STYLES.rootAfter],
  [2, MARK_STYLES.wingdingsRaw],
  [2, MARK_STYLES.wingdingsPrivate],
];

/** A variation from a seed: each liberty taken about as often as filers do, together in any mix. */
export function drawVariation(template: TemplateId, seed: number): Variation {
  const chance = random(`variation/${template}/${seed}`);
  const guangxi = template === 'work-2020-gx';
  const columns = template === 'work-2020-gx' || template === 'supervision-2020-gx' ? 8 : 4;
  return {
    seed,
    marks: chance.weighted(MARK_WEIGHTS),
    nativeBoxes: chance.chance(0.5),
    optionGap: chance.pick(['　　　', '　　　', ' ', '  ', '      ', '\u00a0\u00a0\u00a0']),
    labels: drawLabels(chance),
    spreadOptions: chance.chance(0.06),
    media: chance.chance(0.9) === guangxi ? 'side-by-side' : 'stacked',
    interaction: chance.chance(0.85) ? 'header-over-value' : 'row-wise',
    levelInThreeCells: chance.chance(0.4),
    sectionColumn: !chance.chance(0.03),
    titleInTable: chance.chance(0.07),
    footing: chance.weighted([
      [55, 'lines'],
      [12, 'one-line'],
      [15, 'list'],
      [12, 'rows'],
      [6, 'merged-row'],
    ]),
    reportUrlRow: chance.chance(0.3),
    censusWithoutYear: chance.chance(0.35),
    splitColumns: chance.chance(0.2) ? [chance.int(0, columns - 1)] : [],
    emptyColumn: chance.chance(0.06),
    noteRow: chance.chance(0.08),
    letter: chance.chance(0.08),
    instructions: chance.weighted([
      [50, 'none'],
      [25, 'short'],
      [25, 'long'],
    ]),
    title: chance.weighted([
      [75, 'plain'],
      [12, 'named'],
      [6, 'publicity'],
      [7, 'spaced'],
    ]),
    yearBracket: chance.weighted([
      [70, '（）'],
      [15, '()'],
      [3, '〔〕'],
      [12, 'in-title'],
    ]),
    columnsTopic: guangxi !== chance.chance(0.06) ? '专题专栏' : '专栏专题',
  };
}
