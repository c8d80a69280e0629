/**
 * Which mark belongs to which option. Marks stand before the options or behind them, all of one cell on the
 * same side; white space and what would be left over tell the sides apart.
 */
import type { FoundMark } from './option-symbols.js';
import type { OptionToken } from './option-tokens.js';
import type { TickSide } from './tick-side.js';

/** Marks by the place of the option token that they belong to; null where two readings contradict. */
export type Binding = ReadonlyMap<number, FoundMark | null>;

export interface BoundMarks {
  readonly binding: Binding;
  /** How much better this side explains the cell than the other, 0 for not at all. */
  readonly margin: number;
}

interface Assignment {
  readonly binding: ReadonlyMap<number, FoundMark>;
  readonly cost: number;
}

/** A mark that belongs to nothing is far less likely than an option whose mark was lost. */
const STRAY_MARK = 3;
const OPTION_WITHOUT_MARK = 1;
/** Text between a mark and its option, as in `□ 1.二级`; a bracket is of the option before it, as in `是（2％）√`. */
const TEXT_BETWEEN = 0.75;
const BRACKET = /^[（(][^（()）]*[）)]$/u;
/** What stands behind an option's colon is that option's, however far off: `是： √　否：`. */
const COLON = /^[:：﹕∶]$/u;
/** Any white space between a mark and its option, and a little more for more of it: what touches belongs together. */
const GAP = 0.6;
const GAP_PER_WIDTH = 0.06;
const WIDEST_GAP = 9;
/**
 * Less than the narrowest gap: what touches an option belongs to it, whatever the form's other answers look like. More
 * than gaps differ by: beside nothing, even at the end of a line, a tick stands where the others do.
 */
const AGAINST_HABIT = 0.6;
/** Below this the two sides explain a cell equally well. */
const TOO_CLOSE = 0.02;

function gapCost(gap: number): number {
  return gap === 0 ? 0 : GAP + GAP_PER_WIDTH * Math.min(gap, WIDEST_GAP);
}

/** Each mark to the nearest option on its side, one mark an option. */
function assign(tokens: readonly OptionToken[], side: TickSide): Assignment {
  const binding = new Map<number, FoundMark>();
  const places = [...tokens.keys()];
  let cost = 0;
  // Walking so that the mark always comes first: forwards where marks stand before, backwards where behind.
  let pending: { mark: FoundMark; cost: number } | null = null;
  for (const place of side === 'before' ? places : places.reverse()) {
    const token = tokens[place];
    if (!token) continue;
    const pointsBack = side === 'after' && token.kind === 'text' && COLON.test(token.text);
    if (pending && !pointsBack)
      pending.cost += gapCost(side === 'before' ? token.gap : (tokens[place + 1]?.gap ?? 0));
    if (token.kind === 'mark') {
      if (pending) cost += STRAY_MARK;
      pending = { mark: token.mark, cost: 0 };
    } else if (token.kind === 'text') {
      const ofOptionBefore = side === 'after' && (pointsBack || BRACKET.test(token.text));
      if (pending && !ofOptionBefore) pending.cost += TEXT_BETWEEN;
    } else {
      if (pending) binding.set(place, pending.mark);
      cost += pending ? pending.cost : OPTION_WITHOUT_MARK;
      pending = null;
    }
  }
  return { binding, cost: pending ? cost + STRAY_MARK : cost };
}

/** What both sides agree on; null where they do not. */
function agreed(one: Assignment, other: Assignment): Binding {
  const places = new Set([...one.binding.keys(), ...other.binding.keys()]);
  return new Map(
    [...places].map((place) => {
      const mark = one.binding.get(place);
      return [place, mark && mark.meaning === other.binding.get(place)?.meaning ? mark : null];
    }),
  );
}

function bindOneSide(tokens: readonly OptionToken[], habit: TickSide | null): BoundMarks {
  const before = assign(tokens, 'before');
  const after = assign(tokens, 'after');
  const marks = tokens.flatMap((token) => (token.kind === 'mark' ? [token.mark] : []));
  const ticks =
    marks.length > 0 && marks.every(({ shape, meaning }) => shape === 'tick' && meaning === 'checked');
  const against = (side: TickSide) => (ticks && habit !== null && habit !== side ? AGAINST_HABIT : 0);
  // How much more it costs that the marks stand before.
  const difference = before.cost + against('before') - (after.cost + against('after'));
  const margin = Math.abs(difference);
  if (margin >= TOO_CLOSE) return { binding: (difference < 0 ? before : after).binding, margin };
  // `是√否`: a tick typed without boxes is typed behind the word more often, and the finding says so.
  if (ticks) return { binding: after.binding, margin: 0 };
  // `是 ☑ 否` with the other box lost: the official forms print their boxes before the words.
  if (marks.length === 1 && marks[0]?.shape === 'box') return { binding: before.binding, margin: 0 };
  return { binding: agreed(before, after), margin: 0 };
}

