/** Skips that are no error where nobody can mend them: a server that only some have, and data beside the repository. */
const allowedSkips = /MongoDB|\.\.\/shared/;

/**
 * Prints what each step took, what was skipped and why, and the sum as the last line.
 *
 * @param {{name: string, code: number, seconds: number,
 *   counts?: {passed: number, failed: number, skipped: string[]}}[]} results
 * @param {boolean} strict whether a skip is an error
 * @param {(text: string) => void} [print]
 * @returns {number} exit code
 */
export function summarise(results, strict, print = (text) => process.stdout.write(text)) {
  const skipped = results.flatMap(({ counts }) => counts?.skipped ?? []);
  const forbidden = strict ? skipped.filter((title) => !allowedSkips.test(title)) : [];
  const sum = (pick) =>
    results.reduce((total, { counts }) => total + (counts === undefined ? 0 : pick(counts)), 0);
  const passed = sum((counts) => counts.passed);
  // A step that fails without a failed test (types, lint, build, a crash) counts as one.
  const brokenSteps = results.filter(({ code, counts }) => code !== 0 && !counts?.failed).length;
  const failed = sum((counts) => counts.failed) + brokenSteps + forbidden.length;

  print('\n── summary\n');
  for (const { name, code, seconds } of results) {
    print(`${code === 0 ? 'passed' : 'FAILED'}  ${seconds.toFixed(1).padStart(6)} s  ${name}\n`);
  }
  for (const title of skipped) print(`skipped  ${title}\n`);
  for (const title of forbidden) print(`FAILED   under CI nothing may be skipped: ${title}\n`);
  const allowed = skipped.length - forbidden.length;
  print(`${passed} passed, ${failed} failed${allowed > 0 ? `, ${allowed} skipped` : ''}\n`);
  return failed === 0 ? 0 : 1;
}
