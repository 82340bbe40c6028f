import { getAddress, Transaction } from 'ethers';
import { VenueError } from '../VenueError.ts';
import type { SignedBytes, UnsignedTransaction } from './EvmSigner.ts';

/**
 * Reads signed bytes and holds them to what was to be signed: same chain, nonce, contract, data and fees, no coin sent
 * along, and by the right address.
 *
 * @throws VenueError `evm.signature` otherwise.
 */
export function checkSigned(raw: string, wanted: UnsignedTransaction, address: string): SignedBytes {
  const found = parse(raw);
  const isSame =
    found.type === 2 &&
    found.chainId === BigInt(wanted.chainId) &&
    found.nonce === wanted.nonce &&
    found.to === getAddress(wanted.to) &&
    found.data === wanted.data.toLowerCase() &&
    found.value === 0n &&
    found.gasLimit === BigInt(wanted.gasLimit) &&
    found.maxFeePerGas === BigInt(wanted.maxFeePerGas) &&
    found.maxPriorityFeePerGas === BigInt(wanted.maxPriorityFeePerGas) &&
    (found.accessList?.length ?? 0) === 0;
  const { hash } = found;
  if (isSame && hash !== null && found.from === getAddress(address)) return { hash, raw };
  throw new VenueError(
    'evm.signature',
    'What the signer returned is not the transaction that it was asked to sign, or was signed by another address. Nothing was sent. Check the signer before trading on.',
  );
}

function parse(raw: string): Transaction {
  try {
    return Transaction.from(raw);
  } catch {
    throw new VenueError(
      'evm.signature',
      'What the signer returned is no signed transaction. Nothing was sent.',
    );
  }
}
