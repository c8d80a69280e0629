/**
 * Parts tokens in which labels and values share a cell or a paragraph: `审核人：王五　填报人：赵六`,
 * `总数：594`, `是否有移动新媒体 ☑是 □否`.
 */
import type { Piece } from '../model/document.js';
import { type Line, MARK_PLACE, pieceText, placedText, type Token, withTokens } from './form-lines.js';
import {
  type Comparable,
  comparable,
  isUnitAlone,
  labelCore,
  labelSimilarity,
  similarity,
} from './label-text.js';
import { remembering } from './remember.js';
import { SharedCharacters } from './shared-characters.js';
import type { Template, TemplateNode } from './template.js';
import { foldForMatching } from './text.js';

const COLON = /[:：﹕∶]/g;
/** `（单位：`: the commonest colon of all, and never a signature's. */
const UNIT_BEFORE = /[（(]\s*(?:UV|PV)?\s*单?\s*位?\s*$/i;
/** `单位：条）` in whatever state; a value has a digit, a mark or more words. */
const DAMAGED_UNIT =
  /^[（(]?[^\d\ufffc:：]{0,4}[:：][^\d\ufffc]{0,3}$|^[（(]?\s*单?\s*位?\s*[^\d\ufffc]{0,2}[)）]$/;
/** Signature labels have 3 to 5 characters, sometimes with blanks between. */
const LONGEST_SIGNATURE = 18;
const SIGNATURE_SIMILARITY = 0.75;
/** Characters of a cell or paragraph in which signatures are looked for: longer ones are running text. */
const LONGEST_SHARED = 2_000;
/** `（PV 单 位：` with blanks. */
const LONGEST_UNIT = 16;
/** After a blank or at the start of a line, where a label is expected. */
const SIGNATURE_SIMILARITY_APART = 0.66;
/** No label begins with the end of a bracket or a quotation: that is of the value before, as in `王五（信息科）`. */
const NO_START = /[\s)）\]】〕》”’]/;
const GLUED_SIMILARITY = 0.9;
/** A label at a cell's start is looked for no further than this. */
const LONGEST_GLUED = 48;

interface Cut {
  readonly start: number;
  readonly end: number;
  /** Where the value begins, after the colon. */
  readonly value: number;
}

/** The pieces between two places of their `placedText`. */
export function slicePieces(pieces: readonly Piece[], from: number, to: number): Piece[] {
  const result: Piece[] = [];
  let at = 0;
  for (const piece of pieces) {
    const length = piece.kind === 'text' ? piece.text.length : 1;
    const start = Math.max(from - at, 0);
    const end = Math.min(to - at, length);
    if (end > start)
      result.push(piece.kind === 'text' ? { ...piece, text: piece.text.slice(start, end) } : piece);
    at += length;
  }
  return result;
}

function part(token: Token, label: readonly Piece[], value: readonly Piece[] | null): Token {
  const text = pieceText(label);
  const hasMark = label.some((piece) => piece.kind === 'mark');
  return { ...token, content: label, text, hasMark, blank: text.trim() === '', inline: value };
}

function joinParagraphs(first: Line, second: Line): Line | null {
  const [head] = first.tokens;
  const [tail] = second.tokens;
  if (!head || !tail) return null;
  const content = [...head.content, ...tail.content];
  const origin = { ...head.origin, boxes: [...head.origin.boxes, ...tail.origin.boxes] };
  return { ...first, tokens: [{ ...head, content, text: pieceText(content), origin }] };
}

/** A label that nobody knows, set apart by blanks: the value before it ends there. */
const STRANGER = /\s{2,}(?=\p{Script=Han}[\p{Script=Han}\s]{1,7}[:：])/u;

function strangerAt(text: string, from: number, to: number): number {
  const match = STRANGER.exec(text.slice(from, to));
  return match ? from + match.index : to;
}

/** A gap this wide parts a value from the label behind it; the characters of 审 核 人 stand nearer. */
const WIDE_GAP = /\s{3,}(?=\S)/g;

function afterGap(text: string, from: number, to: number): number {
  const gaps = [...text.slice(from, to).matchAll(WIDE_GAP)];
  const last = gaps.at(-1);
  return last ? from + last.index + last[0].length : from;
}

