import type { Actor } from '../domain/actor.ts';
import type { KillLevel } from '../domain/mode.ts';
import type { KillView } from '../domain/views.ts';
import type { Desk } from './Desk.ts';
import { killAddress } from './machineStates.ts';
import { readKill } from './read/readKill.ts';
import { showKill } from './read/showKill.ts';
import { withinSoon } from './read/withinSoon.ts';

/**
 * Sets the kill switch: first the latch file, which stops sends at once and needs nothing else to work; then the work
 * at the venue begins, which needs no database; then the machine is told, which follows it and keeps it. Answers within
 * about a second, also while the database does not: the machine is told then when it is back.
 */
export async function killDesk(
  desk: Desk,
  params: { level: KillLevel; reason: string; actor: Actor },
): Promise<KillView> {
  const { level, reason, actor } = params;
  const request = { level, by: actor.id, at: desk.clock.now(), reason };
  try {
    desk.latch.set(request);
  } catch (cause) {
    desk.log.error({ ...request, cause: String(cause) }, 'The kill latch could not be written');
  }
  desk.killing.begin({ ...request, actor }, { again: true });
  const told = desk.runtime.transact(desk.account, async (unit) => {
    const event = { type: 'kill.requested', level, by: actor, reason, at: request.at };
    await unit.tell(killAddress(desk.account), event, actor);
    return readKill(desk, unit);
  });
  return (await withinSoon(desk, told)) ?? showKill(desk);
}
