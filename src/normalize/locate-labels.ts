/**
 * Finds the labels of one template among the lines of a form: the body by alignment, then what moved, then the
 * heading above the table and the signatures below it.
 */

import type { Period } from '../model/indicator.js';
import { align, type LabelMatch, type LabelToken } from './align.js';
import type { Role } from './bind.js';
import type { Line, Token } from './form-lines.js';
import { labelCore, similarity } from './label-text.js';
import type { Template, TemplateNode } from './template.js';
import { Vocabulary } from './vocabulary.js';

export interface LocatedForm {
  readonly template: Template;
  readonly lines: readonly Line[];
  /** Body nodes in the order in which the form was read best; `LabelMatch.node` counts in it. */
  readonly nodes: readonly TemplateNode[];
  readonly matches: readonly LabelMatch[];
  readonly signatures: readonly SignatureMatch[];
  readonly roles: ReadonlyMap<Token, Role>;
  /** Total likeness of the alignment: what templates and orders are compared by. */
  readonly score: number;
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
/** Halves of a label that was cut in two must together be this plain, and plainer than each alone. */
const JOINED_SIMILARITY = 0.9;
const JOINED_ADVANTAGE = 0.15;

/** A template with its vocabularies, built once. */
export class TemplateReader {
  readonly #orders: readonly Vocabulary[];
  readonly #periods: ReadonlyMap<string, Period>;

  constructor(readonly template: Template) {
    this.#orders = template.orders.map((nodes) => new Vocabulary(nodes));
    this.#periods = new Map(
      Object.entries(template.periodLabels).flatMap(([period, labels]) =>
        (labels ?? []).map((label): [string, Period] => [labelCore(label), period as Period]),
      ),
    );
  }

  /** The labels of this template in the lines, in the reading order that fits best. */
  locate(lines: readonly Line[]): LocatedForm {
    let best: LocatedForm | null = null;
    for (const vocabulary of this.#orders) {
      const located = this.#locateIn(vocabulary, lines);
      if (!best || located.score > best.score) best = located;
      // Where every label found its place in order, no other order can do better.
      if (best.matches.length >= vocabulary.nodes.length && best.matches.every((match) => match.inOrder))
        break;
    }
    if (!best) throw new Error(`template ${this.template.id} has no reading order`);
    return best;
  }

  /** Share of labels in common, 0 to 1: a cheap measure of whether this template is worth aligning. */
  kinship(lines: readonly Line[]): number {
    const [vocabulary] = this.#orders;
    if (!vocabulary) return 0;
    const found = new Set<number>();
    let tokens = 0;
    for (const line of lines) {
      for (const token of line.tokens) {
        const [candidate] =
          line.kind === 'row' && mayBeLabel(token) ? vocabulary.candidates(labelCore(token.text)) : [];
        if (!candidate) continue;
        tokens += 1;
        found.add(candidate.node);
      }
    }
    return (2 * found.size) / (tokens + vocabulary.nodes.length);
  }

  #locateIn(vocabulary: Vocabulary, lines: readonly Line[]): LocatedForm {
    const { labels, continuations } = labelTokens(vocabulary, lines);
    const { matches, score } = align(vocabulary, labels);
    const moved = movedMatches(vocabulary, labels, matches);
    const all = [...matches, ...moved].sort((a, b) => a.node - b.node);
    const roles = new Map<Token, Role>(continuations.map((token) => [token, { kind: 'continuation' }]));
    for (const match of all) {
      const node = vocabulary.nodes[match.node];
      if (node) roles.set(match.label.token, { kind: 'label', match, node });
    }
    for (const label of labels) {
      const stray = (label.candidates[0]?.similarity ?? 0) >= STRAY_SIMILARITY;
      if (stray && !roles.has(label.token)) roles.set(label.token, { kind: 'stray' });
    }
    this.#assignPeriods(lines, roles);
    const signatures = signatureMatches(this.template, lines, roles);
    for (const { node, match } of signatures) roles.set(match.label.token, { kind: 'label', match, node });
    return {
      template: this.template,
      lines,
      nodes: vocabulary.nodes,
      matches: all,
      signatures,
      roles,
      score,
    };
  }

  /** A row with at least three headings of periods is their heading row. */
  #assignPeriods(lines: readonly Line[], roles: Map<Token, Role>): void {
    if (this.#periods.size === 0) return;
    for (const line of lines) {
      const headings = line.tokens.flatMap((token): [Token, Period][] => {
        const period = token.blank ? undefined : this.#periods.get(labelCore(token.text));
        return period ? [[token, period]] : [];
      });
      if (headings.length < 3) continue;
      for (const [token, period] of headings) roles.set(token, { kind: 'period', period });
    }
  }
}

