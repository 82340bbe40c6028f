import type { OrderId } from '../../domain/ids.ts';
import type { ChainOrderEvent, Receipt } from '../../machines/chainOrder/ChainOrder.ts';
import type { Dex } from '../../venues/evm/Dex.ts';
import type { NonceSighting, SeenReceipt } from '../../venues/evm/lookAtNonce.ts';
import type { Desk } from '../Desk.ts';
import { leave, outbidEvent, withheldAgain } from './broadcastTransaction.ts';
import { asChain, type ChainState, chainAddress, hasLeft, liveChainStates, newestOf } from './chainStates.ts';
import { requireDex } from './requireDex.ts';
import { tellChain } from './tellChain.ts';
import { toFill } from './toFill.ts';

/** How long a transaction waits for a block before it is outbid. */
const patienceMs = 45_000;

/**
 * Asks the chain what became of a transaction that may have left, and books it. What no pool has any more leaves again;
 * what waits for long is outbid. Throws `VenueError` when the chain could not be asked.
 */
export async function lookAtTransaction(desk: Desk, params: { instance: OrderId }): Promise<void> {
  const { instance } = params;
  const state = await read(desk, instance);
  if (!state || !hasLeft(state.chain)) return;
  const dex = requireDex(desk);
  const hashes = state.chain.transactions.map(({ hash }) => hash);
  const sighting = await dex.look({ hashes });
  const after = await desk.runtime.transact(desk.account, async (unit) => {
    const stored = await unit.get(chainAddress(instance));
    // What was signed meanwhile was not looked for, so it is for the next look.
    if (!stored || asChain(stored).chain.transactions.length !== hashes.length) return undefined;
    for (const event of toEvents(asChain(stored), sighting, { dex, now: unit.now }))
      await tellChain(desk, unit, instance, event);
    const now = await unit.get(chainAddress(instance));
    return now && asChain(now);
  });
  const newest = after && newestOf(after.chain);
  if (!newest || (after.status !== 'dropped' && after.status !== 'reorged')) return;
  if ((await withheldAgain(desk, after, newest)) === undefined) await leave(desk, instance, newest);
}

async function read(desk: Desk, instance: OrderId): Promise<ChainState | undefined> {
  const stored = await desk.runtime.transact(desk.account, (unit) => unit.get(chainAddress(instance)));
  const state = stored && asChain(stored);
  return state && liveChainStates.has(state.status) ? state : undefined;
}

/** What a sighting says, as events; those that are no news are ignored by the machine. */
function toEvents(
  { chain, status }: ChainState,
  { receipt, final, finalCount, known }: NonceSighting,
  { dex, now: at }: { dex: Dex; now: number },
): ChainOrderEvent[] {
  if (receipt) {
    const seen = toReceipt(dex, chain, receipt);
    return [
      receipt.final
        ? { type: 'transaction.finalised', receipt: seen, at }
        : { type: 'transaction.mined', receipt: seen, at },
    ];
  }
  const { mined, nonce, deadline } = chain;
  const events: ChainOrderEvent[] = [];
  if (mined) {
    const { hash, blockHash } = mined;
    events.push({ type: 'transaction.reorged', hash, blockHash, at });
  }
  // None of ours has a receipt although a final block used the nonce: it was another's.
  if (finalCount > nonce) events.push({ type: 'nonce.finalised', hash: `another with nonce ${nonce}`, at });
  events.push({ type: 'deadline.passed', finalBlockTime: Math.min(final.time, deadline + 1), at });
  const newest = newestOf(chain);
  if (!newest || newest.broadcastAt === null) return events;
  if (!known.has(newest.hash)) events.push({ type: 'transaction.dropped', hash: newest.hash, at });
  else if (status === 'broadcast' && at - newest.broadcastAt >= patienceMs && at < deadline)
    events.push(outbidEvent(chain, 'It waits for too long.', at));
  return events;
}

function toReceipt(dex: Dex, chain: ChainState['chain'], seen: SeenReceipt): Receipt {
  const { hash, blockHash, blockNumber, succeeded } = seen;
  const fill = succeeded && chain.call.kind === 'swap' ? toFill(dex, chain.intent, seen) : null;
  return {
    hash,
    blockHash,
    blockNumber,
    status: succeeded ? 'succeeded' : 'reverted',
    fills: fill ? [fill] : [],
  };
}
