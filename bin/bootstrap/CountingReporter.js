import { writeFileSync } from 'node:fs';

/**
 * A reporter of vitest's that writes what the summary counts as JSON into the file that `TEST_COUNTS` names:
 * `{passed: number, failures: {title: string, message: string}[], skipped: string[]}`. A file that breaks before its
 * first test is one failure, and so is an error that nobody caught, in a test or after it; `skipped` holds full titles.
 */
export default class CountingReporter {
  /**
   * @param {readonly import('vitest/node').TestModule[]} modules
   * @param {readonly {message: string, name?: string, stack?: string, [key: string]: unknown}[]} uncaught
   */
  onTestRunEnd(modules, uncaught) {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const inState = (state) => tests.filter((test) => test.result().state === state);
    const failures = [
      ...modules.flatMap((module) =>
        [module, ...module.children.allSuites()].flatMap((suite) =>
          suite.errors().map((error) => ({ title: titleOf(module, suite), message: describe(error) })),
        ),
      ),
      ...inState('failed').map((test) => ({
        title: titleOf(test.module, test),
        message: test.result().errors.map(describe).join('\n'),
      })),
      ...uncaught.map((error) => ({
        title: `${error.type ?? 'Error'} in ${error.VITEST_TEST_PATH ?? 'no file'} > ${error.VITEST_TEST_NAME ?? 'no test'}`,
        message: describe(error),
      })),
    ];
    const counts = {
      passed: inState('passed').length,
      failures,
      skipped: [...inState('skipped'), ...inState('pending')].map((test) => test.fullName),
    };
    writeFileSync(process.env.TEST_COUNTS, JSON.stringify(counts));
  }
}

function titleOf(module, { fullName }) {
  return [module.relativeModuleId, fullName].filter(Boolean).join(' > ');
}

function describe({ name, message, stack }) {
  return stack ?? `${name ?? 'Error'}: ${message}`;
}
