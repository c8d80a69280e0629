/**
 * Reporter that fails the run in CI when a test was skipped or left as a todo: it would pass unseen. (`test.only`
 * is refused by `allowOnly`.) Elsewhere skipping is a developer's own business.
 */
import type { Reporter, TestCase, TestModule } from 'vitest/node';

function nameOf(test: TestCase): string {
  return `${test.module.relativeModuleId} > ${test.fullName}`;
}

/** Names of all tests that did not run, in the order of the modules. */
function skippedTests(modules: readonly TestModule[]): string[] {
  return modules.flatMap((module) => [...module.children.allTests('skipped')].map(nameOf));
}

export default class NoSkippedTests implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    if (!process.env.CI) return;
    const skipped = skippedTests(modules);
    if (skipped.length === 0) return;
    process.stderr.write(
      `\nSkipped in CI, which counts as failed:\n${skipped.map((name) => `  ${name}\n`).join('')}`,
    );
    process.exitCode = 1;
  }
}
