import type { Config } from '../config/schema.ts';
import type { Scheduler } from '../domain/Clock.ts';
import { createChainSource } from '../sources/chain/createChainSource.ts';
import { createEtherscan, type Etherscan } from '../sources/chain/createEtherscan.ts';

type OpenChain = {
  chain: ReturnType<typeof createChainSource>;
  /** Closed with the chain; null where no key for one is set. */
  explorer: Etherscan | null;
};

/** The configured chain; null when none is. Nothing is connected before it is asked. */
export function openChain(
  { rpcUrl, chainId, name, coin, explorer: { url, apiKey }, addressBook }: Config['chain'],
  clock: Scheduler,
): OpenChain | null {
  if (!rpcUrl || !chainId) return null;
  // Who names another explorer than the usual one means it, also where it lies inside this machine.
  const localOrigins = [new URL(url).origin];
  const explorer = apiKey ? createEtherscan({ clock, baseUrl: url, apiKey, chainId, localOrigins }) : null;
  const chain = createChainSource({
    ...{ rpcUrl, chainId, addressBook },
    ...(name && { name }),
    ...(coin && { coin }),
    ...(explorer && { explorer }),
  });
  return { chain, explorer };
}
