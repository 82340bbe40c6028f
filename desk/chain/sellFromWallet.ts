import type { ClearedOrder, EmergencyOrder } from '../../domain/ClearedOrder.ts';
import { pause } from '../../domain/pause.ts';
import { encodeApproval } from '../../venues/evm/encodeSwap.ts';
import type { NonceCounts } from '../../venues/evm/planSwap.ts';
import type { MayLeave, SendOutcome } from '../../venues/Venue.ts';
import { VenueError } from '../../venues/VenueError.ts';
import { type LeftOutcome, leftOrders, lookAtLeftOrder } from './leftOrders.ts';
import { withGasMargin } from './planOnChain.ts';
import { sendFromWallet, spendNonce, type WalletCall } from './sendFromWallet.ts';
import type { WalletParts } from './WalletParts.ts';

const deadlineMs = 120_000;
/** How long a sale is waited for; past it the next try cancels it first. */
const patienceMs = 60_000;
/** A block later, fees may have risen above what was offered. */
const outbidEveryMs = 15_000;
const lookEveryMs = 500;

/** Code of a sale that would fail as the chain stands; nothing of it has left. */
export const simulationFailed = 'evm.simulation';

type Calls = readonly [approval: WalletCall, swap: WalletCall];

/**
 * Sells what is held at once, without the database: allows exactly that, swaps it for at least the order's price and at
 * least the reference price less the emergency slippage, waits for a block, and takes back what is left of the allowance.
 * It takes the first nonce that is none of the kill switch's own; what the desk had sent for it loses.
 */
export async function sellFromWallet(
  parts: WalletParts,
  order: ClearedOrder | EmergencyOrder,
  mayLeave: MayLeave,
): Promise<SendOutcome> {
  const calls = await planSale(parts, order).catch(notSent);
  if ('outcome' in calls) return calls.outcome;
  const withheld = await mayLeave();
  if (withheld !== undefined) return { kind: 'retryLater', reason: withheld };
  const left = await leave(parts, calls.plan);
  if (left) return left;
  return waitFor(parts, order, calls, mayLeave);
}

/** Nothing has left before it is planned. */
function notSent(cause: unknown): { outcome: SendOutcome } {
  if (!(cause instanceof VenueError)) throw cause;
  return { outcome: { kind: 'retryLater', reason: cause.message } };
}

async function planSale(
  parts: WalletParts,
  order: ClearedOrder | EmergencyOrder,
): Promise<{ plan: Calls; spender: string; token: string } | { outcome: SendOutcome }> {
  const { dex, clock } = parts;
  const plan = await dex.plan({
    ...{ instrument: order.instrument, side: order.side, quantity: order.quantity, priceCap: order.price },
    slippagePercent: String(dex.emergencySlippagePercent),
    deadline: clock.now() + deadlineMs,
  });
  const { gas } = plan.simulated;
  if (!gas) {
    const reason = `simulated, the sale fails: the pool gives less than the emergency slippage of ${dex.emergencySlippagePercent}% allows, or the token cannot be sold`;
    return { outcome: { kind: 'rejected', code: simulationFailed, reason } };
  }
  const first = await freeNonces(parts, order, plan);
  const about = { intent: { ...order } };
  return {
    ...{ spender: plan.router, token: plan.tokenIn.address },
    plan: [
      { ...about, kind: 'approve', nonce: first, call: plan.approval, gasLimit: withGasMargin(gas.approval) },
      { ...about, kind: 'swap', nonce: first + 1, call: plan.swap, gasLimit: withGasMargin(gas.swap) },
    ],
  };
}

/**
 * The first nonce behind those that the kill switch has under way. Whatever else waits in front of it, perhaps for a fee
 * that no block takes, is used up.
 */
async function freeNonces(
  parts: WalletParts,
  order: ClearedOrder | EmergencyOrder,
  counts: NonceCounts,
): Promise<number> {
  const { minedCount } = counts;
  const own = ownNonces(parts, counts);
  const first = Math.max(minedCount, ...own.map((nonce) => nonce + 1));
  for (let nonce = minedCount; nonce < first; nonce += 1)
    if (!own.includes(nonce)) await spendNonce(parts, { ...order }, nonce);
  return first;
}

