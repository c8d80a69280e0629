/**
 * Reads every field of a located form: the cells bound to each label are parsed as the indicator's type, all
 * rivals are kept, and the features that the confidence rests on are noted.
 */
import type { Origin, Piece } from '../model/document.js';
import type { Indicator, Period } from '../model/indicator.js';
import { PERIODS } from '../model/indicator.js';
import { wordsOf } from '../model/piece-text.js';
import type { Candidate, Reading } from '../model/reading.js';
import { type LabelMatch, placedLabel } from './align.js';
import { type BoundLabel, type BoundValue, bindLabel, type FormView } from './bind.js';
import type { FieldDraft } from './field-draft.js';
import {
  type FieldFeatures,
  featuresMissing,
  featuresRead,
  type LabelFeatures,
  type PlaceFeatures,
} from './field-features.js';
import type { Token } from './form-lines.js';
import { labelCore } from './label-text.js';
import type { LocatedForm } from './locate-labels.js';
import { periodColumnsAbove } from './period-headings.js';
import { withoutRowEnds } from './row-ends.js';
import type { TemplateNode } from './template.js';
import { foldForMatching } from './text.js';
import { shortNeighbours, usualGaps, usualShapes } from './usual-places.js';
import { PLACE_FITS } from './value-place.js';
import {
  bracketReading,
  readMultipleChoice,
  readPresence,
  readValue,
  type ValueContext,
} from './values/index.js';
import { usualTickSide } from './values/tick-side.js';

export interface FieldsRead {
  readonly drafts: readonly FieldDraft[];
  /** Tokens that a field or a label accounts for. */
  readonly claimed: ReadonlySet<Token>;
}

/** A margin this wide leaves no doubt about which label a token is. */
const SAFE_MARGIN = 0.3;
/** Labels looked at on either side for the company that a label keeps. */
const NEIGHBOURS = 2;
/** So many option words in one cell are the options themselves, whatever became of their heading. */
const OPTIONS_TELLING = 3;

const CELL_BREAK: Piece = { kind: 'text', text: '\n', score: null };

function joinContent(tokens: readonly Token[]): readonly Piece[] {
  const [only] = tokens;
  if (only && tokens.length === 1) return only.content;
  return tokens.flatMap((token, index) => (index === 0 ? token.content : [CELL_BREAK, ...token.content]));
}

function joinOrigin(tokens: readonly Token[]): Origin | null {
  const [first] = tokens;
  return first ? { ...first.origin, boxes: tokens.flatMap((token) => token.origin.boxes) } : null;
}

function rawText(tokens: readonly Token[]): string {
  return tokens.map((token) => token.text).join('\n');
}

export class FieldReader {
  readonly #form: LocatedForm;
  readonly #context: ValueContext;
  readonly #view: FormView;
  readonly #matched: ReadonlyMap<number, LabelMatch>;
  readonly #claimed = new Set<Token>();
  readonly #drafts: FieldDraft[] = [];
  readonly #lastReadings = new Map<Token, { readonly node: TemplateNode; readonly reading: Reading }>();