export class TokenSplitter {
  readonly #signatures: readonly Comparable[];
  readonly #sharedWithSignatures: SharedCharacters;
  readonly #body: ReadonlySet<string>;
  readonly #sharedWithBody: SharedCharacters;
  /** Words of a multiple choice: what follows them in a cell is the next option, not a value. */
  readonly #options: ReadonlySet<string>;

  constructor(templates: readonly Template[]) {
    const cores = (nodes: readonly TemplateNode[]) =>
      nodes.flatMap((node) => [node.label, ...node.aliases].map(labelCore));
    this.#signatures = [
      ...new Set(templates.flatMap(({ header, footer }) => cores([...header, ...footer]))),
    ].map(comparable);
    this.#sharedWithSignatures = new SharedCharacters(this.#signatures);
    this.#body = new Set(templates.flatMap(({ orders }) => cores(orders[0] ?? [])));
    this.#sharedWithBody = new SharedCharacters([...this.#body].map(comparable));
    const nodes = templates.flatMap(({ orders }) => orders[0] ?? []);
    this.#options = new Set(nodes.flatMap((node) => node.options.map((option) => labelCore(option.label))));
  }

  /** Whether a text is a label of a form's body, to the letter. */
  isLabel(text: string): boolean {
    return this.#body.has(labelCore(text));
  }

  /** The line with shared cells parted; positions are numbered anew. */
  split(line: Line): Line {
    let labelled = false;
    const tokens = line.tokens.flatMap((token) => {
      if (token.blank) return [token];
      const parts = this.#splitSignatures(token) ?? (labelled ? null : this.#splitGlued(token)) ?? [token];
      labelled ||= this.isLabel(token.text);
      return parts;
    });
    return withTokens(line, tokens);
  }

  /** Paragraphs that a line end parted in the middle of a signature's label (`填报日` `期：2020年…`), joined. */
  joinBroken(lines: readonly Line[]): Line[] {
    const joined: Line[] = [];
    for (const line of lines) {
      const last = joined.at(-1);
      const whole = last && this.#brokenLabel(last, line) ? joinParagraphs(last, line) : null;
      if (whole) joined[joined.length - 1] = whole;
      else joined.push(line);
    }
    return joined;
  }

  #brokenLabel(first: Line, second: Line): boolean {
    const [head] = first.tokens;
    const [tail] = second.tokens;
    if (first.kind !== 'paragraph' || second.kind !== 'paragraph' || !head || !tail) return false;
    const rest = /^\s*(\p{Script=Han}{1,3})\s*[:：]/u.exec(tail.text)?.[1];
    const start = /(\p{Script=Han}{1,4})\s*$/u.exec(head.text)?.[1];
    if (!rest || !start) return false;
    return this.#signatures.some(
      ({ core }) => core.endsWith(rest) && start.endsWith(core.slice(0, -rest.length)) && core !== rest,
    );
  }

  #splitSignatures(token: Token): Token[] | null {
    if (token.text.length > LONGEST_SHARED || token.text.search(COLON) < 0) return null;
    const text = placedText(token.content);
    const cuts = this.#signatureCuts(text);
    const [first] = cuts;
    if (!first) return null;
    const tokens = cuts.flatMap((cut, index) => {
      const end = cuts[index + 1]?.start ?? text.length;
      const stop = this.#labelBelow(text, cut.value, strangerAt(text, cut.value, end));
      const label = slicePieces(token.content, cut.start, cut.end);
      const own = part(token, label, slicePieces(token.content, cut.value, stop));
      return stop === end ? [own] : [own, part(token, slicePieces(token.content, stop, end), null)];
    });
    const lead = slicePieces(token.content, 0, first.start);
    return pieceText(lead).trim() === '' ? tokens : [part(token, lead, null), ...tokens];
  }

  /** Where a label of the form stands alone on the last line, `填报单位：某局` over `网站名称`: that line's start. */
  #labelBelow(text: string, from: number, to: number): number {
    const line = text.lastIndexOf('\n', to - 1) + 1;
    return line > from && this.isLabel(text.slice(line, to)) ? line : to;
  }

  readonly #signatureCuts = remembering((text): readonly Cut[] => {
    const cuts: Cut[] = [];
    for (const match of text.matchAll(COLON)) {
      if (UNIT_BEFORE.test(text.slice(Math.max(0, match.index - LONGEST_UNIT), match.index))) continue;
      const from = afterGap(
        text,
        Math.max(cuts.at(-1)?.value ?? 0, match.index - LONGEST_SIGNATURE),
        match.index,
      );
      if (!this.#mayEndSignature(text.slice(from, match.index))) continue;
      const start = this.#signatureStart(text, from, match.index);
      if (start !== null) cuts.push({ start, end: match.index, value: match.index + 1 });
    }
    return cuts;
  });

  /** Whether a text has enough characters of any signature's label for one to stand somewhere in it. */
  readonly #mayEndSignature = remembering((text) => {
    // Words printed in front count against a label that is compared from the text's start, but not from its own.
    this.#sharedWithSignatures.count(foldForMatching(text));
    return this.#signatures.some((_, label) =>
      this.#sharedWithSignatures.mayBeLike(label, 0, SIGNATURE_SIMILARITY_APART),
    );
  });

  /** Where the label that ends at a colon begins: the start that makes it most like a signature label. */
  #signatureStart(text: string, from: number, colon: number): number | null {
    let best: { start: number; likeness: number } | null = null;
    for (let start = colon - 1; start >= from; start -= 1) {
      if (NO_START.test(text[start] ?? '')) continue;
      const core = comparable(labelCore(text.slice(start, colon)));
      const apart = start === 0 || /[\s:：]/.test(text[start - 1] ?? '');
      const least = apart ? SIGNATURE_SIMILARITY_APART : SIGNATURE_SIMILARITY;
      for (const signature of this.#signatures) {
        const likeness = labelSimilarity(core, signature);
        // The longer of two that are equally like: the damaged first character belongs to the label.
        if (likeness >= least && likeness >= (best?.likeness ?? 0)) best = { start, likeness };
      }
    }
    if (!best) return null;
    // A doubled first character is damage too, not the end of the value before.
    return best.start > from && text[best.start - 1] === text[best.start] ? best.start - 1 : best.start;
  }

  #splitGlued(token: Token): Token[] | null {
    const text = placedText(token.content);
    if (text.startsWith(MARK_PLACE) || this.isLabel(token.text)) return null;
    const cut = this.#gluedCut(text);
    if (cut === null) return null;
    const label = slicePieces(token.content, cut.start, cut.end);
    return [part(token, label, slicePieces(token.content, cut.value, text.length))];
  }

  /** A known label at the start of a cell, then a colon, blank, bracket end, digit or mark, then its value. */
  readonly #gluedCut = remembering((text): Cut | null => {
    for (const match of text.slice(0, LONGEST_GLUED).matchAll(/[:：]|[)）]|\s+|(?=[\d\ufffc])/g)) {
      const bracket = /[)）]/.test(match[0]);
      const end = bracket ? match.index + 1 : match.index;
      const value = match.index + match[0].length;
      const core = labelCore(text.slice(0, end));
      if (core.length < 2 || this.#options.has(core) || !this.#isBodyLabel(core)) continue;
      const rest = text.slice(value).trim();
      if (rest !== '' && !this.#stillLabel(text, rest)) return { start: 0, end, value };
    }
    return null;
  });

  readonly #isBodyLabel = remembering((core) => {
    if (this.#body.has(core)) return true;
    if (core.length <= 4) return false;
    this.#sharedWithBody.count(core);
    return [...this.#body].some(
      (label, place) =>
        this.#sharedWithBody.mayBeLike(place, core.length, GLUED_SIMILARITY) &&
        similarity(core, label) >= GLUED_SIMILARITY,
    );
  });

  /** The rest is only a damaged unit or another label, or the whole is a label itself. */
  #stillLabel(text: string, rest: string): boolean {
    if (rest.split(/\s+/).every((part) => this.isLabel(part))) return true;
    if (/[\d\ufffc]/.test(rest)) return false;
    return this.#isBodyLabel(labelCore(text)) || DAMAGED_UNIT.test(rest) || isUnitAlone(rest);
  }
}
