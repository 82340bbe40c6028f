import type { Desk } from '../desk/Desk.ts';
import { guardianAddress, killAddress } from '../desk/machineStates.ts';
import { deskActor } from '../domain/actor.ts';

/**
 * Makes sure that the account's guardian and kill switch exist, and that the kill machine knows what the latch file
 * says: another process may have set it while this one was down.
 */
export async function startMachines(desk: Desk): Promise<void> {
  const latch = desk.latch.read();
  await desk.runtime.transact(desk.account, async (unit) => {
    for (const address of [guardianAddress(desk.account), killAddress(desk.account)]) {
      if (!(await unit.get(address))) await unit.start(address, { account: desk.account }, deskActor);
    }
    const kill = await unit.get(killAddress(desk.account));
    if (latch && kill?.state === 'armed') {
      const { level, reason, at } = latch;
      await unit.tell(
        killAddress(desk.account),
        { type: 'kill.requested', level, by: deskActor, reason, at },
        deskActor,
      );
    }
  });
}
