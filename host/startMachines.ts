import type { Desk } from '../desk/Desk.ts';
import { guardianAddress, killAddress } from '../desk/machineStates.ts';
import { deskActor } from '../domain/actor.ts';

/** Makes sure that the account's guardian and kill switch exist. */
export async function startMachines(desk: Desk): Promise<void> {
  await desk.runtime.transact(desk.account, async (unit) => {
    for (const address of [guardianAddress(desk.account), killAddress(desk.account)]) {
      if (!(await unit.get(address))) await unit.start(address, { account: desk.account }, deskActor);
    }
  });
}
