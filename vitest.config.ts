import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    // A skipped test would pass unseen in CI: there, `test.skip` and `test.only` are failures (tests/ci-guard).
    allowOnly: !process.env.CI,
    testTimeout: 30_000,
  },
});
