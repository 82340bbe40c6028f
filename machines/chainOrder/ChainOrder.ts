import type { Actor } from '../../domain/actor.ts';
import type { Fill } from '../../domain/Fill.ts';
import type { OrderIntent } from '../../domain/Order.ts';

/** Fees in wei per gas as decimal strings (EIP-1559). */
export type Fees = { maxFeePerGas: string; maxPriorityFeePerGas: string };

/** One transaction signed for the order's nonce. `cancel`: sends nothing to oneself, only to use the nonce up. */
export type SignedTransaction = Fees & {
  hash: string;
  /** The signed bytes as hex, so that exactly these leave, whichever process sends them. */
  raw: string;
  purpose: 'order' | 'cancel';
  /** When it was last about to leave (epoch ms); null while no byte of it has. */
  broadcastAt: number | null;
};

/** What a block says of a transaction. `fills` are empty unless it succeeded. */
export type Receipt = {
  hash: string;
  blockHash: string;
  blockNumber: number;
  status: 'succeeded' | 'reverted';
  fills: readonly Fill[];
};

/**
 * What a transaction calls. `swap` trades; `approve` lets the router take exactly what goes in, `revoke` takes back what
 * is left of that, and `fill` only uses a nonce up that holds up later ones. All belong to one order, and each has a nonce
 * of its own.
 */
export type ChainCall = {
  kind: 'swap' | 'approve' | 'revoke' | 'fill';
  to: string;
  data: string;
  gasLimit: string;
  /** Most that the transaction may cost in fees, in wei; null where that is not bounded. */
  maxFeeWei: string | null;
  /** The instance that has to leave before this one: an order's approval; null for none. */
  after: string | null;
};

/** Context of `chainOrder@1`. */
export type ChainOrder = {
  intent: OrderIntent;
  call: ChainCall;
  chainId: number;
  /** Address that signs, and the nonce of it that belongs to this order alone. */
  sender: string;
  nonce: number;
  /** Block time after which the call reverts by itself (epoch ms). */
  deadline: number;
  /** Every transaction signed for the nonce, oldest first; at most one of them can ever be final. */
  transactions: readonly SignedTransaction[];
  /** The receipt in a block that may still be taken back; null when there is none. */
  mined: Receipt | null;
  /** Receipts in final blocks; what was traded is computed from them. */
  receipts: readonly Receipt[];
  cancelRequestedAt: number | null;
  reason: string | null;
  updatedAt: number;
};

export type ChainOrderInput = Pick<
  ChainOrder,
  'intent' | 'call' | 'chainId' | 'sender' | 'nonce' | 'deadline'
>;

/** What happens to a chain order. Every event carries its own time; the machine reads no clock. */
export type ChainOrderEvent =
  | { type: 'transaction.signed'; transaction: Omit<SignedTransaction, 'broadcastAt'>; at: number }
  | { type: 'broadcast.began'; hash: string; at: number }
  | { type: 'broadcast.refused'; hash: string; reason: string; at: number }
  | { type: 'intent.lapsed'; reason: string; at: number }
  | { type: 'transaction.mined'; receipt: Receipt; at: number }
  | { type: 'transaction.reorged'; hash: string; blockHash: string; at: number }
  | { type: 'transaction.dropped'; hash: string; at: number }
  | { type: 'transaction.finalised'; receipt: Receipt; at: number }
  | { type: 'nonce.finalised'; hash: string; at: number }
  | { type: 'deadline.passed'; finalBlockTime: number; at: number }
  | { type: 'replacement.requested'; reason: string; at: number }
  | { type: 'cancel.requested'; reason: string; at: number }
  | { type: 'quarantine.accepted'; by: Actor; reason: string; at: number }
  | { type: 'quarantine.writtenOff'; by: Actor; reason: string; at: number };

/** What each event says, for the document of the machines. */
export const chainOrderEvents: Readonly<Record<ChainOrderEvent['type'], string>> = {
  'transaction.signed':
    'A transaction for the nonce is signed and its hash is stored; nothing of it has left.',
  'broadcast.began': 'The transaction is about to leave; stored before its first byte does.',
  'broadcast.refused': 'The node did not take it. It may still be mined if another node has it.',
  'intent.lapsed': 'The last look before it left said no, or it was too late.',
  'transaction.mined': 'A block that is not final yet contains one of the order’s transactions.',
  'transaction.reorged': 'The block that contained it is no longer part of the chain.',
  'transaction.dropped': 'No pool that was asked has it any more; that proves nothing.',
  'transaction.finalised': 'A final block contains one of the order’s transactions.',
  'nonce.finalised': 'A final block contains a transaction with the order’s nonce.',
  'deadline.passed': 'A final block is later than the call’s deadline.',
  'replacement.requested': 'It waits for too long; the same order is to go out with a higher fee.',
  'cancel.requested': 'A person, the kill switch or the desk wants it gone.',
  'quarantine.accepted': 'A person with a reason takes the receipts that are booked as the truth.',
  'quarantine.writtenOff': 'A person with a reason closes it with the receipts that are booked.',
};
