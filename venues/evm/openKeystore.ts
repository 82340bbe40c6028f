import { readFile, stat } from 'node:fs/promises';
import { Transaction, Wallet } from 'ethers';
import { VenueError } from '../VenueError.ts';
import { checkSigned } from './checkSigned.ts';
import type { EvmSigner } from './EvmSigner.ts';

/**
 * Opens an encrypted JSON keystore (Web3 Secret Storage, as geth and ethers write it). The key is kept in this
 * function's scope alone: it is no property of what is returned, and no error carries it or the password.
 *
 * @throws VenueError `evm.keystore` where the file cannot be read, others may read it, or the password does not open it.
 */
export async function openKeystore({
  file,
  password,
}: {
  file: string;
  password: string;
}): Promise<EvmSigner> {
  const wallet = await decrypt(await readPrivately(file), password);
  const { address } = wallet;
  return {
    address,
    async sign(wanted) {
      const transaction = Transaction.from({ type: 2, value: 0n, ...wanted });
      transaction.signature = wallet.signingKey.sign(transaction.unsignedHash);
      return checkSigned(transaction.serialized, wanted, address);
    },
  };
}

async function readPrivately(file: string): Promise<string> {
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile()) {
    throw new VenueError(
      'evm.keystore',
      'The keystore file cannot be read. Nothing can be signed; check its path.',
    );
  }
  if (process.platform !== 'win32' && (found.mode & 0o077) !== 0) {
    throw new VenueError(
      'evm.keystore',
      'The keystore file can be read by others on this machine. It was not opened; make it readable by its owner alone (mode 600).',
    );
  }
  return readFile(file, 'utf8');
}

/** The library's errors repeat what they were given, so none of them gets out. */
async function decrypt(
  json: string,
  password: string,
): Promise<{ address: string; signingKey: Wallet['signingKey'] }> {
  try {
    const { address, privateKey } = await Wallet.fromEncryptedJson(json, password);
    return new Wallet(privateKey, null) satisfies { address: typeof address };
  } catch {
    throw new VenueError(
      'evm.keystore',
      'The password does not open the keystore, or the file is none. Nothing can be signed.',
    );
  }
}
