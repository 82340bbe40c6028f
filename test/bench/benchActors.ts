import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createMemoryDatabase } from '../../db/memory/createMemoryDatabase.ts';
import { guardianAddress, killAddress } from '../../desk/machineStates.ts';
import { deskActor } from '../../domain/actor.ts';
import { accountId } from '../../domain/ids.ts';
import { InProcessRuntime } from '../../host/runtime/InProcessRuntime.ts';
import { systemClock } from '../../host/systemClock.ts';
import { silentLog } from '../fixtures/openTestDesk.ts';
import { soleOwner } from '../fixtures/soleOwner.ts';

/** Bytes of heap that one idle account keeps: its actor, with guardian and kill switch in memory. */
export type ActorFigure = { actors: number; bytesEach: number };

/** Opens accounts that only have their guardian and kill switch, and weighs what stays. What is stored weighs nothing. */
export async function benchActors(actors = 100_000): Promise<ActorFigure> {
  const database = { ...createMemoryDatabase(), commit: async () => {} };
  const params = { database, clock: systemClock, log: silentLog, lease: soleOwner };
  const runtime = new InProcessRuntime(params);
  const open = (name: string) => {
    const account = accountId.parse(name);
    return runtime.transact(account, async (unit) => {
      for (const address of [guardianAddress(account), killAddress(account)])
        await unit.start(address, { account }, deskActor);
    });
  };
  for (let index = 0; index < 1_000; index += 1) await open(`warm-${index}`);
  const before = heap();
  for (let index = 0; index < actors; index += 1) await open(`account-${index}`);
  await runtime.idle();
  return { actors, bytesEach: (heap() - before) / actors };
}

/** Bytes in use after everything that nobody needs was collected. */
function heap(): number {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  for (let pass = 0; pass < 3; pass += 1) collect();
  return process.memoryUsage().heapUsed;
}
