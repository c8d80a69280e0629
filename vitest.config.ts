import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    // A skipped test would pass unseen in CI: there, `test.skip` and `test.only` are failures (tests/ci-guard).
    allowOnly: !process.env.CI,
    reporters: ['default', './tests/ci-guard/no-skipped-tests.ts'],
    testTimeout: 30_000,
  },
});
