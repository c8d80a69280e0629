/** Finding the words of options among the characters of a cell, damaged or broken over lines as they may be. */
import type { OptionSymbol } from './option-symbols.js';

/** One option of a form: the words that it prints, other spellings of them behind. */
export interface OptionWords {
  readonly id: string;
  readonly spellings: readonly string[];
}

/** Where an option's words stand among the symbols, end exclusive, and how far they are from its spelling. */
export interface FoundOption {
  readonly id: string;
  readonly start: number;
  readonly end: number;
  /** Edit distance over length, 0 for the exact words. */
  readonly damage: number;
}

/** Characters that OCR takes for one another in these words; confusing them costs half an edit. */
const CONFUSED = [
  '千干于',
  '索素紊',
  '项顶顷',
  '门们',
  '户尸卢',
  '未末',
  '级缓极',
  '务夯劳',
  '网冈同',
  '服脹',
  '他它地',
  '语浯',
  '碍得',
];
/** Share of a word that may be damaged: one character of three, two of six. */
const MOST_DAMAGE = 0.34;
/** The same where a long word has no better rival for its place. */
const MOST_DAMAGE_OF_LAST = 0.5;
const LONG_WORD = 4;

function substitutionCost(one: string, other: string): number {
  if (one === other) return 0;
  return CONFUSED.some((group) => group.includes(one) && group.includes(other)) ? 0.5 : 1;
}

interface Letter {
  readonly place: number;
  readonly letter: string;
}

/** Letters between marks, without blanks: words never reach across a mark. */
function runsOf(symbols: readonly OptionSymbol[], taken: ReadonlySet<number>): Letter[][] {
  const runs: Letter[][] = [[]];
  for (const [place, symbol] of symbols.entries()) {
    if (symbol.kind === 'mark' || taken.has(place)) runs.push([]);
    else if (symbol.kind === 'character') runs.at(-1)?.push({ place, letter: symbol.folded });
  }
  return runs.filter((run) => run.length > 0);
}

/** Letters that take one place each, as a text in which whole words can be looked for. */
function textOfRun(run: readonly Letter[]): string | null {
  const text = run.map(({ letter }) => letter).join('');
  return text.length === run.length ? text : null;
}

/** Sellers' search: the stretch of a run that is nearest to a word. */
function nearest(run: readonly Letter[], word: string): { from: number; to: number; cost: number } | null {
  const letters = [...word];
  let costs = Array.from({ length: run.length + 1 }, () => 0);
  let starts = Array.from({ length: run.length + 1 }, (_, place) => place);
  for (const [row, letter] of letters.entries()) {
    const nextCosts = [row + 1];
    const nextStarts = [0];
    for (const [column, { letter: found }] of run.entries()) {
      const swapped = (costs[column] ?? 0) + substitutionCost(letter, found);
      const left = (nextCosts[column] ?? 0) + 1;
      const lost = (costs[column + 1] ?? 0) + 1;
      const best = Math.min(swapped, left, lost);
      nextCosts.push(best);
      const from =
        best === swapped ? starts[column] : best === lost ? starts[column + 1] : nextStarts[column];
      nextStarts.push(from ?? 0);
    }
    costs = nextCosts;
    starts = nextStarts;
  }
  let to = 0;
  for (let column = 1; column <= run.length; column += 1) {
    if ((costs[column] ?? 0) < (costs[to] ?? 0)) to = column;
  }
  const from = starts[to] ?? 0;
  return to > from ? { from, to, cost: costs[to] ?? 0 } : null;
}

/** A misread mark, the other option, its misread mark. */
const MOST_LETTERS_TOGETHER = 3;
const WORD_BORDER = /^[^\p{L}\p{N}]$/u;

/** A one-character option stands alone: 是 in 但是 or 是否使用 is none; in 是，已用 or between options it is. */
function standsAlone(run: readonly Letter[], place: number, singles: ReadonlySet<string>): boolean {
  const bordered = (step: 1 | -1) => {
    let next = place + step;
    for (
      let passed = 0;
      passed < MOST_LETTERS_TOGETHER && singles.has(run[next]?.letter ?? '');
      passed += 1
    ) {
      next += step;
    }
    const letter = run[next]?.letter;
    return letter === undefined || WORD_BORDER.test(letter);
  };
  return bordered(1) && bordered(-1);
}

/** Directly behind a mark and before a blank, whatever else the cell holds: `√否 注册用户数`. */
function isApartBehindMark(symbols: readonly OptionSymbol[], place: number): boolean {
  return symbols[place - 1]?.kind === 'mark' && symbols[place + 1]?.kind === 'blank';
}

