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
}

export interface LabelMatch {
  readonly node: number;
  readonly label: LabelToken;
  readonly similarity: number;
  /** How much the whole alignment would lose if this token stood for another node or none; 0 is a tie. */
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

function gain(node: TemplateNode, similarity: number, rowSections: readonly string[]): number {
  const length = Math.min(node.label.length, LONGEST_COUNTED);
  const likeness = (similarity - ZERO_GAIN) / (1 - ZERO_GAIN);
  const own = rowSections.some((section) => node.path.includes(section) || section === node.label);
  const section = rowSections.length === 0 ? 0 : own ? OWN_SECTION_BONUS : -FOREIGN_SECTION_COST;
  return likeness * (1 + GAIN_PER_CHARACTER * length) + section;
}

/** `gains[node][token]`, or NaN where the token cannot be that label. */
function gainTable(nodes: readonly TemplateNode[], labels: readonly LabelToken[]): Float64Array[] {
  const table = nodes.map(() => new Float64Array(labels.length).fill(Number.NaN));
  for (const [column, label] of labels.entries()) {
    for (const candidate of label.candidates) {
      const node = nodes[candidate.node];
      const row = table[candidate.node];
      if (node && row) row[column] = gain(node, candidate.similarity, label.rowSections);
    }
  }
  return table;
}

interface Sweep {
  /** Best total of an alignment that ends (or begins) with this very match; -Infinity where there is none. */
  readonly matched: readonly Float64Array[];
  /** For each match, the match before it on that best alignment as `node * width + token`; -1 for none. */
  readonly previous: readonly Int32Array[];
  /** The match that ends the best alignment of all, and its total. */
  readonly last: number;
  readonly best: number;
}

const NONE = -1;

/** Best totals over all alignments of a prefix (`step` 1) or a suffix (`step` -1) that end in each match. */
function sweep(gains: readonly Float64Array[], width: number, step: 1 | -1): Sweep {
  const height = gains.length;
  const matched = gains.map(() => new Float64Array(width).fill(Number.NEGATIVE_INFINITY));
  const previous = gains.map(() => new Int32Array(width).fill(NONE));
  // open[c]: best total within the rows done and the first c columns (in sweep direction), and its last match.
  let open = new Float64Array(width + 1);
  let openLast = new Int32Array(width + 1).fill(NONE);
  for (let r = 0; r < height; r += 1) {
    const row = step === 1 ? r : height - 1 - r;
    const next = open.slice();
    const nextLast = openLast.slice();
    for (let c = 0; c < width; c += 1) {
      const column = step === 1 ? c : width - 1 - c;
      const before = next[c] ?? 0;
      if (before > (next[c + 1] ?? 0)) {
        next[c + 1] = before;
        nextLast[c + 1] = nextLast[c] ?? NONE;
      }
      const own = gains[row]?.[column] ?? Number.NaN;
      const totals = matched[row];
      const links = previous[row];
      if (Number.isNaN(own) || !totals || !links) continue;
      const adjacent = (matched[row - step]?.[column - step] ?? Number.NEGATIVE_INFINITY) + ADJACENT_BONUS;
      const apart = open[c] ?? 0;
      const total = own + Math.max(apart, adjacent);
      totals[column] = total;
      links[column] = adjacent > apart ? (row - step) * width + column - step : (openLast[c] ?? NONE);
      if (total > (next[c + 1] ?? 0)) {
        next[c + 1] = total;
        nextLast[c + 1] = row * width + column;
      }
    }
    open = next;
    openLast = nextLast;
  }
  return { matched, previous, best: open[width] ?? 0, last: openLast[width] ?? NONE };
}

/** The best alignment as pairs of node and token, in order. */
function traceBack(sweepResult: Sweep, width: number): [node: number, label: number][] {
  const path: [number, number][] = [];
  let at = sweepResult.last;
  while (at !== NONE) {
    const node = Math.floor(at / width);
    const label = at % width;
    path.push([node, label]);
    at = sweepResult.previous[node]?.[label] ?? NONE;
  }
  return path.reverse();
}

/** Total of the best alignment that contains a match, minus the grand total, is 0 for the matches chosen. */
function through(
  gains: readonly Float64Array[],
  forward: Sweep,
  backward: Sweep,
  node: number,
  label: number,
): number {
  const before = forward.matched[node]?.[label] ?? Number.NEGATIVE_INFINITY;
  const after = backward.matched[node]?.[label] ?? Number.NEGATIVE_INFINITY;
  return before + after - (gains[node]?.[label] ?? 0);
}

/** Aligns label tokens with a template's nodes in one order. */
export function align(vocabulary: Vocabulary, labels: readonly LabelToken[]): Alignment {
  const gains = gainTable(vocabulary.nodes, labels);
  const forward = sweep(gains, labels.length, 1);
  const backward = sweep(gains, labels.length, -1);
  const total = (node: number, index: number) => through(gains, forward, backward, node, index);
  const matches = traceBack(forward, labels.length).flatMap(([node, index]): LabelMatch[] => {
    const label = labels[index];
    if (!label) return [];
    const otherNodes = label.candidates
      .filter((other) => other.node !== node)
      .map((other) => total(other.node, index));
    const otherTokens = labels.map((_, other) => (other === index ? 0 : finite(total(node, other))));
    const rival = Math.max(0, ...otherNodes, ...otherTokens);
    const similarity = label.candidates.find((candidate) => candidate.node === node)?.similarity ?? 0;
    return [{ node, label, similarity, margin: Math.max(0, forward.best - rival), inOrder: true }];
  });
  return { matches, score: forward.best };
}

function finite(total: number): number {
  return Number.isFinite(total) ? total : 0;
}