  constructor(form: LocatedForm, formYear: number | null) {
    this.#form = form;
    this.#context = { formYear, tickSide: usualTickSide(valueCells(form)) };
    this.#matched = new Map(form.matches.map((match) => [match.node, match]));
    const periodColumns = periodColumnsAbove(form.lines, form.roles);
    const shapes = usualShapes(form.lines, form.roles, periodColumns);
    this.#view = {
      lines: form.lines,
      roles: form.roles,
      periodColumns,
      periods: PERIODS,
      usualShapes: shapes,
      shortNeighbours: shortNeighbours(form.lines, form.roles, shapes),
      usualGaps: usualGaps(form.lines, form.roles),
      lostNext: ({ node }) => this.#lostAfter(node),
      suits: (node, tokens) => {
        if (node.kind === 'options')
          return tokens.some((token) => token.hasMark || namesOptions(node, token, 2));
        const reading = this.#readTokens(node, tokens);
        return reading.status === 'reported' || reading.status === 'none';
      },
    };
  }

  read(): FieldsRead {
    for (const token of this.#form.roles.keys()) this.#claimed.add(token);
    for (const [index, node] of this.#form.nodes.entries())
      this.#readNode(node, this.#matched.get(index) ?? null);
    const signatures = new Map(this.#form.signatures.map(({ node, match }) => [node.label, match]));
    for (const node of [...this.#form.template.header, ...this.#form.template.footer]) {
      this.#readNode(node, signatures.get(node.label) ?? null);
    }
    const order = new Map(this.#form.template.indicators.map((indicator, index) => [indicator.key, index]));
    const drafts = withoutRowEnds(this.#drafts).toSorted(
      (a, b) =>
        (order.get(a.indicator.key) ?? 0) - (order.get(b.indicator.key) ?? 0) ||
        PERIODS.indexOf(a.period) - PERIODS.indexOf(b.period),
    );
    return { drafts, claimed: this.#claimed };
  }

  #read(node: TemplateNode, content: readonly Piece[]): Reading {
    const { indicator } = node;
    if (!indicator) throw new Error(`${node.label} is no leaf`);
    if (node.asksPresence) return readPresence(content, this.#context);
    return readValue(indicator, content, this.#context);
  }

  /** The same cell is looked at to find where a value stands, and again for the value. */
  #readTokens(node: TemplateNode, tokens: readonly Token[]): Reading {
    const [only] = tokens;
    if (!only || tokens.length > 1) return this.#read(node, joinContent(tokens));
    const known = this.#lastReadings.get(only);
    if (known?.node === node) return known.reading;
    const reading = this.#read(node, only.content);
    this.#lastReadings.set(only, { node, reading });
    return reading;
  }

  #readNode(node: TemplateNode, match: LabelMatch | null): void {
    if (node.kind === 'section') return;
    if (node.kind === 'options') {
      this.#readOptions(node, match);
      return;
    }
    const bound = match ? bindLabel(this.#view, match, node) : null;
    for (const period of node.indicator?.periods ?? []) this.#readField(node, bound, period);
  }

  #readField(node: TemplateNode, bound: BoundLabel | null, period: Period): void {
    const { indicator } = node;
    if (!indicator) return;
    const values = bound?.values.get(period) ?? [];
    const candidates = bound ? values.map((value) => this.#candidate(node, bound, value)) : [];
    const [chosen] = candidates;
    const [value] = values;
    if (!bound || !chosen || !value) {
      this.#missing(node, indicator, period, bound?.match ?? null);
      if (node.bracketIndicator) this.#missing(node, node.bracketIndicator, period, bound?.match ?? null);
      return;
    }
    const label = this.#labelFeatures(node, bound.match);
    const place = placeFeatures(bound, value, chosen, candidates, asksForMarks(node));
    const features = featuresRead(label, place, chosen.reading);
    this.#add(indicator, period, bound.match, value, chosen, candidates, features);
    if (node.bracketIndicator) {
      const reading = bracketReading(node.bracketIndicator, chosen.content, this.#context);
      const inBracket = { ...chosen, reading };
      const own = featuresRead(label, place, reading);
      this.#add(node.bracketIndicator, period, bound.match, value, inBracket, [inBracket], own);
    }
  }

  #candidate(node: TemplateNode, bound: BoundLabel, value: BoundValue): Candidate {
    const reading = this.#readTokens(node, value.tokens);
    return candidateOf(bound.match, value, joinContent(value.tokens), reading);
  }

  #add(
    indicator: Indicator,
    period: Period,
    match: LabelMatch,
    value: BoundValue,
    chosen: Candidate,
    candidates: readonly Candidate[],
    features: FieldFeatures,
  ): void {
    for (const token of value.tokens) this.#claimed.add(token);
    const { reading } = chosen;
    this.#drafts.push({
      indicator,
      period,
      status: reading.status,
      value: reading.value,
      unit: indicator.unit,
      note: reading.note,
      raw: chosen.raw,
      labelRaw: match.label.token.text,
      features,
      origin: chosen.origin,
      candidates,
      remarks: reading.remarks,
    });
  }

  #missing(node: TemplateNode, indicator: Indicator, period: Period, match: LabelMatch | null): void {
    this.#drafts.push({
      indicator,
      period,
      status: 'missing',
      value: null,
      unit: indicator.unit,
      note: null,
      raw: null,
      labelRaw: match?.label.token.text ?? null,
      features: featuresMissing({
        labelled: match !== null,
        signature: node.place !== 'body',
        resembled: this.#form.resembled.get(node) ?? 0,
      }),
      origin: match?.label.token.origin ?? null,
      candidates: [],
      remarks: [],
    });
  }

  /** How sure it is that the token is this label. */
  #labelFeatures(node: TemplateNode, match: LabelMatch): LabelFeatures {
    return {
      labelUnlikeness: 1 - match.similarity,
      thinMargin: Math.max(0, SAFE_MARGIN - match.margin) / SAFE_MARGIN,
      outOfOrder: match.inOrder ? 0 : 1,
      lonelyLabel: node.place === 'body' ? this.#loneliness(match.node) : 0,
    };
  }

  #lostAfter(node: number): TemplateNode | null {
    const next = this.#form.nodes.findIndex(({ kind }, index) => index > node && kind !== 'section');
    return this.#matched.has(next) ? null : (this.#form.nodes[next] ?? null);
  }

  #loneliness(node: number): number {
    let missing = 0;
    let counted = 0;
    for (let step = -NEIGHBOURS; step <= NEIGHBOURS; step += 1) {
      if (step === 0 || !this.#form.nodes[node + step]) continue;
      counted += 1;
      const neighbour = this.#matched.get(node + step);
      if (!neighbour?.inOrder) missing += 1;
    }
    return counted === 0 ? 0 : missing / counted;
  }

  #readOptions(node: TemplateNode, match: LabelMatch | null): void {
    const bound = match ? bindLabel(this.#view, match, node) : null;
    const beside = bound?.values.get('year')?.[0];
    const isEmpty = beside?.tokens.every((token) => token.blank) ?? true;
    const value = (isEmpty ? this.#optionCells(node) : null) ?? beside ?? null;
    const label = match ?? (value ? optionsMatch(value) : null);
    const reading = value && readMultipleChoice(joinContent(value.tokens), node.options, this.#context);
    for (const [index, option] of node.options.entries()) {
      this.#addOption(node, option.indicator, label, value, reading?.options[index] ?? null);
      if (option.textIndicator)
        this.#addOption(node, option.textIndicator, label, value, reading?.otherText ?? null);
    }
  }

  #addOption(
    node: TemplateNode,
    indicator: Indicator,
    match: LabelMatch | null,
    value: BoundValue | null,
    reading: Reading | null,
  ): void {
    if (!match || !value || !reading) {
      this.#missing(node, indicator, 'year', match);
      return;
    }
    const candidate = candidateOf(match, value, joinContent(value.tokens), reading);
    const label = this.#labelFeatures(node, match);
    const features = featuresRead(label, placeFeatures(null, value, candidate, [candidate], true), reading);
    this.#add(indicator, 'year', match, value, candidate, [candidate], features);
  }

  /** Cells that hold the options themselves, where their heading was lost or has nothing beside it. */
  #optionCells(node: TemplateNode): BoundValue | null {
    const cells = this.#form.lines
      .flatMap((line) => line.tokens)
      .filter((token) => !this.#form.roles.has(token) && namesOptions(node, token, OPTIONS_TELLING));
    return cells.length === 1 ? { tokens: cells, relation: 'right', place: 'beside' } : null;
  }
}

