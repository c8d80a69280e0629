/**
 * Binds the labels of a template to the cells of a form by global alignment: the template is a known sequence
 * of labels, the form's label-like tokens in reading order are matched to it so that the sum of all likenesses
 * is greatest and order is kept (dynamic programming). Equal labels (three 总数, two 名称) are told apart by
 * their neighbours; a lost or extra row shifts nothing. Labels that moved are bound in a second pass.
 */
import type { Token } from './form-lines.js';
import { labelCore } from './label-text.js';
import { Memory } from './remember.js';
import type { TemplateNode } from './template.js';
import type { LabelCandidate, Vocabulary } from './vocabulary.js';

/** A token that may be a label, and the nodes that it may stand for. */
export interface LabelToken {
  readonly token: Token;
  /** What its candidates were found by, parts of a cut label joined. */
  readonly core: string;
  readonly candidates: readonly LabelCandidate[];
  /** Labels of sections that stand in the same row before it. */
  readonly rowSections: readonly string[];
  /** Labels of the sections that the last row to name any names, up to the token: what blocks it may stand in. */
  readonly block: readonly string[];
  /** The unit printed with it, null where none can be read. */
  readonly unit: string | null;
  /** The group that it surely stands in: a section merged over its row, or an account that no template asks for. */
  readonly group: string | null;
}

/** A label that is known by its place, not weighed against others. */
export function placedLabel(token: Token): LabelToken {
  const core = labelCore(token.text);
  return { token, core, candidates: [], rowSections: [], block: [], unit: null, group: null };
}

export interface LabelMatch {
  readonly node: number;
  readonly label: LabelToken;
  readonly similarity: number;
  /** How much the whole alignment would lose if this token, or this node, were bound otherwise; 0 is a tie. */
  readonly margin: number;
  /** False where the label stands out of the template's order. */
  readonly inOrder: boolean;
}

/** A label that fits its place exactly gains 1, and a little more for each character: long labels are surer. */
const GAIN_PER_CHARACTER = 0.06;
const LONGEST_COUNTED = 12;
/** Likeness at which a match gains nothing. */
const ZERO_GAIN = 0.4;
/** For a match that directly follows the match of the template's label before. */
const ADJACENT_BONUS = 0.15;
/** A section label in the same row that the node stands in, or that it does not stand in. */
const OWN_SECTION_BONUS = 0.3;
const FOREIGN_SECTION_COST = 0.5;
/** For standing below its own section's label: little, since that label may have slipped, but it breaks ties. */
const BLOCK_BONUS = 0.1;

/** Printing the node's unit, or another: equal labels of different blocks often differ in nothing else. */
const OWN_UNIT_BONUS = 0.15;
const FOREIGN_UNIT_COST = 0.15;

/** What is another label to the letter gains little: two swapped labels must not be read as each other. */
const SECONDARY_SHARE = 0.3;

/** A token that is as likely the label of another node, which nothing else is bound to, is given to neither. */
const TIE = 0.01;

/** A section's label holds no value: where it slipped past one that does, that one counts more. */
const SECTION_WEIGHT = 0.5;

/** Sections over labels that several groups have in common: 移动新媒体, 微博. */
const GROUP_DEPTH = 2;

/** Whether a label may be one of the template's where it stands: a group's is no other group's. */
export function mayStandFor({ group }: LabelToken, node: TemplateNode): boolean {
  return group === null || node.path.length < GROUP_DEPTH || node.path.includes(group);
}

function gain(node: TemplateNode, similarity: number, { rowSections, block, unit }: LabelToken): number {
  const length = Math.min(node.label.length, LONGEST_COUNTED);
  const likeness = (similarity - ZERO_GAIN) / (1 - ZERO_GAIN);
  const own = rowSections.some((section) => node.path.includes(section) || section === node.label);
  const section = rowSections.length === 0 ? 0 : own ? OWN_SECTION_BONUS : -FOREIGN_SECTION_COST;
  const inBlock = block.some((name) => node.path.includes(name)) ? BLOCK_BONUS : 0;
  const inUnit =
    unit === null || node.unit === null ? 0 : unit === node.unit ? OWN_UNIT_BONUS : -FOREIGN_UNIT_COST;
  const weight = node.kind === 'section' ? SECTION_WEIGHT : 1;
  return weight * likeness * (1 + GAIN_PER_CHARACTER * length) + section + inBlock + inUnit;
}

