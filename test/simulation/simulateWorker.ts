import { parentPort, workerData } from 'node:worker_threads';
import type { SeedOutcome, WorkerOrders } from './simulateSeeds.ts';

/** Runs the seeds that it is handed, one after another; with a mutation where one is asked for. */
async function main(): Promise<void> {
  const { mutation, steps } = workerData as WorkerOrders;
  if (mutation !== undefined) {
    const { injectMutation } = await import('./mutations/injectMutation.ts');
    injectMutation(mutation);
  }
  const { runPlan } = await import('./runPlan.ts');
  const { makePlan } = await import('./makePlan.ts');
  parentPort?.on('message', (seed: number) => {
    const rejected = (cause: unknown) => {
      throw cause;
    };
    runPlan(seed, makePlan(seed, steps)).then((result) => {
      const { violations, journalHash, steps: done } = result;
      const outcome: SeedOutcome = { seed, steps: done, violations, journalHash };
      parentPort?.postMessage(outcome);
    }, rejected);
  });
  parentPort?.postMessage('ready');
}

await main();
