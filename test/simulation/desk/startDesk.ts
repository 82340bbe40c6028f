import { hostDesk } from '../../../host/hostDesk.ts';
import { createDice } from '../Dice.ts';
import { seededIds } from '../seededIds.ts';
import { faultyVenue } from '../venue/faultyVenue.ts';
import { wiredVenue } from '../wire/wiredVenue.ts';
import { account } from './account.ts';
import type { DeskWorld } from './DeskWorld.ts';
import { faultyDatabase } from './faultyDatabase.ts';
import type { Home } from './Home.ts';
import { memoryLatch } from './memoryLatch.ts';
import { memoryLog } from './memoryLog.ts';
import { Process } from './Process.ts';
import type { RunningDesk } from './RunningDesk.ts';

/** Starts a process and in it a desk on the world's database and venue. */
export function startDesk(world: DeskWorld, number: number, home: Home): RunningDesk {
  const process = new Process({ number, time: world.time, clockError: () => world.faults.clockErrorMs });
  const running: RunningDesk = { process, home };
  const database = faultyDatabase(world, process);
  const { killFile } = home;
  hostDesk({
    account,
    mode: 'sim',
    currency: 'USDT',
    limits: world.limits,
    reconciliation: world.reconciliation,
    venue: world.api ? wiredVenue(world, process, world.api) : faultyVenue(world, process),
    database,
    documents: database.documents,
    latch: memoryLatch(home, process),
    killFile: {
      entries: () => killFile.entries(),
      append(fact) {
        if (!process.alive) throw new Error('The process is dead');
        return killFile.append(fact);
      },
    },
    clock: process.clock,
    ids: seededIds(createDice(world.seed, 1_000 + number)),
    log: memoryLog(
      (line) => world.note(`  [${number}] ${line}`),
      (line) => world.violate('noMistake', line),
    ),
    owns: () => process.alive,
  }).then(
    (hosted) => {
      running.hosted = hosted;
      world.cameUp(running);
    },
    (cause: unknown) => {
      world.note(`  [${number}] the desk did not come up: ${String(cause)}`);
      if (cause instanceof TypeError || cause instanceof RangeError) {
        world.violate('noMistake', `the desk did not come up: ${cause.stack}`);
      }
      process.kill();
    },
  );
  return running;
}
