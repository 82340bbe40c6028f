import { expect, test } from 'vitest';
import { makePlan } from '../makePlan.ts';
import { runPlan } from '../runPlan.ts';
import { World } from '../World.ts';

/** Other tests beside it may make it wait. */
const patienceMs = 240_000;
const judge = { atSend: () => {}, atAcceptance: () => {} };
const wired = Array.from({ length: 50 }, (_, seed) => seed).filter(
  (seed) => new World({ seed, judge }).api !== undefined,
);

test(
  'default: the adapter trades, and the same seed does the same again',
  async () => {
    const run = (seed: number) => runPlan(seed, makePlan(seed, 50));
    const [first = 0, second = 0] = wired;
    const before = await run(first);
    expect(before.violations).toEqual([]);
    expect(before.trace.join('\n')).toContain('the exchange takes ORD-');
    await run(second);
    expect((await run(first)).trace).toEqual(before.trace);
  },
  patienceMs,
);
