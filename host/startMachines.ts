import type { Desk } from '../desk/Desk.ts';
import type { LatchState } from '../desk/KillLatch.ts';
import { guardianAddress, killAddress } from '../desk/machineStates.ts';
import type { Unit } from '../desk/Runtime.ts';
import { raiseAlertIn } from '../desk/raiseAlert.ts';
import { deskActor } from '../domain/actor.ts';

/**
 * Makes sure that the account's guardian and kill switch exist, and that the kill machine knows what the latch file
 * says: another process may have set or raised it while this one was down. A latch that cannot be read keeps every
 * entry back by itself; a person is told how to mend it.
 */
export async function startMachines(desk: Desk): Promise<void> {
  await desk.runtime.transact(desk.account, async (unit) => {
    for (const address of [guardianAddress(desk.account), killAddress(desk.account)]) {
      if (!(await unit.get(address))) await unit.start(address, { account: desk.account }, deskActor);
    }
    const latch = readOrTell(desk, unit);
    if (!latch) return;
    const { level, by, reason, at } = latch;
    const event = { type: 'kill.requested', level, by: deskActor, reason: `${reason} (set by ${by})`, at };
    await unit.tell(killAddress(desk.account), event, deskActor);
  });
}

function readOrTell(desk: Desk, unit: Unit): LatchState | null {
  try {
    return desk.latch.read();
  } catch (cause) {
    desk.log.error({ cause: String(cause) }, 'The kill latch cannot be read');
    raiseAlertIn(unit, {
      severity: 'critical',
      code: 'kill.unreadableLatch',
      subject: desk.account,
      message:
        'The kill latch cannot be read, so no entry goes out. Set the kill switch, which writes it anew, and rearm.',
    });
    return null;
  }
}
