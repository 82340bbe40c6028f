import { Worker } from 'node:worker_threads';
import type { Violation } from './World.ts';

export type WorkerOrders = { mutation: string | undefined; steps: number };
export type SeedOutcome = { seed: number; steps: number; violations: Violation[]; journalHash: string };

export type SeedsOptions = {
  first: number;
  count: number;
  steps: number;
  workers: number;
  mutation?: string;
  /** Ends at the first seed with a violation, once all lower seeds are done too. */
  stopAtFirst?: boolean;
  onOutcome?: (outcome: SeedOutcome) => void;
};

/** Runs a range of seeds on several threads. Answers in the order of the seeds; throws when a thread breaks down. */
export async function simulateSeeds(options: SeedsOptions): Promise<SeedOutcome[]> {
  const { first, count, steps, mutation, stopAtFirst = false, onOutcome } = options;
  const outcomes: SeedOutcome[] = [];
  let next = first;
  let last = first + count - 1;
  const orders: WorkerOrders = { mutation, steps };
  const work = async (): Promise<void> => {
    const worker = new Worker(new URL('./simulateWorker.ts', import.meta.url), { workerData: orders });
    try {
      await new Promise<void>((resolve, reject) => {
        worker.on('error', reject);
        worker.on('exit', (code) => reject(new Error(`A thread ended with ${code}`)));
        const hand = () => {
          if (next > last) return resolve();
          worker.postMessage(next);
          next += 1;
        };
        worker.on('message', (message: SeedOutcome | 'ready') => {
          if (message !== 'ready') {
            outcomes.push(message);
            onOutcome?.(message);
            if (stopAtFirst && message.violations.length > 0) last = Math.min(last, message.seed);
          }
          hand();
        });
      });
    } finally {
      await worker.terminate();
    }
  };
  await Promise.all(Array.from({ length: Math.min(options.workers, count) }, work));
  return outcomes.filter(({ seed }) => seed <= last).sort((a, b) => a.seed - b.seed);
}
