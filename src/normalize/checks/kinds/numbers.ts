/** Numbers as checks take and show them. */

/** The numbers, or null where one of them is not known. */
export function allKnown(numbers: readonly (number | null)[]): number[] | null {
  const known = numbers.filter((number) => number !== null);
  return known.length === numbers.length ? known : null;
}

/** At most two decimals, without binary dust. */
export function numberText(number: number): string {
  return String(Math.round(number * 100) / 100);
}
