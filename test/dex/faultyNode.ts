import type { EvmNode } from '../../venues/evm/EvmNode.ts';
import { VenueError } from '../../venues/VenueError.ts';
import { ProcessDied } from '../fixtures/evm/openChainRig.ts';

/** What happens to the next transaction that is handed to the node. */
export type SendFault = 'diesBefore' | 'diesAfter' | 'lostBefore' | 'lostAfter';

/** A node whose faults a test sets. `next`: for one send; `down` and `elsewhere`: until taken back. */
export type FaultyNode = EvmNode & {
  next: SendFault | null;
  down: boolean;
  /** It serves another chain. */
  elsewhere: boolean;
  /** Transactions that reached it. */
  readonly sent: number;
  /** Waits until nobody waits for an answer any more, so that virtual time does not outrun what is under way. */
  answered(): Promise<void>;
};

export function faultyNode(node: EvmNode): FaultyNode {
  let sent = 0;
  let open = 0;
  const unreachable = () => new VenueError('evm.unreachable', 'The node could not be asked (test).');
  const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
    open += 1;
    try {
      if (faulty.down) throw unreachable();
      return await work();
    } finally {
      open -= 1;
    }
  };
  const send = async (params: readonly unknown[]): Promise<unknown> => {
    const fault = faulty.next;
    faulty.next = null;
    if (fault === 'diesBefore') throw new ProcessDied();
    if (fault === 'lostBefore') throw unreachable();
    const answer = await node.ask('eth_sendRawTransaction', params);
    sent += 1;
    if (fault === 'diesAfter') throw new ProcessDied();
    if (fault === 'lostAfter') throw unreachable();
    return answer;
  };
  const faulty: FaultyNode = {
    ...{ next: null, down: false, elsewhere: false, chainId: node.chainId },
    get sent() {
      return sent;
    },
    async answered() {
      for (let quiet = 0; quiet < 3; quiet = open === 0 ? quiet + 1 : 0)
        await new Promise((resolve) => setImmediate(resolve));
    },
    ask: (method, params) =>
      guarded(() => (method === 'eth_sendRawTransaction' ? send(params) : node.ask(method, params))),
    call: (call, block) => guarded(() => node.call(call, block)),
    block: (tag) => guarded(() => node.block(tag)),
    verify: () =>
      guarded(async () => {
        if (faulty.elsewhere) throw new VenueError('evm.wrongChain', 'The node serves another chain (test).');
        await node.verify();
      }),
    close: () => {},
  };
  return faulty;
}
