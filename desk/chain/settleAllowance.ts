import type { OrderId } from '../../domain/ids.ts';
import type { Desk } from '../Desk.ts';
import type { EffectResult } from '../EffectResult.ts';
import type { Unit } from '../Runtime.ts';
import { revocationId } from './chainIds.ts';
import {
  asChain,
  type ChainState,
  chainAddress,
  hasLeft,
  inFlightStates,
  liveChainStates,
} from './chainStates.ts';
import { listChainStates } from './listChainStates.ts';
import { requireDex } from './requireDex.ts';
import { nextNonce } from './sendOnChain.ts';
import { allowedBy, startRevocation } from './startRevocation.ts';
import { tellChain } from './tellChain.ts';

const everyMs = 1_000;

/** An order's transactions: approval, swap, and the newest that takes an allowance back. */
type Group = { approval: ChainState; swap: ChainState; revocations: readonly ChainState[] };

/**
 * Follows an order's allowance to its end: whatever the swap has not used, or all of it where the swap never came, is
 * taken back. Comes again until final blocks hold everything and the allowance is zero. Named by the approval's instance.
 */
export async function settleAllowance(desk: Desk, params: { instance: OrderId }): Promise<EffectResult> {
  const again = { againAt: desk.clock.now() + everyMs };
  const group = await desk.runtime.transact(desk.account, (unit) => readGroup(unit, params.instance));
  if (!group) return null;
  const all = [group.approval, group.swap, ...group.revocations];
  if (all.some(({ status }) => inFlightStates.has(status))) {
    if (!liveChainStates.has(group.swap.status)) await takeBack(desk, params.instance);
    return again;
  }
  if (!hasLeft(group.approval.chain)) return null;
  const dex = requireDex(desk);
  const token = group.approval.chain.call.to;
  const spender = group.swap.chain.call.to;
  const allowance = await dex.allowance(token, spender);
  if (allowance === 0n) return all.some(({ status }) => liveChainStates.has(status)) ? again : null;
  const counts = await dex.counts();
  await desk.runtime.transact(desk.account, async (unit) => {
    const live = await listChainStates(desk, unit.repositories);
    if (live.some(({ status }) => inFlightStates.has(status))) return;
    const attempt = group.revocations.length;
    await startRevocation(unit, allowedBy(group.approval.chain), {
      attempt,
      nonce: nextNonce(desk, counts, live),
    });
  });
  return again;
}

/** A swap that has ended without its allowance needs none any more. Asked again, nothing changes. */
async function takeBack(desk: Desk, instance: OrderId): Promise<void> {
  await desk.runtime.transact(desk.account, async (unit) => {
    const stored = await unit.get(chainAddress(instance));
    if (!stored || !inFlightStates.has(stored.state)) return;
    if (asChain(stored).chain.cancelRequestedAt !== null) return;
    const reason = 'Its swap has ended.';
    await tellChain(desk, unit, instance, { type: 'cancel.requested', reason, at: unit.now });
  });
}

async function readGroup(unit: Unit, approval: OrderId): Promise<Group | undefined> {
  const stored = await unit.get(chainAddress(approval));
  if (!stored) return undefined;
  const { id } = asChain(stored).chain.intent;
  const swap = await unit.get(chainAddress(id));
  if (!swap) return undefined;
  const revocations: ChainState[] = [];
  for (let attempt = 0; ; attempt += 1) {
    const found = await unit.get(chainAddress(revocationId(id, attempt)));
    if (!found) return { approval: asChain(stored), swap: asChain(swap), revocations };
    revocations.push(asChain(found));
  }
}
