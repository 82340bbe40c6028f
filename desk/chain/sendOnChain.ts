import { deskActor } from '../../domain/actor.ts';
import type { ClearedOrder } from '../../domain/ClearedOrder.ts';
import type { OrderId } from '../../domain/ids.ts';
import type { ChainCall, ChainOrderInput } from '../../machines/chainOrder/ChainOrder.ts';
import type { NonceCounts } from '../../venues/evm/planSwap.ts';
import type { Desk } from '../Desk.ts';
import { asOrder, orderAddress } from '../machineStates.ts';
import { bookReport } from '../orders/recordReport.ts';
import type { Unit } from '../Runtime.ts';
import { approvalId } from './chainIds.ts';
import { asChain, chainAddress, inFlightStates } from './chainStates.ts';
import { listChainStates } from './listChainStates.ts';
import { toReport } from './mirrorOrder.ts';
import type { ChainPlan } from './planOnChain.ts';
import { ownNonces } from './sellFromWallet.ts';

/** Stands for no deadline: an allowance is asked for or taken back whenever that is. */
export const never = Number.MAX_SAFE_INTEGER;

/**
 * Stores the transactions of a cleared order, which is being sent, with the wallet's next nonces: its approval and its
 * swap. Nothing is signed before this is committed. One order of a wallet is under way at a time, since two allowances
 * for one router would overwrite each other; another one waits its turn.
 */
export async function sendOnChain(
  desk: Desk,
  unit: Unit,
  cleared: ClearedOrder,
  planned: ChainPlan | undefined,
): Promise<'stored' | 'deferred' | 'rejected'> {
  if (cleared.type !== 'limit') {
    const reason = `A chain holds no ${cleared.type} orders; the desk watches the price instead.`;
    await unit.tell(orderAddress(cleared.id), { type: 'send.rejected', reason, at: unit.now }, deskActor);
    return 'rejected';
  }
  if (!planned || planned.plan.simulated.out === null) {
    const reason = planned
      ? 'Simulated, the swap fails as the chain stands.'
      : 'The chain could not be asked.';
    await unit.tell(orderAddress(cleared.id), { type: 'send.deferred', reason, at: unit.now }, deskActor);
    return 'deferred';
  }
  const { plan, gas, maxFeeWei } = planned;
  const live = await listChainStates(desk, unit.repositories);
  if (live.some(({ status }) => inFlightStates.has(status))) {
    const reason = 'Another transaction of this wallet is under way; this order waits for it.';
    await unit.tell(orderAddress(cleared.id), { type: 'send.deferred', reason, at: unit.now }, deskActor);
    return 'deferred';
  }
  const intent = { ...cleared };
  const first = nextNonce(desk, plan, live);
  const approval = approvalId(cleared.id);
  const about = { intent, chainId: plan.chainId, sender: plan.sender };
  const call = (kind: ChainCall['kind'], gasLimit: string, after: OrderId | null): ChainCall => ({
    ...{ kind, gasLimit, maxFeeWei, after },
    ...(kind === 'swap' ? plan.swap : plan.approval),
  });
  const inputs: [OrderId, ChainOrderInput][] = [
    [approval, { ...about, call: call('approve', gas.approval, null), nonce: first, deadline: never }],
    [
      cleared.id,
      { ...about, call: call('swap', gas.swap, approval), nonce: first + 1, deadline: plan.deadline },
    ],
  ];
  for (const [instance, input] of inputs) await unit.start(chainAddress(instance), input, deskActor);
  unit.enqueue('settleAllowance', `chain/${approval}/settle`, { instance: approval });
  const [order, swap] = [await unit.get(orderAddress(cleared.id)), await unit.get(chainAddress(cleared.id))];
  if (order && swap) await bookReport(unit, asOrder(order), toReport(asChain(swap).chain, 'open', '0'));
  return 'stored';
}

/**
 * The wallet's next nonce: after those that blocks have used, those that are reserved, and those of the kill switch. One that was reserved and
 * never used up by a block is given out again, so none is left out.
 */
export function nextNonce(
  { transactions }: Pick<Desk, 'transactions'>,
  counts: NonceCounts,
  live: readonly { chain: { nonce: number } }[],
): number {
  const killing = transactions ? ownNonces({ transactions }, counts) : [];
  const taken = [...killing, ...live.map(({ chain }) => chain.nonce)];
  return Math.max(counts.minedCount, ...taken.map((nonce) => nonce + 1));
}
