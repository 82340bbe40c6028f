import type { Scheduler } from '../domain/Clock.ts';
import type { SourceView } from '../domain/SourceView.ts';
import type { Etherscan } from '../sources/chain/createEtherscan.ts';
import { watchSource } from './watchSource.ts';

const everyMs = 15 * 60_000;
/** Long enough ago that every node of the explorer knows a block before it. */
const agoMs = 10 * 60_000;

/** Asks the configured block explorer now and then whether it answers, so that nobody hears of a bad key at a question. */
export function watchExplorer(
  explorer: Pick<Etherscan, 'blockBefore' | 'budget'>,
  { chain, clock }: { chain: string; clock: Scheduler },
): { view(): SourceView; stop(): Promise<void> } {
  const watch = watchSource(
    {
      ...{ id: 'explorer', name: `Block explorer of ${chain}`, kind: 'explorer', everyMs },
      async read() {
        await explorer.blockBefore(clock.now() - agoMs);
        return { newestAt: null, budget: null };
      },
    },
    clock,
  );
  return {
    // Agents' questions count as well, so the budget is that of now, not of the last look.
    view: () => ({ ...watch.view(), budget: explorer.budget }),
    stop: () => watch.stop(),
  };
}