/** Nonces that the kill switch has under way. One that the node has lost is free again, or it would leave a gap. */
export function ownNonces(
  { transactions }: Pick<WalletParts, 'transactions'>,
  { minedCount, pendingCount }: NonceCounts,
): number[] {
  const newest = new Map(transactions.entries().map((entry) => [entry.nonce, entry]));
  return [...newest.values()]
    .filter(({ kind, intent }) => kind === 'cancel' || intent.role === 'emergency')
    .map(({ nonce }) => nonce)
    .filter((nonce) => nonce >= minedCount && nonce < pendingCount);
}

/** What keeps the sale from being waited for; undefined when both are with the node. */
async function leave(parts: WalletParts, [approval, swap]: Calls): Promise<SendOutcome | undefined> {
  let isSwapOut = false;
  try {
    const approved = await sendFromWallet(parts, approval);
    if (approved.kind === 'refused') return { kind: 'retryLater', reason: approved.reason };
    isSwapOut = true;
    const swapped = await sendFromWallet(parts, swap);
    return swapped.kind === 'refused' ? { kind: 'retryLater', reason: swapped.reason } : undefined;
  } catch (cause) {
    if (!(cause instanceof VenueError)) throw cause;
    // A byte may have left: whether it did, the chain says.
    return isSwapOut ? undefined : { kind: 'retryLater', reason: cause.message };
  }
}

async function waitFor(
  parts: WalletParts,
  order: ClearedOrder | EmergencyOrder,
  { plan, token, spender }: { plan: Calls; token: string; spender: string },
  mayLeave: MayLeave,
): Promise<SendOutcome> {
  const { clock } = parts;
  const until = clock.now() + patienceMs;
  let bidAt = clock.now();
  let reason = 'no block has it yet';
  while (clock.now() < until) {
    try {
      const outcome = await lookOnce(parts, order);
      if (outcome && outcome.report.status !== 'open') {
        await takeBack(parts, plan[1], { token, spender });
        return toOutcome(outcome);
      }
      if (clock.now() - bidAt >= outbidEveryMs) {
        bidAt = clock.now();
        for (const call of plan) await sendFromWallet(parts, call);
      }
    } catch (cause) {
      if (!(cause instanceof VenueError)) throw cause;
      reason = cause.message;
    }
    const withheld = await mayLeave();
    if (withheld !== undefined) return { kind: 'unknown', reason: withheld };
    await pause(clock, lookEveryMs);
  }
  return { kind: 'unknown', reason };
}

async function lookOnce(
  { dex, transactions }: WalletParts,
  order: ClearedOrder | EmergencyOrder,
): Promise<LeftOutcome | undefined> {
  const left = leftOrders(transactions.entries()).find(({ intent }) => intent.id === order.id);
  return left && lookAtLeftOrder(dex, left);
}

function toOutcome({ report }: LeftOutcome): SendOutcome {
  switch (report.status) {
    case 'filled':
      return { kind: 'accepted', report };
    case 'rejected':
      return { kind: 'rejected', code: 'evm.reverted', reason: 'the chain undid the sale; gas was paid' };
    default:
      return { kind: 'retryLater', reason: 'another transaction of the wallet used its nonce' };
  }
}

/** A sale that was undone leaves its allowance; taking it back is not waited for. */
async function takeBack(
  parts: WalletParts,
  { intent, gasLimit }: WalletCall,
  { token, spender }: { token: string; spender: string },
): Promise<void> {
  const { dex } = parts;
  if ((await dex.allowance(token, spender)) === 0n) return;
  const counts = await dex.counts();
  const nonce = Math.max(counts.minedCount, ...ownNonces(parts, counts).map((own) => own + 1));
  await sendFromWallet(parts, {
    kind: 'revoke',
    intent,
    nonce,
    call: encodeApproval(token, spender, 0n),
    gasLimit,
  });
}
