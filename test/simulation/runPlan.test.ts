import { expect, test } from 'vitest';
import { makePlan } from './makePlan.ts';
import { runPlan } from './runPlan.ts';

const steps = 50;
/** Other tests beside it may make it wait. */
const patienceMs = 240_000;

test(
  'default',
  async () => {
    const run = async (seed: number) => (await runPlan(seed, makePlan(seed, steps))).journalHash;
    const first = await run(3);
    expect(await run(3)).toBe(first);
    expect(await run(4)).not.toBe(first);
  },
  patienceMs,
);
