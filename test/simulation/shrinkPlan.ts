import type { Step } from './makePlan.ts';
import { type RunResult, runPlan } from './runPlan.ts';

const mostRuns = 200;

/**
 * Leaves out of a plan what its violation does not need, by halves, quarters and so on, and lets the waits that are
 * left go over into one another. Answers the shortest run found that breaks the same invariant.
 */
export async function shrinkPlan(seed: number, plan: readonly Step[], found: RunResult): Promise<RunResult> {
  const invariant = found.violations[0]?.invariant;
  let best = { plan: plan.slice(0, found.steps), result: found };
  let runs = 0;
  for (
    let size = Math.ceil(best.plan.length / 2);
    size >= 1 && runs < mostRuns;
    size = Math.floor(size / 2)
  ) {
    for (let start = 0; start < best.plan.length && runs < mostRuns; ) {
      const shorter = without(best.plan, start, size);
      runs += 1;
      const result = await runPlan(seed, shorter);
      if (result.violations[0]?.invariant === invariant) best = { plan: shorter, result };
      else start += size;
    }
  }
  return best.result;
}

/** A plan without some of its steps; the time that they took is waited all the same. */
function without(plan: readonly Step[], start: number, size: number): Step[] {
  const waited = plan.slice(start, start + size).reduce((sum, { waitMs }) => sum + waitMs, 0);
  const before = plan.slice(0, start);
  const last = before.at(-1);
  if (last) before[before.length - 1] = { ...last, waitMs: last.waitMs + waited };
  return [...before, ...plan.slice(start + size)];
}
