import { deskActor } from '../../domain/actor.ts';
import type { OrderId } from '../../domain/ids.ts';
import type { ChainOrderEvent } from '../../machines/chainOrder/ChainOrder.ts';
import type { Desk } from '../Desk.ts';
import type { Unit } from '../Runtime.ts';
import { raiseAlertIn } from '../raiseAlert.ts';
import { asChain, type ChainState, chainAddress } from './chainStates.ts';
import { mirrorOrder } from './mirrorOrder.ts';

/**
 * Tells a transaction of an order what happened to it, and its order what that means for it, in the same unit of work.
 * Answers the state after it where it was news.
 */
export async function tellChain(
  desk: Desk,
  unit: Unit,
  instance: OrderId,
  event: ChainOrderEvent,
): Promise<ChainState | undefined> {
  const before = await unit.get(chainAddress(instance));
  const after = await unit.tell(chainAddress(instance), event, deskActor);
  if (!after.handled) return undefined;
  const state = asChain(after);
  if (before?.state !== after.state) callPerson(unit, instance, state);
  if (state.chain.call.kind === 'swap') await mirrorOrder(desk, unit, state);
  return state;
}

const worth: Readonly<Record<string, { severity: 'warning' | 'critical'; means: string }>> = {
  reverted: { severity: 'warning', means: 'Nothing was traded; the gas was paid.' },
  replaced: {
    severity: 'warning',
    means: 'Nothing was traded. The kill switch has cancelled it, or somebody else signs with the same key.',
  },
  expired: { severity: 'warning', means: 'Nothing was traded, and it can never trade.' },
  quarantined: {
    severity: 'critical',
    means: 'Its exposure stays reserved. Compare it with a block explorer before trading on.',
  },
};

function callPerson(unit: Unit, instance: OrderId, { chain, status }: ChainState): void {
  const { severity, means } = worth[status] ?? {};
  const { kind } = chain.call;
  // Whoever uses that nonce up, it is used up.
  if (!severity || kind === 'fill') return;
  raiseAlertIn(unit, {
    severity,
    code: `chain.${status}`,
    subject: chain.intent.id,
    message: `The ${kind} transaction of ${chain.intent.id} (${instance}, nonce ${chain.nonce}) is ${status}: ${chain.reason ?? 'no reason given'} ${means}`,
  });
}
