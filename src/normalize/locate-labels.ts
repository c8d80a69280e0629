/**
 * Finds the labels of one template among the lines of a form: the body by alignment, then what moved, then the
 * heading above the table and the signatures below it.
 */

import type { Period } from '../model/indicator.js';
import {
  type Alignment,
  align,
  type LabelMatch,
  type LabelToken,
  matchesOf,
  mayStandFor,
  placedLabel,
} from './align.js';
import type { Role } from './bind.js';
import type { Line, Token } from './form-lines.js';
import {
  type Comparable,
  comparable,
  isUnitAlone,
  labelCore,
  labelSimilarity,
  printedUnit,
  similarity,
} from './label-text.js';
import { type PeriodLabels, periodHeadings } from './period-headings.js';
import type { Template, TemplateNode } from './template.js';
import { LabelIndex, Vocabulary } from './vocabulary.js';

export interface LocatedForm {
  readonly template: Template;
  readonly lines: readonly Line[];
  /** Body nodes in the order in which the form was read best; `LabelMatch.node` counts in it. */
  readonly nodes: readonly TemplateNode[];
  readonly matches: readonly LabelMatch[];
  readonly signatures: readonly SignatureMatch[];
  readonly roles: ReadonlyMap<Token, Role>;
  /** Nodes that no label was bound to, though an unbound text is like theirs; how like, 0 to 1. */
  readonly resembled: ReadonlyMap<TemplateNode, number>;
}

export interface SignatureMatch {
  readonly node: TemplateNode;
  readonly match: LabelMatch;
}

/** A label out of order must be this plain. */
const MOVED_SIMILARITY = 0.85;
/** An equal label elsewhere (名称, 总数) is taken for one out of order only this near to its place. */
const MOVED_DISTANCE = 4;
const MOVED_MARGIN = 0.3;
/** An unbound token this like a label is taken for one, and never for a value. */
const STRAY_SIMILARITY = 0.85;
const SIGNATURE_SIMILARITY = 0.66;
/** Signatures stand right below the table; further down is the web page's own footer. */
const SIGNATURE_REACH = 8;
/** Too short a start tells nothing of the label that it was cut from. */
const SHORTEST_CUT = 2;
/** A label told by elimination shares at least this much with what stands in its place. */
const LEFT_OVER_SIMILARITY = 0.3;
/** How much more it may be like another label: damage is seldom so particular. */
const MOST_UNLIKE = 0.5;
/** Halves of a label that was cut in two must together be this plain, and plainer than each alone. */
const JOINED_SIMILARITY = 0.85;
const JOINED_ADVANTAGE = 0.15;
/** Where the rest is like no label by itself. */
const JOINED_ADVANTAGE_OVER_REST = 0.1;
const WHOLE_SIMILARITY = 0.97;
const NO_LABEL = 0.6;
/** A text outside the table must be a label to the letter, or to one look-alike. */
const PLAIN_SIMILARITY = 0.95;

/** A form whose body is aligned with a template: what templates are compared by, and the rest for the one chosen. */
export interface AlignedForm {
  /** Total likeness of the alignment. */
  readonly score: number;
  locate(): LocatedForm;
}

interface InOrder {
  readonly vocabulary: Vocabulary;
  readonly labels: readonly LabelToken[];
  readonly alignment: Alignment;
}

/** A template with its vocabularies, built once. */
export class TemplateReader {
  readonly #orders: readonly Vocabulary[];
  readonly #periods: PeriodLabels;

