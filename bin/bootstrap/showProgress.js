const terminalMs = 250;
const logMs = 10_000;

/**
 * One line that says what is being done and for how long: rewritten on a terminal, repeated every ten seconds
 * elsewhere. Written to stderr, so that it never mixes with a command's output.
 *
 * @param {string} label
 * @param {() => string} [detail] what else is known, e.g. `120 of 360 packages`
 * @returns {{ end(done: boolean): void }}
 */
export function showProgress(label, detail = () => '') {
  const out = process.stderr;
  const started = performance.now();
  const line = () => {
    const more = detail();
    return `${label}${more ? `, ${more}` : ''} … ${Math.round((performance.now() - started) / 1000)} s`;
  };
  if (!out.isTTY) out.write(`${label}\n`);
  const timer = setInterval(
    () => out.write(out.isTTY ? `\r\u001b[2K${line()}` : `${line()}\n`),
    out.isTTY ? terminalMs : logMs,
  );
  return {
    end(done) {
      clearInterval(timer);
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      out.write(
        `${out.isTTY ? '\r\u001b[2K' : ''}${label}: ${done ? 'done' : 'failed'} after ${seconds} s\n`,
      );
    },
  };
}
