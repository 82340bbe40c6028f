import { type DexRun, runDex } from './runDex.ts';

export type DexFigures = { lines: string[]; failed: number; filled: number };

/** Plays so many seeds and sums them up for a person. Undefined where no anvil is installed. */
export async function runDexSeeds({
  runs,
  first,
}: {
  runs: number;
  first: number;
}): Promise<DexFigures | undefined> {
  const done: DexRun[] = [];
  for (let seed = first; seed < first + runs; seed += 1) {
    const run = await runDex(seed).catch((cause: unknown) => broken(seed, cause));
    if (!run) return undefined;
    done.push(run);
  }
  const failed = done.filter(({ faults }) => faults.length > 0);
  const total = (read: (run: DexRun) => number) => done.reduce((sum, run) => sum + read(run), 0);
  const orders = merge(done.map((run) => run.orders));
  return {
    failed: failed.length,
    filled: orders.filled ?? 0,
    lines: [
      `${runs} seeded DEX runs from seed ${first}: ${total(({ transactions }) => transactions)} transactions sent`,
      `orders: ${list(orders)}`,
      `faults injected: ${list(merge(done.map(({ injected }) => injected)))}`,
      `tokens lost beyond the stated slippage: ${done.reduce((sum, { lost }) => sum + lost, 0n)}`,
      `nonce gaps: ${total(({ nonceGaps }) => nonceGaps)}`,
      `allowances left over: ${total(({ allowancesLeft }) => allowancesLeft)}`,
      ...failed.map(({ seed, faults }) => `seed ${seed}: ${faults.join('; ')}`),
    ],
  };
}

/** A run that did not end is a defect like any other, and the seeds after it are played all the same. */
function broken(seed: number, cause: unknown): DexRun {
  const nothing = { orders: {}, injected: {}, transactions: 0, lost: 0n, nonceGaps: 0, allowancesLeft: 0 };
  return { ...nothing, seed, faults: [String(cause)] };
}

function merge(counts: readonly Record<string, number>[]): Record<string, number> {
  const all: Record<string, number> = {};
  for (const each of counts)
    for (const [name, count] of Object.entries(each)) all[name] = (all[name] ?? 0) + count;
  return all;
}

function list(counts: Record<string, number>): string {
  return Object.entries(counts)
    .sort(([one], [other]) => one.localeCompare(other))
    .map(([name, count]) => `${name} ${count}`)
    .join(', ');
}