  constructor(readonly template: Template) {
    const index = new LabelIndex(template.orders[0] ?? []);
    this.#orders = template.orders.map((nodes) => new Vocabulary(nodes, index));
    this.#periods = new Map(
      Object.entries(template.periodLabels).flatMap(([period, labels]) =>
        (labels ?? []).map((label): [string, Period] => [labelCore(label), period as Period]),
      ),
    );
  }

  /**
   * Aligns the lines with this template in the reading order that fits best.
   * @param texts the label-like texts of the lines
   */
  align(lines: readonly Line[], texts: readonly LabelText[] = labelTexts(lines)): AlignedForm {
    const [printed, ...others] = this.#orders;
    if (!printed) throw new Error(`template ${this.template.id} has no reading order`);
    const { labels, continuations } = labelTokens(printed, lines, texts);
    let best: InOrder = { vocabulary: printed, labels, alignment: align(printed, labels) };
    for (const vocabulary of others) {
      // Where every label found its place, no other order can do better.
      if (best.alignment.bindings.length >= vocabulary.nodes.length) break;
      const own = inOrderOf(vocabulary, labels);
      const alignment = align(vocabulary, own);
      if (alignment.score > best.alignment.score) best = { vocabulary, labels: own, alignment };
    }
    const { score } = best.alignment;
    return { score, locate: () => this.#locate(lines, best, continuations) };
  }

  /** Share of labels in common, 0 to 1: a cheap measure of whether this template is worth aligning. */
  kinship(texts: readonly LabelText[]): number {
    const [vocabulary] = this.#orders;
    if (!vocabulary) return 0;
    const found = new Set<number>();
    let tokens = 0;
    for (const { core } of texts) {
      const [candidate] = vocabulary.candidates(core);
      if (!candidate) continue;
      tokens += 1;
      found.add(candidate.node);
    }
    return (2 * found.size) / (tokens + vocabulary.nodes.length);
  }

  /** The labels in the lines: those in order, then what moved, and the heading and signatures round the body. */
  #locate(
    lines: readonly Line[],
    { vocabulary, labels, alignment }: InOrder,
    continuations: Continuations,
  ): LocatedForm {
    const aligned = matchesOf(alignment, labels);
    const bound = [...aligned, ...movedMatches(vocabulary, labels, aligned)];
    const roles = new Map<Token, Role>(
      [...continuations].map(([rest, of]) => [rest, { kind: 'continuation', of }]),
    );
    for (const line of this.#periods.size > 0 ? lines : []) {
      for (const [token, period] of periodHeadings(line, this.#periods))
        roles.set(token, { kind: 'period', period });
    }
    for (const token of lines.flatMap((line) => line.tokens)) {
      if (holdsSeveralLabels(vocabulary, token)) roles.set(token, { kind: 'stray' });
    }
    const left = leftOverMatches(vocabulary, lines, bound, roles);
    const all = [...bound, ...left].sort((a, b) => a.node - b.node);
    for (const match of all) {
      const node = vocabulary.nodes[match.node];
      if (node) roles.set(match.label.token, { kind: 'label', match, node });
    }
    for (const label of labels) {
      const stray = (label.candidates[0]?.similarity ?? 0) >= STRAY_SIMILARITY;
      if (stray && !roles.has(label.token)) roles.set(label.token, { kind: 'stray' });
    }
    const signatures = signatureMatches(this.template, lines, roles);
    for (const { node, match } of signatures) roles.set(match.label.token, { kind: 'label', match, node });
    return {
      template: this.template,
      lines,
      nodes: vocabulary.nodes,
      matches: all,
      signatures,
      roles,
      resembled: resembledNodes(vocabulary, labels, all),
    };
  }
}

/** The same labels for another order of the same nodes. */
function inOrderOf(vocabulary: Vocabulary, labels: readonly LabelToken[]): LabelToken[] {
  return labels.map((label) => ({ ...label, candidates: vocabulary.candidates(label.core) }));
}

/** Rests of cut labels, each with the token that begins its label. */
type Continuations = ReadonlyMap<Token, Token>;

/** Tokens that may be labels of the body, in reading order; parts of cut labels joined. */
function labelTokens(
  vocabulary: Vocabulary,
  lines: readonly Line[],
  texts: readonly LabelText[],
): { labels: LabelToken[]; continuations: Continuations } {
  const labels: LabelToken[] = [];
  const continuations = new Map<Token, Token>();
  let block: readonly string[] = [];
  let sections: readonly string[] = [];
  let merged: readonly MergedSection[] = [];
  let line = -1;
  for (const { token, core, isRow } of texts) {
    if (token.line !== line) {
      sections = [];
      merged = merged.filter(({ lastLine }) => lastLine >= token.line);
    }
    line = token.line;
    if (continuations.has(token) || holdsSeveralLabels(vocabulary, token)) continue;
    if (isRow && OTHER_ACCOUNT.test(core) && headsGroup(vocabulary, lines, token)) {
      block = sections.length > 0 ? [...block, core] : [core];
      sections = [core];
      merged = [...merged, mergedSection(token, sections, core)];
      continue;
    }
    let candidates = vocabulary.candidates(core);
    if (!isRow && (candidates[0]?.similarity ?? 0) < PLAIN_SIMILARITY) continue;
    const cut = cutRest(vocabulary, lines, token, core, candidates);
    if (cut) {
      candidates = vocabulary.candidates(cut.core);
      continuations.set(cut.rest, token);
    }
    if (candidates.length === 0) continue;
    const unit = printedUnit(token.text) ?? (cut && printedUnit(token.text + cut.rest.text));
    const over = sectionOver(merged, token);
    const rowSections = sections.length > 0 ? sections : (over?.names ?? []);
    const named = rowSections.length > 0 ? rowSections : block;
    const [account = null] = named.every((name) => OTHER_ACCOUNT.test(name)) ? named : [];
    const group = account ?? over?.group ?? null;
    labels.push({ token, core: cut?.core ?? core, candidates, rowSections, block, unit, group });
    const own = sectionLabels(vocabulary, candidates);
    if (own.length === 0) continue;
    if (token.rowSpan > 1 && lines[token.line]?.grid) {
      const [only = null] = candidates[0]?.similarity === 1 && own.length === 1 ? own : [];
      merged = [...merged, mergedSection(token, own, only)];
    }
    // Blocks that stand side by side are named in one row.
    block = sections.length > 0 ? [...block, ...own] : own;
    sections = own;
  }
  return { labels, continuations };
}

/** A section's label in a cell merged over rows, or the name of an account's group. */
interface MergedSection {
  readonly names: readonly string[];
  /** The section, where it is beyond doubt. */
  readonly group: string | null;
  readonly lastLine: number;
  readonly column: number;
}

function mergedSection(
  { line, rowSpan, column }: Token,
  names: readonly string[],
  group: string | null,
): MergedSection {
  return { names, group, lastLine: line + rowSpan - 1, column };
}

/** The merged section that a text stands beside: the nearest on its left, since blocks may stand side by side. */
function sectionOver(merged: readonly MergedSection[], { column }: Token): MergedSection | undefined {
  const before = merged.filter((section) => section.column < column);
  return before.toSorted((a, b) => a.column - b.column).at(-1);
}

/**
 * Accounts that offices add as groups of their own beside those that the form asks for, with the same labels under
 * them. One of another name looks like any text: its labels are then told by their order alone.
 */
const OTHER_ACCOUNT =
  /^(?:其他)?(?:政务)?(?:抖音|快手|今日头条|头条|视频|微信视频|百家|澎湃|哔哩哔哩|b站|知乎|小红书|学习强国|强国|支付宝|人民|南方|网易|搜狐|企鹅|一点)(?:号|小程序|账号)?$/iu;

/** Whether a name stands where groups are named, and not behind a label as its value. */
function headsGroup(vocabulary: Vocabulary, lines: readonly Line[], token: Token): boolean {
  const before = lines[token.line]?.tokens.slice(0, token.position).findLast((cell) => !cell.blank);
  return before === undefined || !isLeafLabel(vocabulary, before.text);
}

/** A text that may be a label, with its core. */
export interface LabelText {
  readonly token: Token;
  readonly core: string;
  /** False for a line of one text right above the table: its first label, where the first row was split. */
  readonly isRow: boolean;
}

/** The label-like texts of a form in reading order, which all templates and orders are compared with. */
export function labelTexts(lines: readonly Line[]): LabelText[] {
  return lines.flatMap((line) => {
    const isRow = line.kind === 'row';
    if (!isRow && (line.tokens.length > 1 || lines[line.index + 1]?.kind !== 'row')) return [];
    return line.tokens.filter(mayBeLabel).map((token) => ({ token, core: labelCore(token.text), isRow }));
  });
}

const HAN = /\p{Script=Han}/u;
/** No bracket, that is; what was cut off a label has at least the end of one. */
const BARE_UNIT = /^\s*(?:人次|天\/次|[个条次件项篇期家天%％])\s*$/u;
/** `3 人次`, `1,200余条`: a value with its unit; behind a point, as in `1.总数`, stands no unit. */
const COUNT = /^\s*[\d０-９][\d０-９,，.．\s]*(?<![.．]\s*)(?:万|余|多){0,2}\s*\p{Script=Han}{0,2}\s*$/u;

function mayBeLabel(token: Token): boolean {
  return !token.blank && !token.hasMark && HAN.test(token.text) && !COUNT.test(token.text);
}

/** Rows that were run together: `维护数量 新开设数量` beside `4 675`, of which nobody knows what is whose. */
function holdsSeveralLabels(vocabulary: Vocabulary, token: Token): boolean {
  const parts = token.text.trim().split(/\s+/);
  return parts.length > 1 && mayBeLabel(token) && parts.every((part) => isLeafLabel(vocabulary, part));
}

function isLeafLabel(vocabulary: Vocabulary, text: string): boolean {
  const candidates = vocabulary.candidates(labelCore(text));
  return candidates.some(({ node, similarity: own }) => own === 1 && vocabulary.nodes[node]?.kind === 'leaf');
}

function sectionLabels(vocabulary: Vocabulary, candidates: LabelToken['candidates']): string[] {
  return candidates.flatMap(({ node: index, similarity: likeness, secondary }) => {
    const node = vocabulary.nodes[index];
    return node && node.kind !== 'leaf' && !secondary && likeness >= STRAY_SIMILARITY ? [node.label] : [];
  });
}

interface Cut {
  readonly rest: Token;
  /** Of the whole label. */
  readonly core: string;
}

/** The other part of a label that a line, cell or page end cut in two. */
function cutRest(
  vocabulary: Vocabulary,
  lines: readonly Line[],
  token: Token,
  core: string,
  candidates: LabelToken['candidates'],
): Cut | null {
  const alone = candidates[0]?.similarity ?? 0;
  const mayBeCut = alone < WHOLE_SIMILARITY && core.length >= SHORTEST_CUT;
  for (const rest of restsOf(lines, token)) {
    if (rest.hasMark || /^\s*\d/.test(rest.text)) continue;
    if (alone > 0 && isUnitAlone(rest.text)) {
      if (isValueCell(lines, token, rest)) continue;
      return { rest, core };
    }
    if (!mayBeCut) continue;
    const restCore = labelCore(rest.text);
    // Nearly all that stands side by side makes no label, which the characters alone tell.
    if (!vocabulary.mayHave(core + restCore, JOINED_SIMILARITY)) continue;
    const likeness = vocabulary.candidates(core + restCore)[0]?.similarity ?? 0;
    const restAlone = vocabulary.candidates(restCore)[0]?.similarity ?? 0;
    const apart = Math.max(alone, restAlone);
    // A start and a rest of which one is no label make a whole one, whatever the other resembles.
    const whole = likeness >= WHOLE_SIMILARITY && Math.min(alone, restAlone) < NO_LABEL;
    const advantage = restAlone === 0 ? JOINED_ADVANTAGE_OVER_REST : JOINED_ADVANTAGE;
    if (likeness >= JOINED_SIMILARITY && (whole || likeness >= apart + advantage)) {
      return { rest, core: core + restCore };
    }
  }
  return null;
}

/** Behind a label with its unit the last cell is its value's, though no more than a unit was left in it. */
function isValueCell(lines: readonly Line[], label: Token, cell: Token): boolean {
  const isLast = cell.line === label.line && lines[cell.line]?.tokens.at(-1) === cell;
  return isLast && BARE_UNIT.test(cell.text) && printedUnit(label.text) !== null;
}

/** Where the rest of a cut label may stand: right behind it, right under it, or at the start of the next row. */
function restsOf(lines: readonly Line[], token: Token): Token[] {
  const behind = lines[token.line]?.tokens.find(
    (candidate) => candidate.position > token.position && !candidate.blank,
  );
  const next = lines[token.line + 1];
  const below = next?.kind === 'row' ? next.tokens : [];
  const under = below.find(
    ({ column, columnSpan, blank }) =>
      !blank && column < token.column + token.columnSpan && token.column < column + columnSpan,
  );
  const first = below.find(({ blank }) => !blank);
  const rests: Token[] = [];
  for (const rest of [behind, under, first]) {
    if (rest && mayBeLabel(rest) && !rests.includes(rest)) rests.push(rest);
  }
  return rests;
}

/**
 * Labels damaged beyond likeness, or that damage put before their section's, told by elimination: between two
 * neighbours in the template just one label is unbound, and between their cells in the form just one text starts a
 * row and is followed by a cell. The template's first label stands in the row above the second's.
 */
function leftOverMatches(
  vocabulary: Vocabulary,
  lines: readonly Line[],
  matches: readonly LabelMatch[],
  roles: ReadonlyMap<Token, Role>,
): LabelMatch[] {
  const bound = new Set(matches.map((match) => match.label.token));
  const matchOf = new Map(matches.map((match) => [match.node, match]));
  // Labels of sections hold no value, and slip out of their rows.
  const asking = [...vocabulary.nodes.entries()].filter(([, { kind }]) => kind !== 'section');
  return asking.flatMap(([node, template], place): LabelMatch[] => {
    const before = matchOf.get(asking[place - 1]?.[0] ?? -1);
    const after = matchOf.get(asking[place + 1]?.[0] ?? -1);
    if (matchOf.has(node) || !after || (!before && place > 0)) return [];
    const from = before?.label.token ?? { line: after.label.token.line - 1, position: -1 };
    const free = tokensBetween(lines, from, after.label.token).filter(
      (token) =>
        mayBeLabel(token) && !bound.has(token) && !roles.has(token) && startsRow(lines, token, bound),
    );
    // Foreign lines have no cells filled behind them.
    const followed = free.filter((token) => hasFilledBehind(lines, token));
    const [only, ...others] = followed.length > 0 ? followed : free;
    if (!only || others.length > 0) return [];
    const core = labelCore(only.text);
    const likeness = similarity(core, labelCore(template.label));
    // What is much more like another label is that one printed twice.
    const [likest] = vocabulary.candidates(core);
    const isAnother = likest !== undefined && likest.similarity > likeness + MOST_UNLIKE;
    if (likeness < LEFT_OVER_SIMILARITY || isAnother) return [];
    const inOrder = before?.inOrder !== false && after.inOrder;
    return [{ node, label: placedLabel(only), similarity: likeness, margin: 0, inOrder }];
  });
}

function tokensBetween(lines: readonly Line[], from: TokenPlace, to: TokenPlace): Token[] {
  return lines
    .slice(from.line, to.line + 1)
    .filter((line) => line.kind === 'row')
    .flatMap((line) => line.tokens)
    .filter(
      (token) =>
        (token.line > from.line || token.position > from.position) &&
        (token.line < to.line || token.position < to.position),
    );
}

function hasFilledBehind(lines: readonly Line[], token: Token): boolean {
  const behind = lines[token.line]?.tokens.slice(token.position + 1) ?? [];
  return behind.some((cell) => !cell.blank);
}

type TokenPlace = Pick<Token, 'line' | 'position'>;

/** The first text of its row, bound labels apart, with a cell behind it. */
function startsRow(lines: readonly Line[], token: Token, bound: ReadonlySet<Token>): boolean {
  const tokens = lines[token.line]?.tokens ?? [];
  const before = tokens.slice(0, token.position);
  const fresh = before.every((other) => other.blank);
  const afterSection =
    before.filter((other) => !other.blank).every((other) => bound.has(other)) && before.length <= 2;
  return (fresh || afterSection) && tokens.length > token.position + 1;
}

/** Labels that stand out of the template's order (swapped or moved rows and blocks), bound when plain. */
function movedMatches(
  vocabulary: Vocabulary,
  labels: readonly LabelToken[],
  matches: readonly LabelMatch[],
): LabelMatch[] {
  const nodeOf = new Map(matches.map((match) => [match.label, match.node]));
  const free = new Set(vocabulary.nodes.keys());
  for (const match of matches) free.delete(match.node);
  const moved: LabelMatch[] = [];
  let found = true;
  while (found) {
    found = false;
    for (const [index, label] of labels.entries()) {
      if (nodeOf.has(label)) continue;
      const near = [nodeOf.get(labels[index - 1] ?? label), nodeOf.get(labels[index + 1] ?? label)];
      const node = movedNode(vocabulary, label, free, near);
      if (node === null) continue;
      nodeOf.set(label, node);
      free.delete(node);
      const similarityOf = label.candidates.find((candidate) => candidate.node === node)?.similarity ?? 0;
      moved.push({ node, label, similarity: similarityOf, margin: MOVED_MARGIN, inOrder: false });
      found = true;
    }
  }
  return moved;
}

function movedNode(
  vocabulary: Vocabulary,
  label: LabelToken,
  free: ReadonlySet<number>,
  near: readonly (number | undefined)[],
): number | null {
  const plain = label.candidates.filter(({ node: index, secondary, similarity: own }) => {
    const node = vocabulary.nodes[index];
    return !secondary && own >= MOVED_SIMILARITY && node !== undefined && mayStandFor(label, node);
  });
  const open = plain.filter((candidate) => free.has(candidate.node));
  const [only] = open;
  if (!only) return null;
  // A label that the template prints once can be no other, wherever it stands.
  if (plain.length === 1) return only.node;
  const sections = label.rowSections.length > 0 ? label.rowSections : label.block;
  const inSection = open.filter((candidate) =>
    sections.some((section) => vocabulary.nodes[candidate.node]?.path.includes(section)),
  );
  const [own] = inSection;
  if (own && inSection.length === 1) return own.node;
  const close = near.some((node) => node !== undefined && Math.abs(node - only.node) <= MOVED_DISTANCE);
  return open.length === 1 && label.rowSections.length === 0 && close ? only.node : null;
}

function resembledNodes(
  vocabulary: Vocabulary,
  labels: readonly LabelToken[],
  matches: readonly LabelMatch[],
): Map<TemplateNode, number> {
  const taken = new Set(matches.map((match) => match.label.token));
  const bound = new Set(matches.map((match) => match.node));
  const likeness = new Map<TemplateNode, number>();
  for (const { token, candidates } of labels) {
    if (taken.has(token)) continue;
    for (const { node: index, similarity: own, secondary } of candidates) {
      const node = vocabulary.nodes[index];
      if (!node || secondary || bound.has(index)) continue;
      likeness.set(node, Math.max(own, likeness.get(node) ?? 0));
    }
  }
  return likeness;
}

/** The lines that the body covers, first and last; null where no label was bound. */
function bodyRange(roles: ReadonlyMap<Token, Role>): { first: number; last: number } | null {
  const lines = [...roles].filter(([, role]) => role.kind === 'label').map(([token]) => token.line);
  return lines.length === 0 ? null : { first: Math.min(...lines), last: Math.max(...lines) };
}

/**
 * The heading above the body (填报单位) and the signatures below it, in whatever order they are printed; those that are
 * not there stand beside the heading. What else a page says above its form (发布日期, 审核) is the page's own.
 */
function signatureMatches(
  template: Template,
  lines: readonly Line[],
  roles: ReadonlyMap<Token, Role>,
): SignatureMatch[] {
  const body = bodyRange(roles);
  if (!body) return [];
  const above = lines.slice(0, body.first + 1).toReversed();
  const below = lines.slice(body.last, lastSignatureLine(lines, body.last));
  const used = new Set<Token>();
  const place = (nodes: readonly TemplateNode[], region: readonly Line[]) =>
    nodes.flatMap((node) => signatureMatch(node, region, roles, used));
  const heading = place(template.header, above);
  const signatures = place(template.footer, below);
  const found = new Set(signatures.map(({ node }) => node));
  const besideHeading = above.filter(({ tokens }) =>
    heading.some(({ match }) => tokens.includes(match.label.token)),
  );
  const rest = template.footer.filter((node) => !found.has(node));
  return [...heading, ...signatures, ...place(rest, besideHeading)];
}

/**
 * Counts lines with words: dumps put many empty ones between table and signatures, and narrow cells that a page's
 * end tore leave one for each character.
 */
function lastSignatureLine(lines: readonly Line[], last: number): number {
  let filled = 0;
  let at = last + 1;
  for (; at < lines.length && filled < SIGNATURE_REACH; at += 1) {
    if (lines[at]?.tokens.some(({ blank, text }) => !blank && text.trim().length > 1)) filled += 1;
  }
  return at;
}

const COMPARABLE_FORMS = new WeakMap<TemplateNode, readonly Comparable[]>();

/** A node's label and its other wordings, ready to be compared. */
function formsOf(node: TemplateNode): readonly Comparable[] {
  const known = COMPARABLE_FORMS.get(node);
  if (known) return known;
  const forms = [node.label, ...node.aliases].map((label) => comparable(labelCore(label)));
  COMPARABLE_FORMS.set(node, forms);
  return forms;
}

function signatureMatch(
  node: TemplateNode,
  region: readonly Line[],
  roles: ReadonlyMap<Token, Role>,
  used: Set<Token>,
): SignatureMatch[] {
  const forms = formsOf(node);
  let best: { token: Token; likeness: number } | null = null;
  for (const line of region) {
    for (const token of line.tokens) {
      if (token.blank || token.hasMark || used.has(token) || roles.get(token)?.kind === 'label') continue;
      // In running text only a label with its value behind a colon counts.
      if (line.kind === 'paragraph' && token.inline === null) continue;
      const core = comparable(labelCore(token.text));
      const likeness = Math.max(...forms.map((form) => labelSimilarity(core, form, SIGNATURE_SIMILARITY)));
      if (likeness >= SIGNATURE_SIMILARITY && likeness > (best?.likeness ?? 0)) best = { token, likeness };
    }
  }
  if (!best) return [];
  used.add(best.token);
  const label = placedLabel(best.token);
  return [{ node, match: { node: -1, label, similarity: best.likeness, margin: 1, inOrder: true } }];
}
