import type { Fill } from '../../domain/Fill.ts';
import type { OrderIntent } from '../../domain/Order.ts';
import type { Dex } from '../../venues/evm/Dex.ts';
import type { OrderReport, VenueOrderStatus } from '../../venues/Venue.ts';
import type { LeftTransaction } from './TransactionFile.ts';
import { toFill } from './toFill.ts';

/** An order with what of it has left the wallet, oldest first. */
export type LeftOrder = { intent: OrderIntent; transactions: readonly LeftTransaction[] };

/** What the chain says of it. `isFinal`: nothing takes that back. */
export type LeftOutcome = { report: OrderReport; fill: Fill | null; isFinal: boolean };

/** Orders of which anything has left. */
export function leftOrders(entries: readonly LeftTransaction[]): LeftOrder[] {
  const orders = new Map<string, LeftTransaction[]>();
  for (const entry of entries) {
    const own = orders.get(entry.intent.id) ?? [];
    orders.set(entry.intent.id, [...own, entry]);
  }
  return [...orders.values()].flatMap((transactions) => {
    const [first] = transactions;
    return first ? [{ intent: first.intent, transactions }] : [];
  });
}

/** Nonces of an order's own calls that no block has used, which can still trade or block those behind them. */
export function pendingNonces({ transactions }: LeftOrder, minedCount: number): number[] {
  const own = transactions.filter(({ kind, nonce }) => nonce >= minedCount && trades.has(kind));
  return [...new Set(own.map(({ nonce }) => nonce))];
}

const trades: ReadonlySet<LeftTransaction['kind']> = new Set(['approve', 'swap']);

/**
 * Asks the chain, as its newest block has it, what became of an order.
 *
 * @throws VenueError when the chain could not be asked.
 */
export async function lookAtLeftOrder(dex: Dex, order: LeftOrder): Promise<LeftOutcome> {
  const { intent, transactions } = order;
  // Counted before receipts are looked for, so that a nonce that is seen as used has its receipt by then.
  const { minedCount } = await dex.counts();
  const swaps = transactions.filter(({ kind }) => kind === 'swap');
  const { receipt } = await dex.look({ hashes: swaps.map(({ hash }) => hash) });
  const fill = receipt?.succeeded ? toFill(dex, intent, receipt) : null;
  const isOpen = pendingNonces(order, minedCount).length > 0;
  const status: VenueOrderStatus = receipt
    ? receipt.succeeded
      ? 'filled'
      : 'rejected'
    : isOpen
      ? 'open'
      : 'cancelled';
  return {
    report: {
      instrument: intent.instrument,
      clientOrderId: intent.clientOrderId,
      venueOrderId: `nonce ${(swaps.at(-1) ?? transactions.at(-1))?.nonce}`,
      status,
      side: intent.side,
      type: intent.type,
      quantity: intent.quantity,
      filled: fill?.quantity ?? '0',
      price: intent.price,
      triggerPrice: intent.triggerPrice,
      at: receipt?.blockTime ?? transactions.at(-1)?.at ?? intent.createdAt,
    },
    fill,
    isFinal: receipt?.final ?? false,
  };
}
