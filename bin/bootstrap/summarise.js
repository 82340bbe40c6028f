/** Skips that are no error where nobody can mend them: a server that only some have, and data beside the repository. */
const allowedSkips = /MongoDB|\.\.\/shared/;

/** Lines of a failure's message that the summary repeats: what was expected and where, without the whole stack. */
const messageLines = 8;

/** What a failure said, with the first place in the code where it did. */
function shorten(message) {
  const lines = message.split('\n');
  const place = lines.findIndex((line) => /^\s+at /.test(line));
  return lines.slice(0, Math.min(place < 0 ? lines.length : place + 1, messageLines));
}

/**
 * Prints what each step took, what was skipped and why, what failed, and the sum as the last line.
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
  for (const title of skipped) print(`skipped  ${title}\n`);
  for (const { title, message } of failures) {
    print(`FAILED   ${title}\n`);
    for (const line of shorten(message)) print(`         ${line}\n`);
  }
  for (const title of forbidden) print(`FAILED   under CI nothing may be skipped: ${title}\n`);
  const allowed = skipped.length - forbidden.length;
  print(`${passed} passed, ${failed} failed${allowed > 0 ? `, ${allowed} skipped` : ''}\n`);
  return failed === 0 ? 0 : 1;
}
