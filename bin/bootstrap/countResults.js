import { existsSync, readFileSync, statSync } from 'node:fs';

/**
 * Sums one report of vitest's JSON reporter.
 *
 * @param {string} file the report
 * @param {number} since epoch ms; an older report is one of an earlier run and does not count
 * @returns {{passed: number, failures: {title: string, message: string}[], skipped: string[]} | undefined} undefined
 *   when there is no report; a file that breaks before its first test is one failure; `skipped` holds full titles
 */
export function countResults(file, since) {
  if (!existsSync(file) || statSync(file).mtimeMs < since) return undefined;
  const report = JSON.parse(readFileSync(file, 'utf8'));
  const suites = report.testResults;
  const tests = suites.flatMap((suite) => suite.assertionResults);
  const failures = suites.flatMap((suite) => {
    const failed = suite.assertionResults.filter((test) => test.status === 'failed');
    if (failed.length === 0 && suite.status === 'failed') {
      return [{ title: suite.name, message: suite.message ?? '' }];
    }
    return failed.map((test) => ({
      title: `${suite.name} > ${test.fullName}`,
      message: (test.failureMessages ?? []).join('\n'),
    }));
  });
  return {
    passed: tests.filter((test) => test.status === 'passed').length,
    failures,
    skipped: tests
      .filter((test) => test.status !== 'passed' && test.status !== 'failed')
      .map((test) => test.fullName),
  };
}
