import { existsSync, readFileSync, statSync } from 'node:fs';

/**
 * Sums one report of vitest's JSON reporter.
 *
 * @param {string} file the report
 * @param {number} since epoch ms; an older report is one of an earlier run and does not count
 * @returns {{passed: number, failed: number, skipped: string[]} | undefined} undefined when there is no report;
 *   `skipped` holds the full titles
 */
export function countResults(file, since) {
  if (!existsSync(file) || statSync(file).mtimeMs < since) return undefined;
  const report = JSON.parse(readFileSync(file, 'utf8'));
  const tests = report.testResults.flatMap((suite) => suite.assertionResults);
  const brokenFiles = report.testResults.filter(
    (suite) => suite.status === 'failed' && !suite.assertionResults.some((test) => test.status === 'failed'),
  );
  return {
    passed: tests.filter((test) => test.status === 'passed').length,
    failed: tests.filter((test) => test.status === 'failed').length + brokenFiles.length,
    skipped: tests
      .filter((test) => test.status !== 'passed' && test.status !== 'failed')
      .map((test) => test.fullName),
  };
}