/** What stands in the cells that are no labels. */
function valueCells({ lines, roles }: LocatedForm): (readonly Piece[])[] {
  return lines.flatMap(({ tokens }) =>
    tokens.flatMap((token) =>
      token.inline !== null ? [token.inline] : token.hasMark && !roles.has(token) ? [token.content] : [],
    ),
  );
}

/** Whether a cell holds at least so many words of a multiple choice. */
function namesOptions(node: TemplateNode, token: Token, least: number): boolean {
  const core = foldForMatching(wordsOf(token.content));
  return (
    node.options.filter(({ label }) => label.length > 2 && core.includes(foldForMatching(label))).length >=
    least
  );
}

/** The match that stands in for a lost heading: the options' own cell. */
function optionsMatch(value: BoundValue): LabelMatch | null {
  const [token] = value.tokens;
  return token
    ? {
        node: -1,
        label: placedLabel(token),
        similarity: 1,
        margin: SAFE_MARGIN,
        inOrder: true,
      }
    : null;
}

function candidateOf(
  match: LabelMatch,
  value: BoundValue,
  content: readonly Piece[],
  reading: Reading,
): Candidate {
  return {
    content,
    raw: rawText(value.tokens),
    labelRaw: match.label.token.text,
    relation: value.relation,
    reading,
    score: Math.round(match.similarity * PLACE_FITS[value.place] * reading.strictness * 10_000) / 10_000,
    origin: joinOrigin(value.tokens) ?? match.label.token.origin,
    alternatives: value.tokens.flatMap((token) => token.alternatives),
  };
}

/** A cell of this many characters holds a text. */
const LONG_TEXT = 100;
const WORDS = /[\p{L}\p{N}]/u;

function asksForMarks({ kind, indicator }: TemplateNode): boolean {
  return kind === 'options' || indicator?.type === 'boolean' || indicator?.type === 'choice';
}

function placeFeatures(
  bound: BoundLabel | null,
  value: BoundValue,
  chosen: Candidate,
  candidates: readonly Candidate[],
  marksAsked: boolean,
): PlaceFeatures {
  const scores = chosen.content.flatMap((piece) => (piece.score === null ? [] : [piece.score]));
  const rival = candidates.some(
    (other) =>
      other !== chosen && other.reading.status === 'reported' && other.reading.value !== chosen.reading.value,
  );
  return {
    place: value.place,
    gapInRow: bound && isGap(bound, value) ? 1 : 0,
    strayRival: rival ? 1 : 0,
    recognitionDoubt: scores.length > 0 ? 1 - Math.min(...scores) : 0,
    readersDisagree: disagreeing(chosen) ? 1 : 0,
    flaws: new Set(value.tokens.flatMap((token) => token.flaws)),
    strayMark: !marksAsked && chosen.content.some(({ kind }) => kind === 'mark') ? 1 : 0,
    textLength: Math.min(1, chosen.raw.length / LONG_TEXT),
    dash: chosen.reading.status === 'none' && !WORDS.test(chosen.raw) ? 1 : 0,
  };
}

function isGap(bound: BoundLabel, value: BoundValue): boolean {
  const isEmpty = ({ tokens }: BoundValue) => tokens.every((token) => token.blank);
  if (bound.values.size < 2 || !isEmpty(value)) return false;
  return [...bound.values.values()].some((values) => values.some((other) => !isEmpty(other)));
}

function disagreeing(chosen: Candidate): boolean {
  if (chosen.alternatives.length === 0) return false;
  const own = labelCore(wordsOf(chosen.content));
  return chosen.alternatives.some((alternative) => labelCore(alternative.text) !== own);
}
