import {
  type BaseContract,
  dataSlice,
  formatUnits,
  getAddress,
  id,
  type JsonRpcProvider,
  type Log,
  zeroPadValue,
} from 'ethers';
import type { TokenTransfer } from './ChainSource.ts';
import { plainTokenText } from './plainTokenText.ts';

const transferTopic = id('Transfer(address,address,uint256)');
/** Most that one answer lists. */
const listed = 50;
/** Blocks asked for at once; public nodes refuse wide ranges. */
const span = 1000;

type Range = { address: string; fromBlock: number; toBlock: number };

/** Reads ERC-20 transfers of one address from the logs of a bounded range, newest first. */
export async function readTransfers(
  provider: JsonRpcProvider,
  range: Range,
  open: (token: string) => BaseContract,
): Promise<{ transfers: TokenTransfer[]; more: boolean }> {
  const logs = await findLogs(provider, range);
  const wanted = logs.slice(0, listed);
  const tokens = new Map<string, { untrustedSymbol: string; decimals: number | null }>();
  for (const token of new Set(wanted.map((log) => log.address))) {
    tokens.set(token, await describeToken(open(token)));
  }
  const transfers = wanted.map((log) => toTransfer(log, range.address, tokens.get(log.address)));
  return { transfers, more: logs.length > listed };
}

async function findLogs(provider: JsonRpcProvider, { address, fromBlock, toBlock }: Range): Promise<Log[]> {
  const topic = zeroPadValue(address, 32);
  const found = new Map<string, Log>();
  for (let end = toBlock; end >= fromBlock && found.size <= listed; end -= span) {
    const start = Math.max(fromBlock, end - span + 1);
    for (const topics of [
      [transferTopic, topic],
      [transferTopic, null, topic],
    ]) {
      for (const log of await provider.getLogs({ fromBlock: start, toBlock: end, topics })) {
        // An ERC-721 transfer has the same topic with the token's number as a fourth one.
        if (log.topics.length === 3) found.set(`${log.transactionHash}/${log.index}`, log);
      }
    }
  }
  return [...found.values()].sort((a, b) => b.blockNumber - a.blockNumber || b.index - a.index);
}

/** A token that answers with nonsense, or not at all, is still listed, without a name. */
async function describeToken(
  contract: BaseContract,
): Promise<{ untrustedSymbol: string; decimals: number | null }> {
  const ask = async (name: string): Promise<unknown> => {
    try {
      return await contract.getFunction(name)();
    } catch {
      return undefined;
    }
  };
  const symbol = await ask('symbol');
  const decimals = Number(await ask('decimals'));
  return {
    untrustedSymbol: plainTokenText(typeof symbol === 'string' ? symbol : ''),
    decimals: Number.isInteger(decimals) && decimals >= 0 && decimals <= 77 ? decimals : null,
  };
}

function toTransfer(
  log: Log,
  address: string,
  token: { untrustedSymbol: string; decimals: number | null } | undefined,
): TokenTransfer {
  const from = addressOf(log.topics[1]);
  const to = addressOf(log.topics[2]);
  const own = getAddress(address);
  const decimals = token?.decimals ?? null;
  const amount = formatUnits(log.data === '0x' ? 0n : BigInt(dataSlice(log.data, 0, 32)), decimals ?? 0);
  return {
    block: log.blockNumber,
    transaction: log.transactionHash,
    token: log.address,
    untrustedSymbol: token?.untrustedSymbol ?? '',
    direction: from === to ? 'self' : to === own ? 'in' : 'out',
    counterparty: to === own ? from : to,
    amount: amount.endsWith('.0') ? amount.slice(0, -2) : amount,
    decimals,
  };
}

function addressOf(topic: string | undefined): string {
  return getAddress(dataSlice(topic ?? '0x', 12));
}