/** Tokens that may be labels of the body, in reading order; halves of cut labels joined. */
function labelTokens(
  vocabulary: Vocabulary,
  lines: readonly Line[],
): { labels: LabelToken[]; continuations: Token[] } {
  const labels: LabelToken[] = [];
  const continuations: Token[] = [];
  const taken = new Set<Token>();
  for (const line of lines) {
    if (line.kind !== 'row') continue;
    let sections: readonly string[] = [];
    for (const token of line.tokens) {
      if (!mayBeLabel(token) || taken.has(token)) continue;
      const core = labelCore(token.text);
      let candidates = vocabulary.candidates(core);
      const rest = cutRest(vocabulary, lines, token, core, candidates[0]?.similarity ?? 0);
      if (rest) {
        candidates = vocabulary.candidates(core + labelCore(rest.text));
        continuations.push(rest);
        taken.add(rest);
      }
      if (candidates.length === 0) continue;
      labels.push({ token, candidates, rowSections: sections });
      const named = sectionLabels(vocabulary, candidates);
      if (named.length > 0) sections = named;
    }
  }
  return { labels, continuations };
}

const HAN = /\p{Script=Han}/u;

function mayBeLabel(token: Token): boolean {
  return !token.blank && !token.hasMark && HAN.test(token.text);
}

function sectionLabels(vocabulary: Vocabulary, candidates: LabelToken['candidates']): string[] {
  return candidates.flatMap((candidate) => {
    const node = vocabulary.nodes[candidate.node];
    return node && node.kind !== 'leaf' && candidate.similarity >= STRAY_SIMILARITY ? [node.label] : [];
  });
}

/** The other half of a label that a line or page end cut in two: the first filled cell of the next row. */
function cutRest(
  vocabulary: Vocabulary,
  lines: readonly Line[],
  token: Token,
  core: string,
  alone: number,
): Token | null {
  if (alone >= JOINED_SIMILARITY || core.length < 3) return null;
  const next = lines[token.line + 1];
  if (next?.kind !== 'row') return null;
  const rest = next.tokens.find((candidate) => !candidate.blank);
  if (!rest || rest.hasMark || /^\d/.test(rest.text)) return null;
  const restCore = labelCore(rest.text);
  const joined = vocabulary.candidates(core + restCore)[0]?.similarity ?? 0;
  const restAlone = vocabulary.candidates(restCore)[0]?.similarity ?? 0;
  return joined >= JOINED_SIMILARITY && joined >= Math.max(alone, restAlone) + JOINED_ADVANTAGE ? rest : null;
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
  const plain = label.candidates.filter((candidate) => candidate.similarity >= MOVED_SIMILARITY);
  const open = plain.filter((candidate) => free.has(candidate.node));
  const [only] = open;
  if (!only) return null;
  // A label that the template prints once can be no other, wherever it stands.
  if (plain.length === 1) return only.node;
  const inSection = open.filter((candidate) =>
    label.rowSections.some((section) => vocabulary.nodes[candidate.node]?.path.includes(section)),
  );
  const [own] = inSection;
  if (own && inSection.length === 1) return own.node;
  const close = near.some((node) => node !== undefined && Math.abs(node - only.node) <= MOVED_DISTANCE);
  return open.length === 1 && label.rowSections.length === 0 && close ? only.node : null;
}

/** The lines that the body covers, first and last; null where no label was bound. */
function bodyRange(roles: ReadonlyMap<Token, Role>): { first: number; last: number } | null {
  const lines = [...roles].filter(([, role]) => role.kind === 'label').map(([token]) => token.line);
  return lines.length === 0 ? null : { first: Math.min(...lines), last: Math.max(...lines) };
}

/** The heading above the body (填报单位) and the signatures below it, in whatever order they are printed. */
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
  return [...place(template.header, above), ...place(template.footer, below)];
}

/** Counts filled lines, since dumps put many empty ones between table and signatures. */
function lastSignatureLine(lines: readonly Line[], last: number): number {
  let filled = 0;
  let at = last + 1;
  for (; at < lines.length && filled < SIGNATURE_REACH; at += 1) {
    if (lines[at]?.tokens.some((token) => !token.blank)) filled += 1;
  }
  return at;
}

function signatureMatch(
  node: TemplateNode,
  region: readonly Line[],
  roles: ReadonlyMap<Token, Role>,
  used: Set<Token>,
): SignatureMatch[] {
  const forms = [node.label, ...node.aliases].map(labelCore);
  let best: { token: Token; likeness: number } | null = null;
  for (const line of region) {
    for (const token of line.tokens) {
      if (token.blank || token.hasMark || used.has(token) || roles.get(token)?.kind === 'label') continue;
      // In running text only a label with its value behind a colon counts.
      if (line.kind === 'paragraph' && token.inline === null) continue;
      const core = labelCore(token.text);
      const likeness = Math.max(...forms.map((form) => similarity(core, form)));
      if (likeness >= SIGNATURE_SIMILARITY && likeness > (best?.likeness ?? 0)) best = { token, likeness };
    }
  }
  if (!best) return [];
  used.add(best.token);
  const label: LabelToken = { token: best.token, candidates: [], rowSections: [] };
  return [{ node, match: { node: -1, label, similarity: best.likeness, margin: 1, inOrder: true } }];
}
