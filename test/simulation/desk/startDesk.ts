import { accountId } from '../../../domain/ids.ts';
import { type HostedDesk, hostDesk } from '../../../host/hostDesk.ts';
import { createDice } from '../Dice.ts';
import { seededIds } from '../seededIds.ts';
import { faultyVenue } from '../venue/faultyVenue.ts';
import type { World } from '../World.ts';
import { faultyDatabase } from './faultyDatabase.ts';
import { memoryLatch } from './memoryLatch.ts';
import { memoryLog } from './memoryLog.ts';
import { Process } from './Process.ts';

export const account = accountId.parse('simulated');

/** A process with a desk in it. `hosted` is there once the desk runs; `failed` says why it did not come up. */
export type RunningDesk = { process: Process; hosted?: HostedDesk; failed?: unknown };

/** Starts a process and in it a desk on the world's database and venue. */
export function startDesk(world: World, number: number): RunningDesk {
  const process = new Process({ number, time: world.time, clockError: () => world.faults.clockErrorMs });
  const running: RunningDesk = { process };
  const database = faultyDatabase(world.database, process, world.faults);
  hostDesk({
    account,
    mode: 'sim',
    currency: 'USDT',
    limits: world.limits,
    venue: faultyVenue(world, process),
    database,
    documents: database.documents,
    latch: memoryLatch(world.latch, process),
    clock: process.clock,
    ids: seededIds(createDice(world.seed, 1_000 + number)),
    log: memoryLog(
      (line) => world.note(`  [${number}] ${line}`),
      (line) => world.violate('noMistake', line),
    ),
    owns: () => world.owner === number,
  }).then(
    (hosted) => {
      running.hosted = hosted;
    },
    (cause: unknown) => {
      running.failed = cause;
      world.note(`  [${number}] the desk did not come up: ${String(cause)}`);
      process.kill();
    },
  );
  return running;
}