/** The same without the blank, where the other answer stands alone: `□是√否注册用户数`. */
function isBehindMark(symbols: readonly OptionSymbol[], place: number): boolean {
  return symbols.slice(0, place).findLast(({ kind }) => kind !== 'blank')?.kind === 'mark';
}

/** The place of an option of one character; `lenient` letters beside it may be marks that were misread, 口是. */
function findSingle(
  symbols: readonly OptionSymbol[],
  { id, spellings }: OptionWords,
  lenient: ReadonlySet<string>,
): FoundOption | null {
  const places = runsOf(symbols, new Set()).flatMap((run) =>
    run.flatMap(({ place, letter }, index) =>
      spellings.includes(letter) && (standsAlone(run, index, lenient) || isApartBehindMark(symbols, place))
        ? [{ place, edge: index === 0 || index === run.length - 1 }]
        : [],
    ),
  );
  const found = places.find(({ edge }) => edge) ?? places[0];
  return found ? { id, start: found.place, end: found.place + 1, damage: 0 } : null;
}

function findBehindMark(
  symbols: readonly OptionSymbol[],
  { id, spellings }: OptionWords,
): FoundOption | null {
  const place = symbols.findIndex(
    (symbol, at) =>
      symbol.kind === 'character' && spellings.includes(symbol.folded) && isBehindMark(symbols, at),
  );
  return place < 0 ? null : { id, start: place, end: place + 1, damage: 0 };
}

/** The longest spelling that stands undamaged in one of the runs; the search for the nearest finds none better. */
function findExact(runs: readonly Letter[][], options: readonly OptionWords[]): FoundOption | null {
  let best: FoundOption | null = null;
  let longest = 0;
  for (const run of runs) {
    const text = textOfRun(run);
    if (text === null) return null;
    for (const { id, spellings } of options) {
      for (const spelling of spellings) {
        const from = spelling.length > longest ? text.indexOf(spelling) : -1;
        const first = run[from];
        const last = run[from + spelling.length - 1];
        if (!first || !last) continue;
        best = { id, start: first.place, end: last.place + 1, damage: 0 };
        longest = spelling.length;
      }
    }
  }
  return best;
}

function findNearest(
  symbols: readonly OptionSymbol[],
  options: readonly OptionWords[],
  taken: ReadonlySet<number>,
  mostDamage: number,
): FoundOption | null {
  if (options.length === 0) return null;
  const runs = runsOf(symbols, taken);
  const exact = findExact(runs, options);
  if (exact) return exact;
  let best: (FoundOption & { length: number }) | null = null;
  for (const run of runs) {
    for (const { id, spellings } of options) {
      for (const spelling of spellings) {
        const length = [...spelling].length;
        const match = nearest(run, spelling);
        const damage = match ? match.cost / length : 1;
        const first = match ? run[match.from] : undefined;
        const last = match ? run[match.to - 1] : undefined;
        if (damage > mostDamage || first === undefined || last === undefined) continue;
        if (damage > MOST_DAMAGE && length < LONG_WORD) continue;
        if (best === null || damage < best.damage || (damage === best.damage && length > best.length)) {
          best = { id, start: first.place, end: last.place + 1, damage, length };
        }
      }
    }
  }
  return best;
}

/** Finds each option's words at most once, the plainest match first, in the order of the cell. */
export function findOptions(
  symbols: readonly OptionSymbol[],
  options: readonly OptionWords[],
  lookAlikes: ReadonlySet<string>,
): FoundOption[] {
  const singles = options.filter(({ spellings }) =>
    spellings.every((spelling) => [...spelling].length === 1),
  );
  const lenient = new Set([...singles.flatMap(({ spellings }) => spellings), ...lookAlikes]);
  const alone = singles.map((option) => findSingle(symbols, option, lenient));
  const isAnswered = alone.some((option) => option !== null);
  const found = singles.flatMap(
    (option, at) => alone[at] ?? (isAnswered ? findBehindMark(symbols, option) : null) ?? [],
  );
  let open = options.filter((option) => !singles.includes(option));
  for (const mostDamage of [MOST_DAMAGE, MOST_DAMAGE_OF_LAST]) {
    for (;;) {
      const taken = new Set(
        found.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, i) => start + i)),
      );
      const next = findNearest(symbols, open, taken, mostDamage);
      if (next === null) break;
      found.push({ id: next.id, start: next.start, end: next.end, damage: next.damage });
      open = open.filter(({ id }) => id !== next.id);
    }
  }
  return found.sort((one, other) => one.start - other.start);
}
