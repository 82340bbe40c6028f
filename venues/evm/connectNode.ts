import { FetchRequest, JsonRpcProvider, Network } from 'ethers';
import { VenueError } from '../VenueError.ts';
import { askNode } from './askNode.ts';
import type { CallAnswer, EvmNode } from './EvmNode.ts';

/** `timeoutMs`: for the whole of each request, ten seconds where it is left out. */
export type NodeSettings = { rpcUrl: string; chainId: number; timeoutMs?: number };

/** Connects to a node with the first question. Answers are never cached or batched: both return stale nonces. */
export function connectNode({ rpcUrl, chainId, timeoutMs = 10_000 }: NodeSettings): EvmNode {
  const request = new FetchRequest(rpcUrl);
  request.timeout = timeoutMs;
  request.getUrlFunc = askNode;
  // Asked once: a request that writes would otherwise be repeated behind our back.
  request.setThrottleParams({ maxAttempts: 1 });
  const provider = new JsonRpcProvider(request, Network.from(chainId), {
    staticNetwork: true,
    batchMaxCount: 1,
    cacheTimeout: -1,
  });
  const ask = async (method: string, params: readonly unknown[]): Promise<unknown> => {
    try {
      return await provider.send(method, [...params]);
    } catch (cause) {
      throw translate(cause, method);
    }
  };
  return {
    chainId,
    ask,
    async verify() {
      const found = Number(await ask('eth_chainId', []));
      if (found === chainId) return;
      throw new VenueError(
        'evm.wrongChain',
        `The node serves chain ${found}, and chain ${chainId} is configured. Nothing is sent to it and nothing that it says is used.`,
      );
    },
    async call({ to, data, from }, block = 'latest'): Promise<CallAnswer> {
      try {
        const answer = await ask('eth_call', [{ to, data, ...(from && { from }) }, block]);
        if (typeof answer === 'string') return { kind: 'returned', data: answer };
      } catch (cause) {
        if (cause instanceof VenueError && cause.code === 'evm.refused' && isRevert(cause.message))
          return { kind: 'reverted', reason: cause.message };
        throw cause;
      }
      throw new VenueError('evm.unreadable', 'The node answered a call with something that is no data.');
    },
    async block(tag) {
      const found = await ask('eth_getBlockByNumber', [tag, false]);
      if (found === null) return null;
      const { number, hash, timestamp } = found as { number: string; hash: string; timestamp: string };
      return { number: Number(number), hash, time: Number(timestamp) * 1000 };
    },
    close: () => provider.destroy(),
  };
}

/** Nodes word it differently, and agree on this word. */
function isRevert(message: string): boolean {
  return /revert|invalid opcode|out of gas/i.test(message);
}

/**
 * What the node answered as an error is told apart from no answer. The library's error is not kept: it repeats the
 * node's address, which may hold a key, and the request.
 */
function translate(cause: unknown, method: string): VenueError {
  const error = answeredError(cause);
  if (error !== undefined) return new VenueError('evm.refused', `The node refused ${method}: ${error}`);
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'no answer';
  return new VenueError('evm.unreachable', `The node could not be asked for ${method} (${code}).`);
}

function answeredError(cause: unknown): string | undefined {
  const holder = cause as { error?: { message?: unknown }; info?: { error?: { message?: unknown } } };
  const message = holder.error?.message ?? holder.info?.error?.message;
  return typeof message === 'string' ? message.slice(0, 300) : undefined;
}
