import { ChainError } from './ChainError.ts';
import type { ChainSource } from './ChainSource.ts';
import { createChainSource } from './createChainSource.ts';

/** The `chain` section of the config. */
export type ChainConfig = {
  rpcUrl: string | null;
  chainId: number | null;
  name: string | null;
  coin: string | null;
};

/**
 * Opens the configured chain; null where none is. A node that is down is no reason not to trade and is reported when
 * it is asked; one of another chain is a wrong setting and stops the start.
 */
export async function openChain(config: ChainConfig): Promise<ChainSource | null> {
  const { rpcUrl, chainId, name, coin } = config;
  if (rpcUrl === null) return null;
  if (chainId === null) {
    throw new ChainError(
      'chain.noChainId',
      'chain.rpcUrl is set and chain.chainId is not. Set it to the id of the chain that the node must serve, such as 1.',
    );
  }
  const chain = createChainSource({ rpcUrl, chainId, ...(name && { name }), ...(coin && { coin }) });
  try {
    await chain.check();
  } catch (fault) {
    if (fault instanceof ChainError && fault.code === 'chain.wrongChain') throw fault;
  }
  return chain;
}
