/**
 * Binds the labels of a template to the cells of a form by global alignment: the template is a known sequence
 * of labels, the form's label-like tokens in reading order are matched to it so that the sum of all likenesses
 * is greatest and order is kept (dynamic programming). Equal labels (three 总数, two 名称) are told apart by
 * their neighbours; a lost or extra row shifts nothing. Labels that moved are bound in a second pass.
 */
import type { Token } from './form-lines.js';
import type { TemplateNode } from './template.js';
import type { LabelCandidate, Vocabulary } from './vocabulary.js';

/** A token that may be a label, and the nodes that it may stand for. */
export interface LabelToken {
  readonly token: Token;
  readonly candidates: readonly LabelCandidate[];
  /** Labels of sections that stand in the same row before it. */
  readonly rowSections: readonly string[];
  /** Labels of the sections that the last row to name any names, up to the token: what blocks it may stand in. */
  readonly block: readonly string[];
  /** The unit printed with it, null where none can be read. */
  readonly unit: string | null;
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

export interface Alignment {
  readonly matches: readonly LabelMatch[];
  readonly score: number;
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

const NOWHERE = Number.NEGATIVE_INFINITY;

function pairsOf(nodes: readonly TemplateNode[], labels: readonly LabelToken[]): Pair[] {
  return labels.flatMap((label, index) =>
    label.candidates.flatMap(({ node, similarity, secondary }) => {
      const template = nodes[node];
      if (!template) return [];
      const full = gain(template, similarity, label);
      return [{ node, label: index, similarity, gain: secondary ? SECONDARY_SHARE * full : full }];
    }),
  );
}

interface Sweep {
  /** For each pair, the best total of an alignment that ends in it. */
  readonly totals: Float64Array;
  /** For each pair, the one before it on that alignment; -1 for none. */
  readonly previous: Int32Array;
}

/**
 * Best totals over all alignments that end in each pair. Pairs come in the order of their tokens; those of one
 * token are closed together, so that no token stands for two nodes.
 */
function sweep(pairs: readonly Pair[], nodes: number): Sweep {
  const totals = new Float64Array(pairs.length).fill(NOWHERE);
  const previous = new Int32Array(pairs.length).fill(-1);
  /** Index of the best pair that ends in each node so far; -1 for none. */
  const endingIn = new Int32Array(nodes).fill(-1);
  let from = 0;
  while (from < pairs.length) {
    let to = from;
    while (pairs[to]?.label === pairs[from]?.label && to < pairs.length) to += 1;
    for (let at = from; at < to; at += 1) extend(pairs, at, endingIn, totals, previous);
    for (let at = from; at < to; at += 1) {
      const node = pairs[at]?.node ?? 0;
      const known = endingIn[node] ?? -1;
      if (known < 0 || (totals[at] ?? NOWHERE) > (totals[known] ?? NOWHERE)) endingIn[node] = at;
    }
    from = to;
  }
  return { totals, previous };
}

/** The best alignment that a pair can be put at the end of. */
function extend(
  pairs: readonly Pair[],
  at: number,
  endingIn: Int32Array,
  totals: Float64Array,
  previous: Int32Array,
): void {
  const pair = pairs[at];
  if (!pair) return;
  let best = 0;
  let link = -1;
  for (let node = 0; node < pair.node; node += 1) {
    const ending = endingIn[node] ?? -1;
    if (ending < 0) continue;
    const adjacent = node === pair.node - 1 && pairs[ending]?.label === pair.label - 1;
    const total = (totals[ending] ?? NOWHERE) + (adjacent ? ADJACENT_BONUS : 0);
    if (total > best) {
      best = total;
      link = ending;
    }
  }
  totals[at] = best + pair.gain;
  previous[at] = link;
}

/** The same pairs read from the end: totals of the best alignments that begin with each pair. */
function sweepBack(pairs: readonly Pair[], nodes: number, labels: number): Float64Array {
  const mirrored = pairs.toReversed().map((pair) => ({
    ...pair,
    node: nodes - 1 - pair.node,
    label: labels - 1 - pair.label,
  }));
  return sweep(mirrored, nodes).totals.toReversed();
}

function traceBack(sweepResult: Sweep): number[] {
  let at = sweepResult.totals.reduce(
    (best, total, index) => (total > (best < 0 ? 0 : (sweepResult.totals[best] ?? 0)) ? index : best),
    -1,
  );
  const path: number[] = [];
  while (at >= 0) {
    path.push(at);
    at = sweepResult.previous[at] ?? -1;
  }
  return path.reverse();
}

/** Aligns label tokens with a template's nodes in one order. */
export function align(vocabulary: Vocabulary, labels: readonly LabelToken[]): Alignment {
  const nodes = vocabulary.nodes.length;
  const pairs = pairsOf(vocabulary.nodes, labels);
  const forward = sweep(pairs, nodes);
  const backward = sweepBack(pairs, nodes, labels.length);
  const path = traceBack(forward);
  const score = forward.totals[path.at(-1) ?? -1] ?? 0;
  const through = pairs.map((pair, at) => (forward.totals[at] ?? 0) + (backward[at] ?? 0) - pair.gain);
  const ofNode = pairs.map((pair) => pair.node);
  const ofLabel = pairs.map((pair) => pair.label);
  const bound = new Set(path.map((at) => ofNode[at]));
  const isTied = (at: number) =>
    indexesOf(ofLabel, ofLabel[at] ?? -1).some(
      (rival) => !bound.has(ofNode[rival]) && (through[at] ?? 0) - (through[rival] ?? 0) < TIE,
    );
  const matches = path.flatMap((at): LabelMatch[] => {
    const pair = pairs[at];
    const label = pair && labels[pair.label];
    if (!pair || !label || isTied(at)) return [];
    const { node, similarity } = pair;
    const rivals = [...indexesOf(ofNode, node), ...indexesOf(ofLabel, pair.label)];
    return [{ node, label, similarity, margin: marginOf(pairs, rivals, at, through), inOrder: true }];
  });
  return { matches, score };
}

function indexesOf(list: readonly number[], value: number): number[] {
  const found: number[] = [];
  for (let at = list.indexOf(value); at >= 0; at = list.indexOf(value, at + 1)) found.push(at);
  return found;
}

/** Leaving a label unbound loses its own gain; binding its token or its node otherwise may lose less. */
function marginOf(
  pairs: readonly Pair[],
  rivals: readonly number[],
  chosen: number,
  through: readonly number[],
): number {
  const score = through[chosen] ?? 0;
  const losses = rivals.filter((at) => at !== chosen).map((at) => score - (through[at] ?? 0));
  return Math.max(0, Math.min(pairs[chosen]?.gain ?? 0, ...losses));
}
