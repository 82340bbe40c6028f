import { FetchRequest, isError, JsonRpcProvider, Network } from 'ethers';
import { SourceError } from '../SourceError.ts';
import { askNode } from './askNode.ts';
import { ChainError } from './ChainError.ts';
import type { ChainSource, ChainTransaction } from './ChainSource.ts';
import type { Etherscan } from './createEtherscan.ts';
import { describeToken, openToken } from './describeToken.ts';
import { plainUnits } from './plainUnits.ts';
import { readPool } from './readPool.ts';
import { readTransfers } from './readTransfers.ts';

/** Which node to ask, and which chain it must be. `coin` is the unit of balances. */
export type ChainSettings = {
  rpcUrl: string;
  chainId: number;
  name?: string;
  coin?: string;
  addressBook?: Readonly<Record<string, string>>;
  /** Closed with the source. */
  explorer?: Pick<Etherscan, 'transactions' | 'close'>;
  /** For the whole of each request. */
  timeoutMs?: number;
};

const coinDecimals = 18;

/** Opens a chain by its RPC address. Connects with the first call; `check` says whether it is the right one. */
export function createChainSource(settings: ChainSettings): ChainSource & { close(): Promise<void> } {
  const request = new FetchRequest(settings.rpcUrl);
  request.timeout = settings.timeoutMs ?? 10_000;
  request.getUrlFunc = askNode;
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
    const { number, hash, timestamp, baseFeePerGas: baseFee } = block;
    return { block: number, hash, blockTime: timestamp * 1000, baseFee };
  };
  type Latest = Awaited<ReturnType<typeof latest>>;

  /** Reads at the newest block, and once more where the chain put another one in its place meanwhile. */
  const atLatest = <T>(read: (at: Latest) => Promise<T>): Promise<T> =>
    asked(async () => {
      await check();
      for (let attempt = 0; attempt < 2; attempt += 1) {
        const at = await latest();
        const found = await read(at);
        const now = await provider.getBlock(at.block);
        if (now?.hash === at.hash) return found;
      }
      throw new ChainError(
        'chain.reorged',
        'The chain put other blocks in the place of those that were read, so nothing of it is used. Ask again in a while.',
      );
    });

  return {
    label,
    chainId: settings.chainId,
    check: () => asked(check),
    balance: (address) =>
      atLatest(async ({ block, blockTime }) => {
        const amount = plainUnits(await provider.getBalance(address, block), coinDecimals);
        return { address, amount, symbol, block, blockTime };
      }),
    tokenBalance: (token, address) =>
      atLatest(async ({ block, blockTime }) => {
        const contract = openToken(provider, token);
        const words = await describeToken(contract);
        const held = await contract.getFunction('balanceOf')(address, { blockTag: block }).catch(notAToken);
        const amount = plainUnits(BigInt(held), words.decimals ?? 0);
        return { token, address, amount, ...words, block, blockTime };
      }),
    gas: () =>
      asked(async () => {
        await check();
        const { block, blockTime, baseFee } = await latest();
        const price = BigInt(await provider.send('eth_gasPrice', []));
        const baseFeeGwei = baseFee === null ? null : plainUnits(baseFee, 'gwei');
        return { gasPriceGwei: plainUnits(price, 'gwei'), baseFeeGwei, block, blockTime };
      }),
    transfers: (address, blocks) =>
      atLatest(async ({ block, blockTime }) => {
        const fromBlock = Math.max(0, block - blocks + 1);
        const found = await readTransfers(provider, { address, fromBlock, toBlock: block });
        return { address, fromBlock, toBlock: block, block, blockTime, ...found };
      }),
    transaction: (hash) =>
      atLatest(async ({ block, blockTime }): Promise<ChainTransaction> => {
        const [sent, receipt] = [
          await provider.getTransaction(hash),
          await provider.getTransactionReceipt(hash),
        ];
        const asOf = { transaction: hash, block, blockTime };
        if (!sent) return { ...asOf, state: 'unknown' };
        const { from, to, value } = sent;
        const terms = { from, to, amount: plainUnits(value, coinDecimals), symbol };
        if (!receipt) return { ...asOf, state: 'pending', ...terms };
        return {
          ...asOf,
          ...terms,
          state: receipt.status === 1 ? 'succeeded' : 'failed',
          minedIn: receipt.blockNumber,
          confirmations: Math.max(0, block - receipt.blockNumber + 1),
          fee: plainUnits(receipt.fee, coinDecimals),
        };
      }),
    pool: (pool, seconds) =>
      atLatest(async ({ block, blockTime }) => ({
        ...(await readPool(provider, { pool, seconds, block, blockTime })),
        ...{ block, blockTime },
      })),
    addressBook: new Map(Object.entries(settings.addressBook ?? {})),
    async history(address, limit) {
      const { explorer } = settings;
      if (!explorer)
        throw new ChainError(
          'chain.noExplorer',
          'No block explorer is configured, so the past of an address cannot be read. Set ETHERSCAN_API_KEY.',
        );
      const found = await explorer.transactions(address, limit);
      const { block, blockTime } = await asked(async () => {
        await check();
        return latest();
      });
      const transactions = found.map(({ hash, value, ...rest }) => ({
        ...{ transaction: hash, ...rest, amount: plainUnits(BigInt(value), coinDecimals) },
      }));
      return { address, transactions, block, blockTime };
    },
    async close() {
      provider.destroy();
      await settings.explorer?.close();
    },
  };
}

function notAToken(fault: unknown): never {
  if (!isError(fault, 'CALL_EXCEPTION') && !isError(fault, 'BAD_DATA')) throw fault;
  throw new ChainError('chain.noToken', 'There is no token at this address that tells balances.');
}

/**
 * Translates a fault of the node or the network into one that says that nothing is known. A library's whole message
 * holds the node's address, and that can hold a key.
 */
async function asked<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof ChainError) throw cause;
    throw new ChainError('chain.unreachable', `The chain could not be asked: ${shortReason(cause)}.`, {
      cause,
    });
  }
}

function shortReason(cause: unknown): string {
  if (!(cause instanceof Error)) return 'for a reason that was not told';
  if (cause instanceof SourceError) return cause.code;
  if ('shortMessage' in cause) return String(cause.shortMessage).slice(0, 200);
  return 'code' in cause ? String(cause.code) : cause.name;
}
