import { dataSlice, getAddress, id, type JsonRpcProvider, type Log, zeroPadValue } from 'ethers';
import type { TokenTransfer } from './ChainSource.ts';
import { describeToken, openToken, type TokenWords } from './describeToken.ts';
import { plainUnits } from './plainUnits.ts';

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
): Promise<{ transfers: TokenTransfer[]; more: boolean }> {
  const logs = await findLogs(provider, range);
  const wanted = logs.slice(0, listed);
  const tokens = new Map<string, TokenWords>();
  for (const token of new Set(wanted.map((log) => log.address))) {
    tokens.set(token, await describeToken(openToken(provider, token)));
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

function toTransfer(log: Log, address: string, token: TokenWords | undefined): TokenTransfer {
  const from = addressOf(log.topics[1]);
  const to = addressOf(log.topics[2]);
  const own = getAddress(address);
  const decimals = token?.decimals ?? null;
  // Whoever writes a log writes as many bytes as they like; the amount is the first word.
  const amount = log.data === '0x' ? 0n : BigInt(log.data.slice(0, 66));
  return {
    block: log.blockNumber,
    transaction: log.transactionHash,
    token: log.address,
    untrustedSymbol: token?.untrustedSymbol ?? '',
    direction: from === to ? 'self' : to === own ? 'in' : 'out',
    counterparty: to === own ? from : to,
    amount: plainUnits(amount, decimals ?? 0),
    decimals,
  };
}

function addressOf(topic: string | undefined): string {
  return getAddress(dataSlice(topic ?? '0x', 12));
}
