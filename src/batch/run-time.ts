/** The time that a run writes into `documents.imported_at`: the one value that the clock may decide. */

/** UTC to the second, `2024-05-01T08:30:00Z`. */
export function timestamp(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}

/**
 * The run's time: as given, else from SOURCE_DATE_EPOCH (https://reproducible-builds.org/specs/source-date-epoch/),
 * so that two databases can be equal byte for byte, else now. Null where the given text is no time.
 */
export function runTime(
  given: string | undefined,
  epoch: string | undefined,
  now: () => Date,
): string | null {
  const date =
    given !== undefined
      ? new Date(/^\d+$/.test(given) ? Number(given) * 1000 : given)
      : epoch !== undefined && /^\d+$/.test(epoch)
        ? new Date(Number(epoch) * 1000)
        : now();
  return Number.isNaN(date.getTime()) ? null : timestamp(date);
}
