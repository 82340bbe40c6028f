import { deskActor } from '../../domain/actor.ts';
import type { OrderId } from '../../domain/ids.ts';
import type { OrderIntent, OrderRole } from '../../domain/Order.ts';
import type { Desk } from '../Desk.ts';
import type { EffectResult } from '../EffectResult.ts';
import { asOrder, orderAddress } from '../machineStates.ts';
import { listOrderStates } from '../orders/listOrderStates.ts';
import type { Unit } from '../Runtime.ts';
import { raiseAlertOnce } from '../raiseAlert.ts';
import { type ChainState, inFlightStates } from './chainStates.ts';
import { listChainStates } from './listChainStates.ts';
import { requireDex } from './requireDex.ts';
import { allowedBy } from './startRevocation.ts';

const lookAgainMs = 500;

/** Who goes first: what ends a position never waits behind what opens one. */
const rank: Readonly<Record<OrderRole, number>> = { emergency: 0, protection: 0, exit: 1, entry: 2 };

/**
 * A wallet sends one order at a time, since two allowances for one router would overwrite each other. Answers when an
 * intended order is to be looked at again, or null when it is its turn; one that has waited for too long lapses.
 */
export async function awaitTurn(desk: Desk, params: { order: OrderId }): Promise<EffectResult> {
  const seen = await desk.runtime.transact(desk.account, (unit) => look(desk, unit, params.order));
  const ahead = seen?.ahead ?? (await findUnsettled(desk, seen?.mined ?? []));
  if (!seen || ahead === undefined) return null;
  return desk.runtime.transact(desk.account, (unit) => wait(unit, seen.intent, ahead));
}

/** `ahead`: what goes first. `mined`: allowances in a block that may leave something to be taken back. */
type Seen = { intent: OrderIntent; ahead: OrderId | undefined; mined: ChainState[] };

async function look(desk: Desk, unit: Unit, id: OrderId): Promise<Seen | undefined> {
  const stored = await unit.get(orderAddress(id));
  if (!stored || asOrder(stored).status !== 'intended') return undefined;
  const { intent } = asOrder(stored).order;
  const live = await listChainStates(desk, unit.repositories);
  const underWay = live.find(({ status }) => inFlightStates.has(status));
  const line = await listOrderStates(desk, unit.repositories, { states: ['intended'] });
  const first = line.map(({ order }) => order.intent).sort(inTurn)[0];
  return {
    intent,
    ahead: underWay?.chain.intent.id ?? (first?.id === id ? undefined : first?.id),
    mined: live.filter(({ chain }) => chain.call.kind === 'approve'),
  };
}

/** The order whose allowance is still to be taken back: a transaction of its is about to need a nonce. */
async function findUnsettled(desk: Desk, approvals: readonly ChainState[]): Promise<OrderId | undefined> {
  for (const { chain } of approvals) {
    const { token, spender } = allowedBy(chain);
    if ((await requireDex(desk).allowance(token, spender)) !== 0n) return chain.intent.id;
  }
  return undefined;
}

async function wait(unit: Unit, intent: OrderIntent, ahead: OrderId): Promise<EffectResult> {
  if (unit.now > intent.sendBefore) {
    const reason = `The wallet sends one order at a time, and ${ahead} was under way for longer than an approved order may wait. Nothing of this one was sent. Refresh its proposal and approve it again.`;
    await unit.tell(orderAddress(intent.id), { type: 'intent.lapsed', reason, at: unit.now }, deskActor);
    return null;
  }
  const until = new Date(intent.sendBefore).toISOString().slice(11, 19);
  await raiseAlertOnce(unit, {
    severity: 'info',
    code: 'order.queued',
    subject: intent.id,
    message: `${intent.id} waits in line: the wallet sends one order at a time, and ${ahead} is under way. It goes out after that by itself, until ${until} UTC; past it, it comes back for approval. Cancel ${ahead} to have it go sooner.`,
  });
  return { againAt: unit.now + lookAgainMs };
}

/** Sorts intents by who is to be sent first. */
export function inTurn(one: OrderIntent, other: OrderIntent): number {
  const byTime = one.createdAt - other.createdAt || (one.id < other.id ? -1 : 1);
  return rank[one.role] - rank[other.role] || byTime;
}
