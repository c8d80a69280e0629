/**
 * The labels of one template, ready to be compared with what stands in a document's cells. What a text is like
 * does not depend on the order in which the template is read, so one index serves all its orders.
 */
import { type Comparable, comparable, labelCore, labelSimilarity } from './label-text.js';
import { foldLookAlikes } from './look-alikes.js';
import { Memory, remembering } from './remember.js';
import { SharedCharacters } from './shared-characters.js';
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

const HAS_CJK = /\p{Script=Han}/u;

interface Form extends Comparable {
  readonly id: string;
  readonly alias: boolean;
}

/** A candidate by the node's id, which is the same in every order. */
interface Likeness {
  readonly id: string;
  readonly similarity: number;
  readonly secondary: boolean;
}

/** Likeness of texts to the labels of one template. */
export class LabelIndex {
  readonly #forms: readonly Form[];
  readonly #shared: SharedCharacters;
  readonly #exact = new Map<string, Likeness[]>();
  /** Labels that a core may be, best first. */
  readonly likenesses = remembering((core) => this.#likenesses(core));

  constructor(nodes: readonly TemplateNode[]) {
    this.#forms = nodes.flatMap((node) =>
      [node.label, ...node.aliases].map((label, rank) => ({
        ...comparable(labelCore(label)),
        id: node.id,
        alias: rank > 0,
      })),
    );
    this.#shared = new SharedCharacters(this.#forms);
    for (const { core, id, alias } of this.#forms) {
      const known = this.#exact.get(core) ?? [];
      if (known.some((candidate) => candidate.id === id)) continue;
      const similarity = alias ? ALIAS_SIMILARITY : 1;
      this.#exact.set(core, [...known, { id, similarity, secondary: false }]);
    }
  }

  /**
   * Whether a text has enough of any label's characters to be like it by `least`, more than a label inside a longer
   * text is; sure only where it says no.
   */
  mayHave(core: string, least: number): boolean {
    this.#shared.count(core);
    return this.#forms.some((_, form) => this.#shared.mayResemble(form, core.length, least));
  }

  #likenesses(core: string): readonly Likeness[] {
    if (core.length > LONGEST_LABEL || !HAS_CJK.test(core)) return [];
    const exact = this.#exact.get(core);
    return exact ? [...exact, ...this.#nearMisses(core, exact)] : this.#weigh(core, 0);
  }

  /** Labels that a little damage would turn into this one. */
  #nearMisses(core: string, exact: readonly Likeness[]): Likeness[] {
    return this.#weigh(core, NEAR_MISS)
      .filter(({ id }) => !exact.some((own) => own.id === id))
      .map((candidate) => ({ ...candidate, secondary: true }));
  }

  #weigh(core: string, atLeast: number): Likeness[] {
    const best = new Map<string, number>();
    const text: Comparable = { core, alike: foldLookAlikes(core) };
    this.#shared.count(core);
    for (const [index, form] of this.#forms.entries()) {
      const short = form.core.length <= SHORT_LABEL ? LEAST_SIMILARITY_SHORT : LEAST_SIMILARITY;
      const least = Math.max(short, atLeast);
      if (!this.#shared.mayBeLike(index, core.length, least)) continue;
      const similarity = labelSimilarity(text, form, least) * (form.alias ? ALIAS_SIMILARITY : 1);
      if (similarity >= least && similarity > (best.get(form.id) ?? 0)) best.set(form.id, similarity);
    }
    const ranked = [...best].map(([id, similarity]) => ({ id, similarity, secondary: false }));
    ranked.sort((a, b) => b.similarity - a.similarity);
    const top = ranked[0]?.similarity ?? 0;
    return ranked.filter((candidate) => candidate.similarity >= top - WORTH_WEIGHING);
  }
}

const NONE: readonly LabelCandidate[] = [];

/** The labels in one reading order. */
export class Vocabulary {
  readonly #index: LabelIndex;
  readonly #places: ReadonlyMap<string, number>;
  readonly #known = new Memory<readonly LabelCandidate[]>();

  constructor(
    readonly nodes: readonly TemplateNode[],
    index: LabelIndex = new LabelIndex(nodes),
  ) {
    this.#index = index;
    this.#places = new Map(nodes.map((node, place) => [node.id, place]));
  }

  /** As of the index. */
  mayHave(core: string, least: number): boolean {
    return this.#index.mayHave(core, least);
  }

  /** Nodes that a label's core may stand for, best first. */
  candidates(core: string): readonly LabelCandidate[] {
    const likenesses = this.#index.likenesses(core);
    // Most texts are no labels, and need not be remembered once for every order too.
    return likenesses.length === 0 ? NONE : this.#known.recall(core, () => this.#inThisOrder(likenesses));
  }

  #inThisOrder(likenesses: readonly Likeness[]): readonly LabelCandidate[] {
    const found = likenesses.flatMap(({ id, similarity, secondary }) => {
      const node = this.#places.get(id);
      return node === undefined ? [] : [{ node, similarity, secondary }];
    });
    found.sort(
      (a, b) => Number(a.secondary) - Number(b.secondary) || b.similarity - a.similarity || a.node - b.node,
    );
    return found;
  }
}
