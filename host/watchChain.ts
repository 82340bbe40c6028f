import type { Scheduler } from '../domain/Clock.ts';
import { ChainError } from '../sources/chain/ChainError.ts';
import type { ChainSource } from '../sources/chain/ChainSource.ts';
import { SourceError } from '../sources/SourceError.ts';
import { watchSource } from './watchSource.ts';

const everyMs = 60_000;

/** Asks the configured node every minute whether it answers, and for the right chain. */
export function watchChain(
  chain: Pick<ChainSource, 'label' | 'gas'>,
  clock: Scheduler,
): ReturnType<typeof watchSource> {
  return watchSource(
    {
      ...{ id: 'chain', name: chain.label, kind: 'chain', everyMs },
      async read() {
        const { blockTime } = await chain.gas().catch(retell);
        return { newestAt: blockTime, budget: null };
      },
    },
    clock,
  );
}

/** What a library says of a failed request can hold the node's address, and that can hold a key. */
function retell(fault: unknown): never {
  if (!(fault instanceof ChainError)) throw fault;
  const message =
    fault.code === 'chain.unreachable' ? 'The configured node did not answer as a node does.' : fault.message;
  throw new SourceError(fault.code, message);
}
