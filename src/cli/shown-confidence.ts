/** A probability in two decimals, rounded down: nothing short of certainty is shown as certain. */
export function shownConfidence(confidence: number): string {
  // The smallest addition undoes what binary fractions take from 0.29 × 100.
  return (Math.floor(confidence * 100 + 1e-9) / 100).toFixed(2);
}
