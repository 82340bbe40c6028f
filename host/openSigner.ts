import { readFile, stat } from 'node:fs/promises';
import { ConfigError } from '../config/ConfigError.ts';
import type { WalletSection } from '../config/dexSchema.ts';
import type { EvmSigner } from '../venues/evm/EvmSigner.ts';
import { externalSigner } from '../venues/evm/externalSigner.ts';
import { openKeystore } from '../venues/evm/openKeystore.ts';

/** Asks a person for the keystore's password; null when nobody answered. */
export type AskPassword = () => Promise<string | null>;

/**
 * Opens the configured wallet. The password of a keystore comes from the environment, else from its file, else from a
 * person; it is kept nowhere.
 *
 * @throws ConfigError where there is no wallet or no password.
 * @throws VenueError `evm.keystore` where the keystore does not open.
 */
export async function openSigner(
  { keystore, passwordFile, password, signer }: WalletSection,
  ask: AskPassword,
): Promise<EvmSigner> {
  if (signer !== null) {
    const [program = '', ...args] = signer.command;
    return externalSigner({ command: [program, ...args], address: signer.address });
  }
  if (keystore === null) throw refusal('No wallet is configured.');
  const found = password ?? (passwordFile === null ? await ask() : await readPassword(passwordFile));
  if (found !== null) return openKeystore({ file: keystore, password: found });
  throw refusal(
    'The keystore needs its password, and nobody could be asked for it: set COUNTERSIGN_WALLET_PASSWORD, or wallet.passwordFile in config.yaml.',
  );
}

async function readPassword(file: string): Promise<string> {
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile()) throw refusal('The file that wallet.passwordFile names cannot be read.');
  if (process.platform !== 'win32' && (found.mode & 0o077) !== 0)
    throw refusal(
      'The file that wallet.passwordFile names can be read by others on this machine. Make it readable by its owner alone (mode 600).',
    );
  return (await readFile(file, 'utf8')).replace(/\r?\n$/, '');
}

function refusal(why: string): ConfigError {
  return new ConfigError('wallet.closed', `${why} Nothing can be signed, so nothing was sent.`);
}
