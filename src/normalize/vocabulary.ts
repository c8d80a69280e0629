/** The labels of one template, ready to be compared with what stands in a document's cells. */
import { type Comparable, comparable, labelCore, labelSimilarity } from './label-text.js';
import type { TemplateNode } from './template.js';

/** A node that a text may be the label of, and how alike they are (0 to 1). */
export interface LabelCandidate {
  readonly node: number;
  readonly similarity: number;
  /** True where the text is another label of the template to the letter: weighed only where that one has no use. */
  readonly secondary: boolean;
}

/** An alias is a little less expected than the label that this template prints. */
const ALIAS_SIMILARITY = 0.97;
/** Two characters of which one is right may still be a label where its place says so. */
const LEAST_SIMILARITY_SHORT = 0.5;
const LEAST_SIMILARITY = 0.55;
const SHORT_LABEL = 3;
/** A reading this much worse than the best is not worth weighing. */
const WORTH_WEIGHING = 0.2;
/** Likeness of two labels at which damage may have turned the one into the other (信息发布, 信息发布量). */
const NEAR_MISS = 0.75;
/** Longer texts are sentences, not labels. */
const LONGEST_LABEL = 40;
/** Remembered texts; one corpus repeats the same labels for ever. */
const REMEMBERED = 20_000;

const HAS_CJK = /\p{Script=Han}/u;

interface Form extends Comparable {
  readonly node: number;
  readonly alias: boolean;
}

export class Vocabulary {
  readonly #forms: readonly Form[];
  readonly #exact = new Map<string, LabelCandidate[]>();
  readonly #remembered = new Map<string, readonly LabelCandidate[]>();

  constructor(readonly nodes: readonly TemplateNode[]) {
    this.#forms = nodes.flatMap((node, index) =>
      [node.label, ...node.aliases].map((label, rank) => ({
        ...comparable(labelCore(label)),
        node: index,
        alias: rank > 0,
      })),
    );
    for (const form of this.#forms) {
      const known = this.#exact.get(form.core) ?? [];
      if (known.some((candidate) => candidate.node === form.node)) continue;
      const similarity = form.alias ? ALIAS_SIMILARITY : 1;
      this.#exact.set(form.core, [...known, { node: form.node, similarity, secondary: false }]);
    }
    for (const [core, exact] of this.#exact)
      this.#exact.set(core, [...exact, ...this.#nearMisses(core, exact)]);
  }

  /** Nodes that a label's core may stand for, best first. */
  candidates(core: string): readonly LabelCandidate[] {
    const exact = this.#exact.get(core);
    if (exact) return exact;
    if (core.length > LONGEST_LABEL || !HAS_CJK.test(core)) return [];
    const remembered = this.#remembered.get(core);
    if (remembered) return remembered;
    const found = this.#weigh(core);
    if (this.#remembered.size >= REMEMBERED) this.#remembered.clear();
    this.#remembered.set(core, found);
    return found;
  }

  /** Labels that a little damage would turn into this one. */
  #nearMisses(core: string, exact: readonly LabelCandidate[]): LabelCandidate[] {
    return this.#weigh(core)
      .filter(({ node, similarity }) => similarity >= NEAR_MISS && !exact.some((own) => own.node === node))
      .map((candidate) => ({ ...candidate, secondary: true }));
  }

  #weigh(core: string): readonly LabelCandidate[] {
    const best = new Map<number, number>();
    const text = comparable(core);
    for (const form of this.#forms) {
      const least = form.core.length <= SHORT_LABEL ? LEAST_SIMILARITY_SHORT : LEAST_SIMILARITY;
      const similarity = labelSimilarity(text, form) * (form.alias ? ALIAS_SIMILARITY : 1);
      if (similarity >= least && similarity > (best.get(form.node) ?? 0)) best.set(form.node, similarity);
    }
    const ranked = [...best].map(([node, similarity]) => ({ node, similarity, secondary: false }));
    ranked.sort((a, b) => b.similarity - a.similarity || a.node - b.node);
    const top = ranked[0]?.similarity ?? 0;
    return ranked.filter((candidate) => candidate.similarity >= top - WORTH_WEIGHING);
  }
}
