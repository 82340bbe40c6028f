import type { AskPassword } from '../../host/openSigner.ts';
import type { Cli } from './Cli.ts';

/** Asks the person at the terminal for the wallet's password, where there is one. */
export function askPassword({ terminal, json }: Cli): AskPassword {
  return async () =>
    json || !terminal.interactive ? null : terminal.askSecret('Password of the wallet’s keystore');
}
