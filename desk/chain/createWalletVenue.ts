import { Decimal, decimal } from '../../domain/decimal.ts';
import type { Instrument } from '../../domain/Instrument.ts';
import type { InstrumentId } from '../../domain/ids.ts';
import type { OrderRef, VenueFill } from '../../venues/Venue.ts';
import { VenueError } from '../../venues/VenueError.ts';
import type { KillVenue } from '../kill/KillVenue.ts';
import { type LeftOrder, leftOrders, lookAtLeftOrder, pendingNonces } from './leftOrders.ts';
import { readChainQuote } from './readChainQuote.ts';
import { sellFromWallet, simulationFailed } from './sellFromWallet.ts';
import { isUsedUp, spendNonce } from './sendFromWallet.ts';
import { toInstrument } from './toInstrument.ts';
import type { WalletParts } from './WalletParts.ts';

/** How long a cancellation waits for a block before it is outbid by another. */
const cancelAgainMs = 12_000;

/**
 * A DEX as the kill switch sees it: the chain's newest block, and what is written down of what has left. It needs no
 * database, works beside a desk that hangs, and uses nonces of its own: where both have sent for one, a block takes one of
 * the two, and the other can never trade.
 */
export function createWalletVenue(parts: WalletParts): KillVenue {
  const { dex, transactions, clock } = parts;
  const orders = () => leftOrders(transactions.entries());
  const find = ({ clientOrderId }: Pick<OrderRef, 'clientOrderId'>): LeftOrder | undefined =>
    orders().find(({ intent }) => intent.clientOrderId === clientOrderId);
  const open = async (): Promise<LeftOrder[]> => {
    const { minedCount } = await dex.counts();
    return orders().filter((order) => pendingNonces(order, minedCount).length > 0);
  };
  const instruments = new Map([...dex.markets].map(([id, market]) => [id, toInstrument(market)]));
  return {
    id: dex.id,
    label: dex.label,
    instruments,
    fetchQuote: (instrument) => readChainQuote({ dex, clock }, instrument),
    async sendOrder(order, mayLeave) {
      const outcome = await sellFromWallet(parts, order, mayLeave);
      const known = instruments.get(order.instrument);
      // A pool gives less for each unit of a larger sale, so the next try offers half.
      if (known && outcome.kind === 'rejected' && outcome.code === simulationFailed)
        instruments.set(order.instrument, { ...known, maxQuantity: halfOf(order.quantity, known) });
      return outcome;
    },
    async cancelOrder(ref) {
      const order = find(ref);
      const { minedCount } = await dex.counts();
      const nonces = order ? pendingNonces(order, minedCount) : [];
      if (!order || nonces.length === 0) return 'gone';
      for (const nonce of nonces) {
        const newest = transactions.entries().findLast((entry) => entry.nonce === nonce);
        if (newest?.kind === 'cancel' && clock.now() - newest.at < cancelAgainMs) continue;
        const sent = await spendNonce(parts, order.intent, nonce);
        if (sent.kind === 'refused' && !isUsedUp.test(sent.reason))
          throw new VenueError('evm.cancel', `The node did not take the cancellation: ${sent.reason}`);
      }
      return 'requested';
    },
    async fetchOrder(ref) {
      const order = find(ref);
      return order ? (await lookAtLeftOrder(dex, order)).report : 'absent';
    },
    async fetchOpenOrders() {
      const found = await open();
      const looks = await Promise.all(found.map((order) => lookAtLeftOrder(dex, order)));
      return looks.map(({ report }) => report).filter(({ status }) => status === 'open');
    },
    fetchFills: (instrument, since) => fillsOf(parts, { instrument, since, finalOnly: false }),
    async fetchBalances() {
      const held = await dex.holdings('latest');
      return new Map([...held].map(([symbol, free]) => [symbol, { free, locked: '0' }]));
    },
  };
}

function halfOf(quantity: string, { minQuantity }: Instrument): string {
  return Decimal.max(decimal(quantity).div(2), decimal(minQuantity)).toString();
}

/** Executions of what has left, oldest first; `isWanted` narrows the orders that are asked about. */
export async function fillsOf(
  { dex, transactions }: Pick<WalletParts, 'dex' | 'transactions'>,
  {
    instrument,
    since,
    finalOnly,
    isWanted = () => true,
  }: {
    instrument: InstrumentId;
    since: number;
    finalOnly: boolean;
    isWanted?: (order: LeftOrder) => boolean;
  },
): Promise<VenueFill[]> {
  const orders = leftOrders(transactions.entries()).filter(
    (order) => order.intent.instrument === instrument && isWanted(order) && leftAfter(order, since),
  );
  const looks = await Promise.all(orders.map((order) => lookAtLeftOrder(dex, order)));
  return looks
    .flatMap(({ fill, report, isFinal }) => {
      if (!fill || fill.at < since || (finalOnly && !isFinal)) return [];
      const { order: _, account: __, ...rest } = fill;
      const { clientOrderId, venueOrderId } = report;
      return [{ ...rest, clientOrderId, venueOrderId }];
    })
    .sort((one, other) => one.at - other.at);
}

/** What left long before a time may still be mined after it, by minutes and not by hours. */
const slowestMs = 3_600_000;

function leftAfter({ transactions }: LeftOrder, since: number): boolean {
  return transactions.some(({ at }) => at >= since - slowestMs);
}
