import type { Fill } from '../../domain/Fill.ts';
import type { OrderIntent } from '../../domain/Order.ts';
import type { Dex } from '../../venues/evm/Dex.ts';
import type { SeenReceipt } from '../../venues/evm/lookAtNonce.ts';
import { readTrade } from '../../venues/evm/readTrade.ts';
import { fromUnits } from '../../venues/evm/units.ts';

const weiPerCoin = 18;

/** The swap as one execution; null where it moved nothing. Its fee is the gas: the pool's own is in the price. */
export function toFill(dex: Dex, intent: OrderIntent, seen: SeenReceipt): Fill | null {
  const market = dex.markets.get(intent.instrument);
  const trade = market && readTrade(market, intent.side, { owner: dex.sender, logs: seen.logs });
  if (!trade) return null;
  return {
    ...trade,
    id: seen.hash,
    order: intent.id,
    account: intent.account,
    instrument: intent.instrument,
    side: intent.side,
    fee: fromUnits(seen.fee, weiPerCoin),
    feeAsset: dex.coin,
    liquidity: 'taker',
    at: seen.blockTime,
  };
}
