import { getAddress } from 'ethers';
import { decimal } from '../../domain/decimal.ts';
import { abi } from './abi.ts';
import type { DexMarket } from './DexMarket.ts';
import { fromUnits } from './units.ts';

/** A log as a node gives it. */
export type EvmLog = { address: string; topics: readonly string[]; data: string };

/** What a transaction traded, as an order's fill counts it. */
export type EvmTrade = { quantity: string; price: string };

/**
 * What a swap moved to and from the account by the tokens' own transfer logs; null where it moved nothing. Only logs of
 * the two configured tokens count: anybody can emit one that looks like it.
 */
export function readTrade(
  market: Pick<DexMarket, 'base' | 'quote'>,
  side: 'buy' | 'sell',
  { owner, logs }: { owner: string; logs: readonly EvmLog[] },
): EvmTrade | null {
  const net = (token: string): bigint => netTransfers(logs, token, owner);
  const sign = side === 'buy' ? 1n : -1n;
  const base = sign * net(market.base.address);
  const quote = -sign * net(market.quote.address);
  if (base <= 0n || quote <= 0n) return null;
  const quantity = fromUnits(base, market.base.decimals);
  const notional = fromUnits(quote, market.quote.decimals);
  if (decimal(quantity).isZero() || decimal(notional).isZero()) return null;
  return { quantity, price: decimal(notional).div(quantity).toSignificantDigits(30).toString() };
}

function netTransfers(logs: readonly EvmLog[], token: string, owner: string): bigint {
  let net = 0n;
  for (const log of logs) {
    if (getAddress(log.address) !== getAddress(token)) continue;
    const parsed = abi.erc20.parseLog({ topics: [...log.topics], data: log.data });
    if (parsed?.name !== 'Transfer') continue;
    const [from, to, amount] = parsed.args;
    if (to === getAddress(owner)) net += BigInt(amount);
    if (from === getAddress(owner)) net -= BigInt(amount);
  }
  return net;
}
