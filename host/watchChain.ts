import type { Scheduler } from '../domain/Clock.ts';
import { ChainError } from '../sources/chain/ChainError.ts';
import type { ChainSource } from '../sources/chain/ChainSource.ts';
import { SourceError } from '../sources/SourceError.ts';
import { SourcePoller } from '../sources/SourcePoller.ts';

const everyMs = 60_000;

/**
 * Asks the configured node every minute whether it answers, and for the right chain. Stopping does not wait for a node
 * that is silent.
 */
export function watchChain(
  chain: Pick<ChainSource, 'label' | 'gas'>,
  clock: Scheduler,
): Pick<SourcePoller, 'view' | 'stop'> {
  const { promise: stopped, reject } = Promise.withResolvers<never>();
  stopped.catch(() => {});
  const poller = new SourcePoller(
    clock,
    {
      ...{ id: 'chain', name: chain.label, kind: 'chain', everyMs },
      async read() {
        const { blockTime } = await Promise.race([chain.gas().catch(retell), stopped]);
        return { newestAt: blockTime, budget: null };
      },
    },
    () => {},
  );
  poller.start(0);
  return {
    view: () => poller.view(),
    stop() {
      reject(new SourceError('source.closed', 'The node was not asked to the end: the desk stops.'));
      return poller.stop();
    },
  };
}

/** What a library says of a failed request can hold the node's address, and that can hold a key. */
function retell(fault: unknown): never {
  if (!(fault instanceof ChainError)) throw fault;
  const message =
    fault.code === 'chain.unreachable' ? 'The configured node did not answer as a node does.' : fault.message;
  throw new SourceError(fault.code, message);
}
