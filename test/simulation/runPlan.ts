import { type ActionName, actions, families } from './actions/actions.ts';
import { revive } from './actions/revive.ts';
import { beQuiet } from './beQuiet.ts';
import { createDice } from './Dice.ts';
import type { OutsideDatabase } from './desk/outsideDatabase.ts';
import { checkAcceptance } from './invariants/checkAcceptance.ts';
import { checkQuiet } from './invariants/checkQuiet.ts';
import { checkSend } from './invariants/checkSend.ts';
import { StepWatch } from './invariants/StepWatch.ts';
import type { Step } from './makePlan.ts';
import { type Violation, World } from './World.ts';
import { prepareWire } from './wire/prepareWire.ts';

/** What a run came to. `journalHash` is the head of its journal; the same plan gives the same one again. */
export type RunResult = {
  seed: number;
  steps: number;
  violations: Violation[];
  journalHash: string;
  trace: string[];
};

const disturbing: ReadonlySet<ActionName> = new Set([...families.breaking, ...families.processes]);
const judge = { atSend: checkSend, atAcceptance: checkAcceptance };

/**
 * Runs one plan: brings a desk up, lets everything happen that the plan says, looks at the invariants after every
 * step and ends at the first that is broken; otherwise heals everything and compares the books with the venue.
 */
export async function runPlan(
  seed: number,
  plan: readonly Step[],
  outside?: OutsideDatabase,
): Promise<RunResult> {
  const world = new World({ seed, judge, ...(outside && { outside }) });
  const watch = new StepWatch(world);
  const luck = createDice(seed, 4);
  if (world.api) await prepareWire();
  world.start();
  await world.time.advance(3_000);
  for (const { action, draws, waitMs } of plan) {
    world.step += 1;
    if (disturbing.has(action)) world.disturbedAt = world.time.now();
    actions[action](world, draws);
    await world.time.advance(waitMs);
    if (luck.chance(0.4)) revive(world);
    await watch.look();
    if (world.violations.length > 0) break;
  }
  if (world.violations.length === 0) {
    world.step += 1;
    await beQuiet(world);
    await watch.look();
    if (world.violations.length === 0) await checkQuiet(world);
  }
  world.killAll();
  const { hash } = await world.database.read.journal.head();
  const { violations, trace, step } = world;
  return { seed, steps: step, violations, journalHash: hash, trace };
}
