/**
 * The texts of a form that may be labels, in reading order: parts of cut labels joined, each with the sections and the
 * group of an account that it stands in.
 */
import type { LabelToken } from './align.js';
import type { Line, Token } from './form-lines.js';
import { isUnitAlone, labelCore, printedUnit } from './label-text.js';
import { NamedSections } from './named-sections.js';
import type { Vocabulary } from './vocabulary.js';

/** An unbound token this like a label is taken for one, and never for a value. */
export const STRAY_SIMILARITY = 0.85;
/** Too short a start tells nothing of the label that it was cut from. */
const SHORTEST_CUT = 2;
/** Halves of a label that was cut in two must together be this plain, and plainer than each alone. */
const JOINED_SIMILARITY = 0.85;
const JOINED_ADVANTAGE = 0.15;
/** Where the rest is like no label by itself. */
const JOINED_ADVANTAGE_OVER_REST = 0.1;
const WHOLE_SIMILARITY = 0.97;
const NO_LABEL = 0.6;
/** A text outside the table must be a label to the letter, or to one look-alike. */
const PLAIN_SIMILARITY = 0.95;

/** Rests of cut labels, each with the token that begins its label. */
export type Continuations = ReadonlyMap<Token, Token>;

/** Tokens that may be labels of the body, in reading order; parts of cut labels joined. */
export function labelTokens(
  vocabulary: Vocabulary,
  lines: readonly Line[],
  texts: readonly LabelText[],
): { labels: LabelToken[]; continuations: Continuations } {
  const labels: LabelToken[] = [];
  const continuations = new Map<Token, Token>();
  const sections = new NamedSections();
  for (const { token, core, isRow } of texts) {
    sections.reach(token);
    if (continuations.has(token) || holdsSeveralLabels(vocabulary, token)) continue;
    if (isRow && isOtherAccount(core) && headsGroup(vocabulary, lines, token)) {
      sections.name([core]);
      sections.nameRows(token, [core], core, lastRowOf(lines, token, true));
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
    labels.push({
      token,
      core: cut?.core ?? core,
      candidates,
      unit,
      ...sections.placeOf(token, isOtherAccount),
    });
    const own = sectionLabels(vocabulary, candidates);
    if (own.length === 0) continue;
    const [only = null] = candidates[0]?.similarity === 1 && own.length === 1 ? own : [];
    const lastRow = lastRowOf(lines, token, only !== null && ACCOUNT.test(only));
    if (lastRow > token.line) {
      sections.nameRows(token, own, only, lastRow);
    }
    sections.name(own);
  }
  return { labels, continuations };
}

/** Accounts that forms ask for, one below the other with the same labels. */
const ACCOUNT = /^微[博信]$/;

/**
 * Accounts that offices add as groups of their own beside those that the form asks for, with the same labels under
 * them. One of another name looks like any text: its labels are then told by their order alone.
 */
const OTHER_ACCOUNT =
  /^(?:其他)?(?:政务)?(?:抖音|快手|今日头条|头条|视频|微信视频|百家|澎湃|哔哩哔哩|b站|知乎|小红书|学习强国|强国|支付宝|人民|南方|网易|搜狐|企鹅|一点)(?:号|小程序|账号)?$/iu;

function isOtherAccount(name: string): boolean {
  return OTHER_ACCOUNT.test(name);
}

/** The last of the rows that a name holds for: its cell is merged over them, or those of an account stand below it. */
function lastRowOf(lines: readonly Line[], name: Token, isAccount: boolean): number {
  const own = lines[name.line];
  const merged = own?.grid === true ? name.line + name.rowSpan - 1 : name.line;
  if (!isAccount || merged > name.line) return merged;
  const labels = new Set<string>();
  let last = name.line - 1;
  for (let line = own; line?.kind === 'row' && line.table === own?.table; line = lines[last + 1]) {
    const label = line.tokens.find(({ blank, column }) => !blank && (line !== own || column > name.column));
    if (!label || label.column <= name.column) break;
    const core = labelCore(label.text);
    const isAgainBeside = line.tokens.some((other) => other !== label && labelCore(other.text) === core);
    // Accounts stand side by side, or the row that named the next one was lost.
    if (isAgainBeside || labels.has(core)) return name.line;
    labels.add(core);
    last = line.index;
  }
  return last;
}

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

export function mayBeLabel(token: Token): boolean {
  return !token.blank && !token.hasMark && HAN.test(token.text) && !COUNT.test(token.text);
}

/** Rows that were run together: `维护数量 新开设数量` beside `4 675`, of which nobody knows what is whose. */
export function holdsSeveralLabels(vocabulary: Vocabulary, token: Token): boolean {
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
