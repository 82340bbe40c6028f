import type { Actor } from '../domain/actor.ts';
import type { KillView } from '../domain/views.ts';
import { guardianCause } from '../machines/guardian/guardianCauses.ts';
import type { GuardianContext } from '../machines/guardian/guardianMachine.ts';
import type { Desk } from './Desk.ts';
import { mergeKillFile } from './kill/mergeKillFile.ts';
import { guardianAddress, killAddress } from './machineStates.ts';
import type { Unit } from './Runtime.ts';
import { readKill } from './read/readKill.ts';

export type RearmResult =
  | { kind: 'rearmed'; kill: KillView }
  | { kind: 'conflict'; message: string; kill: KillView }
  | { kind: 'forbidden'; message: string };

/**
 * Takes the kill switch back, and clears what the guardian has latched. Only a person with the approver's credential
 * and a reason can. A limit that is still exceeded is raised again at once.
 */
export async function rearmDesk(desk: Desk, params: { reason: string; actor: Actor }): Promise<RearmResult> {
  if (params.actor.role !== 'approver') {
    return {
      kind: 'forbidden',
      message: 'Rearming takes the approver’s credential. The kill switch stays on.',
    };
  }
  const setAt = latchedAt(desk);
  return desk.killing.alone(async () => {
    await mergeKillFile(desk);
    const result = await desk.runtime.transact(desk.account, (unit) => rearm(desk, unit, params));
    // A kill that was asked for meanwhile has set the latch anew, and stays.
    if (result.kind === 'rearmed' && desk.latch.clear(setAt)) desk.killing.end();
    return result;
  });
}

/** A latch that cannot be read is given up with the rearm: 0 is the time of none. */
function latchedAt(desk: Desk): number {
  try {
    return desk.latch.read()?.at ?? 0;
  } catch {
    return 0;
  }
}

async function rearm(desk: Desk, unit: Unit, params: { reason: string; actor: Actor }): Promise<RearmResult> {
  const { reason, actor } = params;
  const { progress } = desk.killing;
  const before = await readKill(desk, unit);
  if (before.state === 'killed' && progress && !progress.confirmed) {
    const message = `Something reached the venue after the kill was confirmed, and it is being dealt with. ${progress.left.join(' ')}`;
    return { kind: 'conflict', message, kill: before };
  }
  const event = { type: 'rearm.requested', by: actor, reason, at: unit.now };
  const after = await unit.tell(killAddress(desk.account), event, actor);
  const cleared = await clearLatched(desk, unit, params);
  const kill = await readKill(desk, unit);
  if (after.handled || (cleared > 0 && kill.state === 'armed')) return { kind: 'rearmed', kill };
  const message =
    kill.state === 'armed'
      ? 'The kill switch is not on and nothing is latched; there is nothing to rearm.'
      : `The kill is still ${kill.state}. It can be rearmed when the venue has confirmed it.`;
  return { kind: 'conflict', message, kill };
}

async function clearLatched(
  desk: Desk,
  unit: Unit,
  { reason, actor }: { reason: string; actor: Actor },
): Promise<number> {
  const guardian = await unit.get(guardianAddress(desk.account));
  const causes = (guardian?.context as GuardianContext | undefined)?.causes ?? {};
  let cleared = 0;
  for (const cause of guardianCause.options) {
    if (!causes[cause]?.latched) continue;
    const event = { type: 'human.cleared', cause, reason, by: actor, at: unit.now };
    if ((await unit.tell(guardianAddress(desk.account), event, actor)).handled) cleared += 1;
  }
  return cleared;
}