/** The option of the nearest token on one side of a tick, and the gap to it. */
function neighbour(
  tokens: readonly OptionToken[],
  place: number,
  step: 1 | -1,
  optionOfBox: ReadonlyMap<number, number>,
): { option: number; gap: number } | null {
  const next = tokens[place + step];
  if (!next) return null;
  const gap = step === 1 ? next.gap : (tokens[place]?.gap ?? 0);
  const option = next.kind === 'option' ? place + step : optionOfBox.get(place + step);
  return option === undefined ? null : { option, gap };
}

/** Which option a tick beside boxes belongs to: the one that it touches; null where it touches two. */
function optionOfTick(
  tokens: readonly OptionToken[],
  place: number,
  optionOfBox: ReadonlyMap<number, number>,
): readonly number[] {
  const left = neighbour(tokens, place, -1, optionOfBox);
  const right = neighbour(tokens, place, 1, optionOfBox);
  if (!left || !right || left.option === right.option)
    return [left ?? right].flatMap((one) => one?.option ?? []);
  if (left.gap === right.gap) return [left.option, right.option];
  return [left.gap < right.gap ? left.option : right.option];
}

/** Every option has its box and ticks were typed in besides: `□√是 □否`, `□是√ □否`. */
function bindTicksOverBoxes(tokens: readonly OptionToken[]): BoundMarks {
  const isTick = (token: OptionToken | undefined) =>
    token?.kind === 'mark' && token.mark.shape === 'tick' && token.mark.meaning === 'checked';
  const kept = [...tokens.keys()].filter((place) => !isTick(tokens[place]));
  const boxed = bindOneSide(
    kept.flatMap((place) => {
      const token = tokens[place];
      return token ? [token] : [];
    }),
    null,
  );
  const binding = new Map([...boxed.binding].map(([place, mark]) => [kept[place] ?? place, mark]));
  const optionOfBox = new Map<number, number>();
  for (const [option, mark] of binding) {
    const box = tokens.findIndex((token) => token.kind === 'mark' && token.mark === mark);
    if (box >= 0) optionOfBox.set(box, option);
  }
  for (const [place, token] of tokens.entries()) {
    if (!isTick(token) || token.kind !== 'mark') continue;
    const options = optionOfTick(tokens, place, optionOfBox);
    for (const option of options) binding.set(option, options.length === 1 ? token.mark : null);
  }
  return { binding, margin: boxed.margin };
}

/** A tick typed into or beside its box, with nothing between: one ticked box. */
function joinTicksToBoxes(tokens: readonly OptionToken[]): OptionToken[] {
  return tokens.filter((token, place) => {
    const next = tokens[place + 1];
    const last = tokens[place - 1];
    if (token.kind !== 'mark' || token.mark.shape !== 'box' || token.mark.meaning === 'checked') return true;
    const ticked = (one: OptionToken | undefined) =>
      one?.kind === 'mark' && one.mark.shape === 'tick' && one.mark.meaning === 'checked';
    return !((ticked(next) && next?.gap === 0) || (ticked(last) && token.gap === 0));
  });
}

/** The tokens that were bound, and the marks of the options among them; `habit` is where the form's ticks stand. */
export function bindMarks(
  tokens: readonly OptionToken[],
  habit: TickSide | null,
): {
  tokens: readonly OptionToken[];
  bound: BoundMarks;
} {
  const options = tokens.filter(({ kind }) => kind === 'option').length;
  const marks = tokens.flatMap((token) => (token.kind === 'mark' ? [token.mark] : []));
  const boxes = marks.filter(({ shape }) => shape === 'box').length;
  if (options > 0 && boxes === options && marks.length > boxes) {
    return { tokens, bound: bindTicksOverBoxes(tokens) };
  }
  const joined = marks.length > options ? joinTicksToBoxes(tokens) : tokens;
  return { tokens: joined, bound: bindOneSide(joined, habit) };
}
