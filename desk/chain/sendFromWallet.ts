import type { OrderIntent } from '../../domain/Order.ts';
import type { ContractCall } from '../../venues/evm/encodeSwap.ts';
import type { EvmFees } from '../../venues/evm/proposeFees.ts';
import { selfTransferGas } from './signOnChain.ts';
import type { LeftTransaction } from './TransactionFile.ts';
import type { WalletParts } from './WalletParts.ts';

/** Nodes' words for a fee that does not replace what they have, or is below what the next block takes. */
export const isOutbidden = /underpriced|fee too low|less than block base fee/i;

/** Nodes' words for a nonce that a block has used meanwhile. */
export const isUsedUp = /nonce too low|nonce (has )?already been used/i;

/** Bids for a nonce whose holder's fee is not known; each is twice the one before. */
const bids = 6;

export type WalletCall = {
  kind: LeftTransaction['kind'];
  /** The order that it serves. */
  intent: OrderIntent;
  nonce: number;
  call: ContractCall;
  gasLimit: string;
};

/** `used`: the node has a block or a later transaction for that nonce. Nothing has left after any but `taken`. */
export type WalletSent = { kind: 'taken'; hash: string } | { kind: 'refused'; reason: string };

/**
 * Signs a call for a nonce, writes it down, and hands it to the node once, with fees above those of everything that is
 * known to have left for that nonce. What of them a block takes, it takes one of.
 *
 * @throws VenueError when the node could not be asked; then it is not known whether it has it.
 */
export async function sendFromWallet(parts: WalletParts, wanted: WalletCall): Promise<WalletSent> {
  const { dex } = parts;
  const { kind, intent, nonce, call, gasLimit } = wanted;
  let outbid = highestBid(parts, nonce);
  for (let bid = 1; ; bid += 1) {
    const fees = await dex.fees(outbid);
    const { hash, raw } = await dex.sign({ call, nonce, gasLimit, ...fees });
    note(parts, { kind, intent, nonce, hash, ...fees, at: parts.clock.now() });
    const answer = await dex.broadcast(raw);
    if (answer.kind === 'taken') return { kind: 'taken', hash };
    if (bid === bids || !isOutbidden.test(answer.reason)) return answer;
    outbid = doubled(fees);
  }
}

/** Uses a nonce up by a transfer of nothing to the wallet itself. */
export function spendNonce(parts: WalletParts, intent: OrderIntent, nonce: number): Promise<WalletSent> {
  const call = { to: parts.dex.sender, data: '0x' };
  return sendFromWallet(parts, { kind: 'cancel', intent, nonce, call, gasLimit: selfTransferGas });
}

function highestBid({ transactions }: WalletParts, nonce: number): EvmFees | undefined {
  const known = transactions.entries().filter((entry) => entry.nonce === nonce);
  if (known.length === 0) return undefined;
  const highest = (of: (entry: LeftTransaction) => string) =>
    String(known.reduce((most, entry) => larger(most, BigInt(of(entry))), 0n));
  return {
    maxFeePerGas: highest((entry) => entry.maxFeePerGas),
    maxPriorityFeePerGas: highest((entry) => entry.maxPriorityFeePerGas),
  };
}

function larger(one: bigint, other: bigint): bigint {
  return one < other ? other : one;
}

function doubled({ maxFeePerGas, maxPriorityFeePerGas }: EvmFees): EvmFees {
  const twice = (fee: string) => String(2n * BigInt(fee));
  return { maxFeePerGas: twice(maxFeePerGas), maxPriorityFeePerGas: twice(maxPriorityFeePerGas) };
}

/** A file that cannot be written does not stop a kill. */
function note({ transactions, log }: WalletParts, left: LeftTransaction): void {
  try {
    transactions.append(left);
  } catch (cause) {
    log.error(
      { hash: left.hash, nonce: left.nonce, cause: String(cause) },
      'A transaction could not be written down',
    );
  }
}
