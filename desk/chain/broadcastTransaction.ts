import type { OrderId } from '../../domain/ids.ts';
import type { ChainOrder, ChainOrderEvent, SignedTransaction } from '../../machines/chainOrder/ChainOrder.ts';
import type { Desk } from '../Desk.ts';
import type { EffectResult } from '../EffectResult.ts';
import { lastLook } from '../lastLook.ts';
import { asChain, type ChainState, chainAddress, hasLeft, liveChainStates, newestOf } from './chainStates.ts';
import { requireDex } from './requireDex.ts';
import { never } from './sendOnChain.ts';
import { tellChain } from './tellChain.ts';

const waitMs = 250;
const withheldMs = 1_000;
/** Nodes' words for a fee that does not replace what they have, or is below what the next block takes. */
const isOutbidden = /underpriced|fee too low|less than block base fee/i;

/**
 * Lets the newest signed transaction leave. That it is about to is stored before its first byte does, so a process that
 * dies in between finds it as one that may have left. Answers when to try again.
 */
export async function broadcastTransaction(desk: Desk, params: { instance: OrderId }): Promise<EffectResult> {
  const { instance } = params;
  const found = await read(desk, instance);
  const newest = found.state && newestOf(found.state.chain);
  if (found.state?.status !== 'signed' || !newest) return null;
  const { chain } = found.state;
  const isFirst = !hasLeft(chain);
  if (isFirst && found.before !== 'left') {
    // A later nonce is no use before the earlier one, and an allowance that never came would make the swap fail.
    if (found.before === 'waiting') return { againAt: desk.clock.now() + waitMs };
    await lapse(desk, instance, 'The allowance that it needs was not asked for, so it was not sent.');
    return null;
  }
  const withheld = await (isFirst ? look(desk, found.state) : withheldAgain(desk, found.state, newest));
  if (withheld !== undefined) {
    // What left before may still be mined, or wait for ever for its fee: then only what replaces it goes on.
    if (!isFirst) return { againAt: desk.clock.now() + withheldMs };
    await lapse(desk, instance, withheld);
    return null;
  }
  await leave(desk, instance, newest);
  return null;
}

/** Stores that a transaction leaves now, and hands it to the node; what left once may leave again. */
export async function leave(desk: Desk, instance: OrderId, transaction: SignedTransaction): Promise<void> {
  const { hash, raw } = transaction;
  const leaving = await desk.runtime.transact(desk.account, async (unit) => {
    const after = await tellChain(desk, unit, instance, { type: 'broadcast.began', hash, at: unit.now });
    if (after) return after.chain;
    const reason = 'It was not sent in time. The price may be another by now.';
    // Refused by the machine where a byte of it has left already: then only the chain ends it.
    await tellChain(desk, unit, instance, { type: 'intent.lapsed', reason, at: unit.now });
    return undefined;
  });
  if (!leaving) return;
  noteLeaving(desk, leaving, transaction);
  const answer = await requireDex(desk).broadcast(raw);
  if (answer.kind === 'taken') return;
  await desk.runtime.transact(desk.account, async (unit) => {
    const refusal = { hash, reason: answer.reason, at: unit.now };
    const refused = await tellChain(desk, unit, instance, { type: 'broadcast.refused', ...refusal });
    // Another transaction with this nonce lies in the pool, e.g. of an order whose deadline has passed.
    if (refused && isOutbidden.test(answer.reason))
      await tellChain(desk, unit, instance, outbidEvent(refused.chain, 'Its fee is too low.', unit.now));
  });
}

/** Written down where the kill switch finds it without the database; what cannot be does not leave. */
function noteLeaving(desk: Desk, { call, nonce, intent }: ChainOrder, transaction: SignedTransaction): void {
  const { hash, purpose, maxFeePerGas, maxPriorityFeePerGas } = transaction;
  const file = desk.transactions;
  if (!file || file.entries().some((entry) => entry.hash === hash)) return;
  const kind = purpose === 'cancel' ? 'cancel' : call.kind;
  file.append({ kind, intent, nonce, hash, maxFeePerGas, maxPriorityFeePerGas, at: desk.clock.now() });
}

/** Asks for a higher fee, of the order's call or of its cancellation. */
export function outbidEvent(
  { cancelRequestedAt }: Pick<ChainState['chain'], 'cancelRequestedAt'>,
  reason: string,
  at: number,
): ChainOrderEvent {
  return { type: cancelRequestedAt === null ? 'replacement.requested' : 'cancel.requested', reason, at };
}

/** What keeps it back at the last moment. What only tidies up is kept back by nothing but the lease. */
async function look(desk: Desk, { chain }: Pick<ChainState, 'chain'>): Promise<string | undefined> {
  if (chain.call.kind === 'revoke' || chain.call.kind === 'fill')
    return desk.runtime.mayLeave(desk.account, 0);
  return lastLook(desk, chain.intent)();
}

/** What keeps a transaction back that had left before: the kill switch and the lease, and no longer its time to be sent. */
export async function withheldAgain(
  desk: Desk,
  { chain }: ChainState,
  { purpose }: Pick<SignedTransaction, 'purpose'>,
): Promise<string | undefined> {
  if (purpose === 'cancel') return desk.runtime.mayLeave(desk.account, 0);
  return look(desk, { chain: { ...chain, intent: { ...chain.intent, sendBefore: never } } });
}

type Found = { state: ChainState | undefined; before: 'left' | 'waiting' | 'never' };

async function read(desk: Desk, instance: OrderId): Promise<Found> {
  return desk.runtime.transact(desk.account, async (unit) => {
    const stored = await unit.get(chainAddress(instance));
    const state = stored && asChain(stored);
    const after = state?.chain.call.after;
    if (!state || !after) return { state, before: 'left' };
    const earlier = await unit.get({ machine: 'chainOrder@1', instance: after });
    if (!earlier) return { state, before: 'never' };
    const { chain, status } = asChain(earlier);
    if (status === 'cancelled' || status === 'replaced') return { state, before: 'never' };
    if (hasLeft(chain)) return { state, before: 'left' };
    return { state, before: liveChainStates.has(status) ? 'waiting' : 'never' };
  });
}

async function lapse(desk: Desk, instance: OrderId, reason: string): Promise<void> {
  await desk.runtime.transact(desk.account, async (unit) => {
    await tellChain(desk, unit, instance, { type: 'intent.lapsed', reason, at: unit.now });
  });
}
