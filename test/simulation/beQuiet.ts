import { revive } from './actions/revive.ts';
import { account } from './desk/account.ts';
import type { World } from './World.ts';

const transient = ['intended', 'sending', 'unknown', 'pendingCancel'];
const stepMs = 10_000;
const atLeastSteps = 8;
const atMostSteps = 30;

/** Heals everything, closes the market, keeps one desk running, and lets time pass until nothing is under way any more. */
export async function beQuiet(world: World): Promise<void> {
  world.note('everything is healed for good');
  world.faults.heal();
  world.exchange.closed = true;
  const { current } = world;
  for (const { process } of world.desks) if (process !== current?.process) process.kill();
  current?.process.resume();
  const late = world.inFlightUntil - world.time.now();
  if (late > 0) world.time.leap(late);
  let written = -1;
  for (let count = 0; count < atMostSteps; count += 1) {
    revive(world);
    await world.time.advance(stepMs);
    // What has just been mended needs a moment until the guardian says so.
    const { sequence } = await world.database.read.journal.head();
    if (count >= atLeastSteps && sequence === written && (await isQuiet(world))) return;
    written = sequence;
  }
}

async function isQuiet(world: World): Promise<boolean> {
  const { machines, outbox } = world.database.read;
  if (!world.desk?.runtime.reconciled || (await outbox.count(account)) > 0) return false;
  return (await machines.list({ account, machine: 'order@1', states: transient })).length === 0;
}
