/**
 * Logistic regression with an L2 penalty, by Newton's method: small, exact and the same on every machine. Weights
 * may be bounded, so that no accident of the sample makes a doubt raise the confidence, or count nothing; those that few
 * observations tell of are held near what is known of them from elsewhere.
 */

/** One observation: feature values in the order of the names, and whether the reading was right. */
export interface Observation {
  readonly x: Float64Array;
  readonly right: boolean;
  readonly weight: number;
}

export interface LogisticFit {
  readonly intercept: number;
  readonly weights: readonly number[];
}

/** What is known of the weights before the observations. */
export interface Prior {
  /** Weights in the order of the names. */
  readonly weights: readonly number[];
  /** How much it counts, in observations. */
  readonly strength: number;
}

const MOST_STEPS = 40;
const CONVERGED = 1e-7;

function predict(beta: Float64Array, x: Float64Array): number {
  let sum = beta[0] ?? 0;
  for (let i = 0; i < x.length; i += 1) sum += (beta[i + 1] ?? 0) * (x[i] ?? 0);
  return 1 / (1 + Math.exp(-Math.max(-30, Math.min(30, sum))));
}

/** Solves `a · s = b` by Gaussian elimination with pivoting; `a` and `b` are overwritten. */
export function solve(a: Float64Array[], b: Float64Array): Float64Array {
  const n = b.length;
  for (let column = 0; column < n; column += 1) {
    let pivot = column;
    for (let row = column + 1; row < n; row += 1) {
      if (Math.abs(a[row]?.[column] ?? 0) > Math.abs(a[pivot]?.[column] ?? 0)) pivot = row;
    }
    [a[column], a[pivot]] = [a[pivot] as Float64Array, a[column] as Float64Array];
    [b[column], b[pivot]] = [b[pivot] ?? 0, b[column] ?? 0];
    const lead = a[column] as Float64Array;
    for (let row = column + 1; row < n; row += 1) {
      const line = a[row] as Float64Array;
      const factor = (line[column] ?? 0) / (lead[column] || Number.EPSILON);
      if (factor === 0) continue;
      for (let k = column; k < n; k += 1) line[k] = (line[k] ?? 0) - factor * (lead[k] ?? 0);
      b[row] = (b[row] ?? 0) - factor * (b[column] ?? 0);
    }
  }
  const solution = new Float64Array(n);
  for (let row = n - 1; row >= 0; row -= 1) {
    let sum = b[row] ?? 0;
    for (let k = row + 1; k < n; k += 1) sum -= (a[row]?.[k] ?? 0) * (solution[k] ?? 0);
    solution[row] = sum / ((a[row]?.[row] ?? 0) || Number.EPSILON);
  }
  return solution;
}

/** One Newton step over all observations for the coefficients in `free`; returns its size. */
function step(
  beta: Float64Array,
  data: readonly Observation[],
  prior: Prior,
  free: readonly number[],
): number {
  const place = new Map(free.map((index, at) => [index, at]));
  const gradient = new Float64Array(free.length);
  const hessian = free.map(() => new Float64Array(free.length));
  for (const { x, right, weight } of data) {
    const p = predict(beta, x);
    const error = weight * ((right ? 1 : 0) - p);
    const curvature = weight * p * (1 - p);
    const active: [number, number][] = [[place.get(0) ?? 0, 1]];
    for (let i = 0; i < x.length; i += 1) {
      const at = place.get(i + 1);
      if (at !== undefined && x[i]) active.push([at, x[i] ?? 0]);
    }
    for (const [i, xi] of active) {
      gradient[i] = (gradient[i] ?? 0) + error * xi;
      const row = hessian[i] as Float64Array;
      for (const [j, xj] of active) row[j] = (row[j] ?? 0) + curvature * xi * xj;
    }
  }
  for (const [at, index] of free.entries()) {
    const own = index === 0 ? 0 : prior.strength;
    gradient[at] = (gradient[at] ?? 0) - own * ((beta[index] ?? 0) - (prior.weights[index - 1] ?? 0));
    const row = hessian[at] as Float64Array;
    row[at] = (row[at] ?? 0) + own + 1e-9;
  }
  const move = solve(hessian, gradient);
  for (const [at, index] of free.entries()) beta[index] = (beta[index] ?? 0) + (move[at] ?? 0);
  return Math.max(...[...move].map(Math.abs));
}

/** @param atMost for each feature, what its weight may not be above; `Infinity` for no bound */
export function fitLogistic(
  data: readonly Observation[],
  atMost: readonly number[],
  prior: Prior,
): LogisticFit {
  const width = atMost.length;
  const bound = (index: number) => (index === 0 ? Number.POSITIVE_INFINITY : (atMost[index - 1] ?? 0));
  const beta = new Float64Array(width + 1);
  let free = [...Array(width + 1).keys()];
  for (;;) {
    for (let n = 0; n < MOST_STEPS; n += 1) if (step(beta, data, prior, free) < CONVERGED) break;
    const wrong = free.filter((index) => (beta[index] ?? 0) > bound(index));
    if (wrong.length === 0) break;
    for (const index of wrong) beta[index] = bound(index);
    free = free.filter((index) => !wrong.includes(index));
  }
  return { intercept: beta[0] ?? 0, weights: [...beta.slice(1)] };
}
