import { Contract, FetchRequest, formatEther, formatUnits, JsonRpcProvider, Network } from 'ethers';
import { ChainError } from './ChainError.ts';
import type { ChainSource } from './ChainSource.ts';
import { readTransfers } from './readTransfers.ts';

/** Which node to ask, and which chain it must be. `coin` is the unit of balances. */
export type ChainSettings = { rpcUrl: string; chainId: number; name?: string; coin?: string };

const timeoutMs = 10_000;

/** Opens a chain by its RPC address. Connects with the first call; `check` says whether it is the right one. */
export function createChainSource(settings: ChainSettings): ChainSource & { close(): void } {
  const request = new FetchRequest(settings.rpcUrl);
  request.timeout = timeoutMs;
  // Every answer is fetched for itself: batching and caching return stale state right after a block.
  const provider = new JsonRpcProvider(request, Network.from(settings.chainId), {
    staticNetwork: true,
    batchMaxCount: 1,
    cacheTimeout: -1,
  });
  const label = `${settings.name ?? 'EVM chain'} (chain ${settings.chainId})`;
  const symbol = settings.coin ?? 'ETH';

  // A static network is never verified by the provider itself.
  const check = async () => {
    const found = Number(await provider.send('eth_chainId', []));
    if (found !== settings.chainId) {
      throw new ChainError(
        'chain.wrongChain',
        `The node at the configured address serves chain ${found}, and chain ${settings.chainId} is configured. Its answers are not used.`,
      );
    }
  };
  const latest = async () => {
    const block = await provider.getBlock('latest');
    if (!block) throw new ChainError('chain.noBlock', 'The node gave no latest block.');
    return { block: block.number, blockTime: block.timestamp * 1000, baseFee: block.baseFeePerGas };
  };

  return {
    label,
    chainId: settings.chainId,
    check: () => asked(check),
    balance: (address) =>
      asked(async () => {
        await check();
        const { block, blockTime } = await latest();
        const amount = formatEther(await provider.getBalance(address, block));
        return { address, amount: plain(amount), symbol, block, blockTime };
      }),
    gas: () =>
      asked(async () => {
        await check();
        const { block, blockTime, baseFee } = await latest();
        const price = BigInt(await provider.send('eth_gasPrice', []));
        const baseFeeGwei = baseFee === null ? null : plain(formatUnits(baseFee, 'gwei'));
        return { gasPriceGwei: plain(formatUnits(price, 'gwei')), baseFeeGwei, block, blockTime };
      }),
    transfers: (address, blocks) =>
      asked(async () => {
        await check();
        const { block, blockTime } = await latest();
        const fromBlock = Math.max(0, block - blocks + 1);
        const found = await readTransfers(
          provider,
          { address, fromBlock, toBlock: block },
          (token) => new Contract(token, erc20, provider),
        );
        return { address, fromBlock, toBlock: block, block, blockTime, ...found };
      }),
    close: () => provider.destroy(),
  };
}

const erc20 = ['function symbol() view returns (string)', 'function decimals() view returns (uint8)'];

/** Translates a fault of the node or the network into one that says that nothing is known. */
async function asked<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof ChainError) throw cause;
    const reason = cause instanceof Error ? cause.message.slice(0, 200) : String(cause);
    throw new ChainError('chain.unreachable', `The chain could not be asked: ${reason}`, { cause });
  }
}

/** ethers prints `1.0`; the desk prints `1`. */
function plain(amount: string): string {
  return amount.endsWith('.0') ? amount.slice(0, -2) : amount;
}
