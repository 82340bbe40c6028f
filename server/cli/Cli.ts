import type { Environment } from '../../config/readEnvironment.ts';
import type { Terminal } from './Terminal.ts';

/** What every command is handed. */
export type Cli = {
  terminal: Terminal;
  environment: Environment;
  /** One JSON value on standard output instead of text. */
  json: boolean;
};

/** What runs a command with its arguments and options; gives the exit status. */
export type Run = (cli: Cli, ...rest: never[]) => Promise<number>;

/** Prints a result: as one line of JSON, or as lines for a person. */
export function print(cli: Cli, value: unknown, lines: () => string[]): void {
  if (cli.json) cli.terminal.out(JSON.stringify(value));
  else for (const line of lines()) cli.terminal.out(line);
}
