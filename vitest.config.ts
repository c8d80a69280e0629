import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** Milliseconds. */
const PATIENCE = 1_200_000;

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    // A skipped test would pass unseen in CI: there, `test.skip` and `test.only` are failures (tests/ci-guard).
    allowOnly: !process.env.CI,
    reporters: ['default', './tests/ci-guard/no-skipped-tests.ts'],
    // All cores: many tests wait for processes that they start.
    maxWorkers: availableParallelism(),
    // Against what never ends, not against what is slow: a machine that others use may stand still for minutes.
    testTimeout: PATIENCE,
    hookTimeout: PATIENCE,
    expect: { poll: { timeout: PATIENCE } },
  },
});
