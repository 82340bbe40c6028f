import type { Config } from '../config/schema.ts';
import { createChainSource } from '../sources/chain/createChainSource.ts';

/** The configured chain; null when none is. Nothing is connected before it is asked. */
export function openChain({
  rpcUrl,
  chainId,
  name,
  coin,
}: Config['chain']): ReturnType<typeof createChainSource> | null {
  if (!rpcUrl || !chainId) return null;
  return createChainSource({ rpcUrl, chainId, ...(name && { name }), ...(coin && { coin }) });
}