/** A token standing for a node: one step of an alignment. */
interface Pair {
  readonly node: number;
  readonly label: number;
  readonly similarity: number;
  readonly gain: number;
}

/** A match in order, by the place of its label among the labels. */
type Binding = Omit<LabelMatch, 'label' | 'inOrder'> & { readonly label: number };

export interface Alignment {
  readonly bindings: readonly Binding[];
  /** Total likeness: what orders and templates are compared by. */
  readonly score: number;
}

/** Forms of one kind print the same labels: a thousand undamaged filings are aligned in little more than a hundred ways. */
const MOST_ALIGNMENTS = 300;
/** Characters of all labels with their sections, some times what the largest form has. */
const LONGEST_FORM = 40_000;

const ALIGNMENTS = new WeakMap<Vocabulary, Memory<Alignment>>();

/** All of the labels that an alignment depends on; sections and blocks, shared by many, where they change. */
function alignmentKey(labels: readonly LabelToken[]): string {
  const parts: string[] = [];
  let last: Pick<LabelToken, 'rowSections' | 'block'> = { rowSections: [], block: [] };
  for (const label of labels) {
    if (label.rowSections !== last.rowSections) parts.push(`>${label.rowSections.join('|')}`);
    if (label.block !== last.block) parts.push(`#${label.block.join('|')}`);
    parts.push(label.unit === null ? label.core : `${label.core}(${label.unit}`);
    if (label.group !== null) parts.push(`@${label.group}`);
    last = label;
  }
  return parts.join('\n');
}

const NOWHERE = Number.NEGATIVE_INFINITY;

function pairsOf(nodes: readonly TemplateNode[], labels: readonly LabelToken[]): Pair[] {
  return labels.flatMap((label, index) =>
    label.candidates.flatMap(({ node, similarity, secondary }) => {
      const template = nodes[node];
      if (!template || !mayStandFor(label, template)) return [];
      const full = gain(template, similarity, label);
      return [{ node, label: index, similarity, gain: secondary ? SECONDARY_SHARE * full : full }];
    }),
  );
}

/** Pairs as columns: the sweeps go over them hundreds of times a form. */
interface Columns {
  readonly nodes: Int32Array;
  readonly labels: Int32Array;
  readonly gains: Float64Array;
}

function columnsOf(pairs: readonly Pair[]): Columns {
  return {
    nodes: Int32Array.from(pairs, ({ node }) => node),
    labels: Int32Array.from(pairs, ({ label }) => label),
    gains: Float64Array.from(pairs, (pair) => pair.gain),
  };
}

/** The same pairs read from the end. */
function mirror({ nodes, labels, gains }: Columns, nodeCount: number, labelCount: number): Columns {
  return {
    nodes: nodes.map((node) => nodeCount - 1 - node).reverse(),
    labels: labels.map((label) => labelCount - 1 - label).reverse(),
    gains: gains.slice().reverse(),
  };
}

interface Sweep {
  /** For each pair, the best total of an alignment that ends in it. */
  readonly totals: Float64Array;
  /** For each pair, the one before it on that alignment; -1 for none. */
  readonly previous: Int32Array;
}

/** The best alignment that ends in each node so far. */
class Endings {
  readonly #totals: Float64Array;
  /** The pair that it ends in; -1 for none. */
  readonly #pairs: Int32Array;
  readonly #labels: Int32Array;

  constructor(nodeCount: number) {
    this.#totals = new Float64Array(nodeCount).fill(NOWHERE);
    this.#pairs = new Int32Array(nodeCount).fill(-1);
    this.#labels = new Int32Array(nodeCount).fill(-1);
  }

