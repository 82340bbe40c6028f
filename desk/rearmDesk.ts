import type { Actor } from '../domain/actor.ts';
import type { KillView } from '../domain/views.ts';
import type { Desk } from './Desk.ts';
import { killAddress } from './machineStates.ts';
import { readKill } from './read/readKill.ts';

export type RearmResult =
  | { kind: 'rearmed'; kill: KillView }
  | { kind: 'conflict'; message: string; kill: KillView }
  | { kind: 'forbidden'; message: string };

/** Takes the kill switch back. Only a person with the approver's credential and a reason can. */
export async function rearmDesk(desk: Desk, params: { reason: string; actor: Actor }): Promise<RearmResult> {
  const { reason, actor } = params;
  if (actor.role !== 'approver') {
    return {
      kind: 'forbidden',
      message: 'Rearming takes the approver’s credential. The kill switch stays on.',
    };
  }
  const result = await desk.runtime.transact(desk.account, async (unit): Promise<RearmResult> => {
    const after = await unit.tell(
      killAddress(desk.account),
      { type: 'rearm.requested', by: actor, reason, at: unit.now },
      actor,
    );
    const kill = await readKill(desk, unit);
    if (after.handled) return { kind: 'rearmed', kill };
    const message =
      kill.state === 'armed'
        ? 'The kill switch is not on; there is nothing to rearm.'
        : `The kill is still ${kill.state}. It can be rearmed when the venue has confirmed it.`;
    return { kind: 'conflict', message, kill };
  });
  if (result.kind === 'rearmed') desk.latch.clear();
  return result;
}
