/** Answers given by ticking: 是/否, one of several, one of many; now and then against the form's own rule. */
import type { TickedAnswer } from '../filing.js';
import type { Random } from '../random.js';

export function ticked(ticks: readonly boolean[], value: boolean | string): TickedAnswer {
  return { kind: 'ticked', status: 'reported', value, ticks };
}

function contradictory(ticks: readonly boolean[]): TickedAnswer {
  return { kind: 'ticked', status: 'invalid', value: null, ticks };
}

/** 是 first, 否 second. Both or neither is invalid. */
export function yesNo(random: Random, invalid: number): TickedAnswer {
  if (random.chance(invalid)) return contradictory(random.chance(0.5) ? [true, true] : [false, false]);
  const yes = random.chance(0.65);
  return ticked([yes, !yes], yes);
}

/** One of the ids ticked; two of them at the rate of `invalid`. */
export function tickedChoice(
  random: Random,
  ids: readonly string[],
  invalid: number,
  preferred?: number,
): TickedAnswer {
  const chosen = preferred !== undefined && random.chance(0.85) ? preferred : random.int(0, ids.length - 1);
  if (random.chance(invalid)) {
    const second = (chosen + 1) % ids.length;
    return contradictory(ids.map((_, index) => index === chosen || index === second));
  }
  return ticked(
    ids.map((_, index) => index === chosen),
    ids[chosen] ?? '',
  );
}
