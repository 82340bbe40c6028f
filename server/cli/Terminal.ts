import { stdin, stdout } from 'node:process';

/** Where a command reads and writes; replaced in tests. */
export type Terminal = {
  /** A line for whoever called, on standard output. */
  out(line: string): void;
  /** A line on what went wrong, on standard error. */
  err(line: string): void;
  /** Shows how far something is, in place of what it showed before; nothing clears it. Absent where nobody watches. */
  progress?(text: string): void;
  /** Whether a person can be asked. */
  readonly interactive: boolean;
  /** Whether output may be coloured. */
  readonly colour: boolean;
  readonly columns: number;
  /** Asks for a line of text; null when the person gave up. */
  ask(question: string): Promise<string | null>;
  /** The same for what nobody may read over a shoulder. */
  askSecret(question: string): Promise<string | null>;
};

/** The terminal that this process runs in. */
export function processTerminal(): Terminal {
  // Whoever read along may go away, as `head` does, and a window may be closed: what is under way, a kill or a stop, must
  // not end for that.
  for (const stream of [stdout, process.stderr]) stream.on('error', () => {});
  return {
    out: (line) => stdout.write(`${line}\n`),
    err: (line) => process.stderr.write(`${line}\n`),
    ...(process.stderr.isTTY && {
      progress: (text: string) => process.stderr.write(`\r\u001b[2K${text}`),
    }),
    interactive: Boolean(stdin.isTTY && stdout.isTTY),
    colour: Boolean(stdout.isTTY),
    columns: stdout.columns ?? 100,
    async ask(question) {
      const { text, isCancel } = await import('@clack/prompts');
      const answer = await text({ message: question });
      return isCancel(answer) ? null : (answer ?? '');
    },
    async askSecret(question) {
      const { password, isCancel } = await import('@clack/prompts');
      const answer = await password({ message: question });
      return isCancel(answer) ? null : (answer ?? '');
    },
  };
}
