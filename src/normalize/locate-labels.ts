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
import { type Comparable, comparable, labelCore, labelSimilarity, similarity } from './label-text.js';
import {
  type Continuations,
  holdsSeveralLabels,
  type LabelText,
  labelTexts,
  labelTokens,
  mayBeLabel,
  STRAY_SIMILARITY,
} from './label-tokens.js';
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
const SIGNATURE_SIMILARITY = 0.66;
/** Signatures stand right below the table; further down is the web page's own footer. */
const SIGNATURE_REACH = 8;
/** A label told by elimination shares at least this much with what stands in its place. */
const LEFT_OVER_SIMILARITY = 0.3;
/** How much more it may be like another label: damage is seldom so particular. */
const MOST_UNLIKE = 0.5;

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
