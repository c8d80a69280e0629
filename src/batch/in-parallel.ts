/** Runs a task for every item, a bounded number of them at once. */

/** Starts items in order; after the first rejection no further item is started, and it is passed on. */
export async function forEachConcurrently<T>(
  items: readonly T[],
  atOnce: number,
  task: (item: T) => Promise<void>,
): Promise<void> {
  const queue = items.values();
  let stopped = false;
  const lane = async () => {
    for (const item of queue) {
      if (stopped) return;
      await task(item);
    }
  };
  const lanes = Array.from({ length: Math.max(1, Math.min(atOnce, items.length)) }, () =>
    lane().catch((error: unknown) => {
      stopped = true;
      throw error;
    }),
  );
  const outcomes = await Promise.allSettled(lanes);
  const failure = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failure) throw failure.reason;
}
