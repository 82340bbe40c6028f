import type { Actor } from '../domain/actor.ts';
import type { KillLevel } from '../domain/mode.ts';
import type { KillView } from '../domain/views.ts';
import type { Desk } from './Desk.ts';
import { killAddress } from './machineStates.ts';
import { readKill } from './read/readKill.ts';

/**
 * Sets the kill switch: first the latch file, which stops sends at once and needs nothing else to work, then the
 * machine, which cancels, flattens and confirms at the venue as its level promises.
 */
export async function killDesk(
  desk: Desk,
  params: { level: KillLevel; reason: string; actor: Actor },
): Promise<KillView> {
  const { level, reason, actor } = params;
  desk.latch.set({ level, by: actor.id, at: desk.clock.now(), reason });
  return desk.runtime.transact(desk.account, async (unit) => {
    await unit.tell(
      killAddress(desk.account),
      { type: 'kill.requested', level, by: actor, reason, at: unit.now },
      actor,
    );
    return readKill(desk, unit);
  });
}