  /** Puts a pair behind the best alignment that may stand before it. */
  extend({ nodes, labels, gains }: Columns, at: number, { totals, previous }: Sweep): void {
    const last = (nodes[at] ?? 0) - 1;
    let best = 0;
    let link = -1;
    for (let node = 0; node <= last; node += 1) {
      const adjacent = node === last && this.#labels[node] === (labels[at] ?? 0) - 1;
      const total = (this.#totals[node] ?? NOWHERE) + (adjacent ? ADJACENT_BONUS : 0);
      if (total > best) {
        best = total;
        link = this.#pairs[node] ?? -1;
      }
    }
    totals[at] = best + (gains[at] ?? 0);
    previous[at] = link;
  }

  keep({ nodes, labels }: Columns, at: number, total: number): void {
    const node = nodes[at] ?? 0;
    if ((this.#pairs[node] ?? -1) >= 0 && total <= (this.#totals[node] ?? NOWHERE)) return;
    this.#totals[node] = total;
    this.#pairs[node] = at;
    this.#labels[node] = labels[at] ?? -1;
  }
}

/**
 * Best totals over all alignments that end in each pair. Pairs come in the order of their tokens; those of one
 * token are closed together, so that no token stands for two nodes.
 */
function sweep(columns: Columns, nodeCount: number): Sweep {
  const { labels } = columns;
  const result = {
    totals: new Float64Array(labels.length).fill(NOWHERE),
    previous: new Int32Array(labels.length).fill(-1),
  };
  const endings = new Endings(nodeCount);
  let from = 0;
  while (from < labels.length) {
    let to = from;
    while (to < labels.length && labels[to] === labels[from]) to += 1;
    for (let at = from; at < to; at += 1) endings.extend(columns, at, result);
    for (let at = from; at < to; at += 1) endings.keep(columns, at, result.totals[at] ?? NOWHERE);
    from = to;
  }
  return result;
}

function traceBack({ totals, previous }: Sweep): number[] {
  let at = -1;
  let best = 0;
  for (const [index, total] of totals.entries()) {
    if (total <= best) continue;
    best = total;
    at = index;
  }
  const path: number[] = [];
  while (at >= 0) {
    path.push(at);
    at = previous[at] ?? -1;
  }
  return path.reverse();
}

/**
 * Aligns label tokens with a template's nodes in one order.
 * @param labels their candidates are those that the vocabulary has for their cores
 */
export function align(vocabulary: Vocabulary, labels: readonly LabelToken[]): Alignment {
  const memory = ALIGNMENTS.get(vocabulary) ?? new Memory<Alignment>(MOST_ALIGNMENTS, LONGEST_FORM);
  ALIGNMENTS.set(vocabulary, memory);
  return memory.recall(alignmentKey(labels), () => compute(vocabulary, labels));
}

/** The labels that an alignment binds. */
export function matchesOf({ bindings }: Alignment, labels: readonly LabelToken[]): LabelMatch[] {
  return bindings.flatMap(({ node, label: place, similarity, margin }) => {
    const label = labels[place];
    return label ? [{ node, label, similarity, margin, inOrder: true }] : [];
  });
}

function compute(vocabulary: Vocabulary, labels: readonly LabelToken[]): Alignment {
  const nodeCount = vocabulary.nodes.length;
  const pairs = pairsOf(vocabulary.nodes, labels);
  const columns = columnsOf(pairs);
  const forward = sweep(columns, nodeCount);
  const backward = sweep(mirror(columns, nodeCount, labels.length), nodeCount).totals.reverse();
  const path = traceBack(forward);
  const score = forward.totals[path.at(-1) ?? -1] ?? 0;
  const through = forward.totals.map((total, at) => total + (backward[at] ?? 0) - (columns.gains[at] ?? 0));
  const ofNode = placesOf(columns.nodes, nodeCount);
  const ofLabel = placesOf(columns.labels, labels.length);
  const bound = new Set(path.map((at) => columns.nodes[at]));
  const isTied = (at: number, rivals: readonly number[]) =>
    rivals.some(
      (rival) => !bound.has(columns.nodes[rival]) && (through[at] ?? 0) - (through[rival] ?? 0) < TIE,
    );
  const bindings = path.flatMap((at): Binding[] => {
    const pair = pairs[at];
    const ofSameLabel = ofLabel[pair?.label ?? -1] ?? [];
    if (!pair || isTied(at, ofSameLabel)) return [];
    const { node, label, similarity } = pair;
    const rivals = [...(ofNode[node] ?? []), ...ofSameLabel];
    return [{ node, label, similarity, margin: marginOf(pair.gain, rivals, at, through) }];
  });
  return { bindings, score };
}

/** For each number below `count`, the places where it stands. */
function placesOf(list: Int32Array, count: number): readonly (readonly number[])[] {
  const places: number[][] = Array.from({ length: count }, () => []);
  for (const [place, number] of list.entries()) places[number]?.push(place);
  return places;
}

/** Leaving a label unbound loses its own gain; binding its token or its node otherwise may lose less. */
function marginOf(gain: number, rivals: readonly number[], chosen: number, through: Float64Array): number {
  const score = through[chosen] ?? 0;
  const losses = rivals.filter((at) => at !== chosen).map((at) => score - (through[at] ?? 0));
  return Math.max(0, Math.min(gain, ...losses));
}
