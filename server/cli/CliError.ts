/** A refusal or a failure of a command, in words for the person who typed it. */
export class CliError extends Error {
  override name = 'CliError';
  /** 1: refused or failed. 2: the command was not used as it is meant. */
  readonly exitCode: 1 | 2;
  /** What the API said, for `--json`. */
  readonly problem: unknown;

  constructor(message: string, options: { exitCode?: 1 | 2; problem?: unknown; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.exitCode = options.exitCode ?? 1;
    this.problem = options.problem ?? null;
  }
}
