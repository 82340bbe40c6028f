/** Skips that are no error where nobody can mend them: a server that only some have, and data beside the repository. */
const allowedSkips = /MongoDB|\.\.\/shared/;

/** Lines of a failure's message that the summary repeats: what was expected and where, without the whole stack. */
const messageLines = 12;

/**
 * Prints what each step took, what failed, what was skipped and why, and the sum as the last line.
 *
 * @param {{name: string, code: number, seconds: number,
 *   counts?: {passed: number, failures: {title: string, message: string}[], skipped: string[]}}[]} results
 * @param {boolean} strict whether a skip is an error
 * @param {(text: string) => void} [print]
 * @returns {number} exit code
 */
export function summarise(results, strict, print = (text) => process.stdout.write(text)) {
  const skipped = results.flatMap(({ counts }) => counts?.skipped ?? []);
  const forbidden = strict ? skipped.filter((title) => !allowedSkips.test(title)) : [];
  const failures = results.flatMap(({ counts }) => counts?.failures ?? []);
  const passed = results.reduce((total, { counts }) => total + (counts?.passed ?? 0), 0);
  // A step that fails without a failed test (types, lint, build, a crash) counts as one.
  const brokenSteps = results.filter(({ code, counts }) => code !== 0 && !counts?.failures.length).length;
  const failed = failures.length + brokenSteps + forbidden.length;

  print('\n── summary\n');
  for (const { name, code, seconds } of results) {
    print(`${code === 0 ? 'passed' : 'FAILED'}  ${seconds.toFixed(1).padStart(6)} s  ${name}\n`);
  }
  for (const { title, message } of failures) {
    print(`FAILED   ${title}\n`);
    for (const line of message.split('\n').slice(0, messageLines)) print(`         ${line}\n`);
  }
  for (const title of skipped) print(`skipped  ${title}\n`);
  for (const title of forbidden) print(`FAILED   under CI nothing may be skipped: ${title}\n`);
  const allowed = skipped.length - forbidden.length;
  print(`${passed} passed, ${failed} failed${allowed > 0 ? `, ${allowed} skipped` : ''}\n`);
  return failed === 0 ? 0 : 1;
}
