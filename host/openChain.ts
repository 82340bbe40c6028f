import type { Config } from '../config/schema.ts';
import type { Scheduler } from '../domain/Clock.ts';
import { createChainSource } from '../sources/chain/createChainSource.ts';
import { createEtherscan } from '../sources/chain/createEtherscan.ts';

/** The configured chain; null when none is. Nothing is connected before it is asked. */
export function openChain(
  { rpcUrl, chainId, name, coin, explorer: { url, apiKey }, addressBook }: Config['chain'],
  clock: Scheduler,
): ReturnType<typeof createChainSource> | null {
  if (!rpcUrl || !chainId) return null;
  // Who names another explorer than the usual one means it, also where it lies inside this machine.
  const localOrigins = [new URL(url).origin];
  return createChainSource({
    ...{ rpcUrl, chainId, addressBook },
    ...(name && { name }),
    ...(coin && { coin }),
    ...(apiKey && { explorer: createEtherscan({ clock, baseUrl: url, apiKey, chainId, localOrigins }) }),
  });
}
