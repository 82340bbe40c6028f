import { Command, CommanderError } from 'commander';
import { type Environment, readEnvironment } from '../../config/readEnvironment.ts';
import { CountersignError } from '../../domain/CountersignError.ts';
import { version } from '../../host/version.ts';
import { addCommands } from './addCommands.ts';
import { CliError } from './CliError.ts';
import type { Terminal } from './Terminal.ts';

/**
 * Runs one command line. Returns the exit status: 0 done, 1 refused or failed with the reason on standard error,
 * 2 not used as it is meant.
 */
export async function runCli(
  args: readonly string[],
  terminal: Terminal,
  environment: Environment = readEnvironment(),
): Promise<number> {
  const program = new Command('countersign')
    .description('A trading desk on which models propose, state machines decide and a human countersigns.')
    .version(version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.out(text.trimEnd()),
      writeErr: (text) => terminal.err(text.trimEnd()),
    })
    .showHelpAfterError('Run it with --help to see how it is used. Nothing was done.');
  let status = 0;
  addCommands(program, { terminal, environment }, (code) => {
    status = code;
  });
  try {
    await program.parseAsync(args, { from: 'user' });
    return status;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    return report(error, terminal, args.includes('--json'));
  }
}

function report(error: unknown, terminal: Terminal, json: boolean): number {
  const known = error instanceof CliError || error instanceof CountersignError;
  const message = error instanceof Error ? error.message : String(error);
  if (json) {
    const problem = error instanceof CliError && error.problem !== null ? error.problem : { detail: message };
    terminal.err(JSON.stringify(problem));
  } else {
    terminal.err(known ? message : `The command failed: ${message}. Look at \`countersign doctor\`.`);
  }
  return error instanceof CliError ? error.exitCode : 1;
}
