import { type Instrument, instrument } from '../../../domain/Instrument.ts';
import { instrumentId } from '../../../domain/ids.ts';
import type { RawMarket } from './answers.ts';

type Fees = { maker: string; taker: string };

/** Binance's order types and the desk's; a type that is not here is not used. */
const orderTypes: Readonly<Record<string, Instrument['orderTypes'][number]>> = {
  MARKET: 'market',
  LIMIT: 'limit',
  LIMIT_MAKER: 'postOnly',
  STOP_LOSS: 'stop',
  STOP_LOSS_LIMIT: 'stopLimit',
  TAKE_PROFIT: 'takeProfit',
};

/**
 * Reads one market of the exchange's `exchangeInfo`. Undefined for one that the desk cannot name or whose rules
 * are missing: nothing is traded without knowing its steps.
 */
export function toInstrument(raw: RawMarket, fees: Fees): Instrument | undefined {
  const filter = (type: string) => raw.filters.find((found) => found.filterType === type);
  const lot = filter('LOT_SIZE');
  const id = instrumentId.safeParse(`${raw.baseAsset}/${raw.quoteAsset}`);
  const types = raw.orderTypes.map((type) => orderTypes[type]).filter((type) => type !== undefined);
  const parsed = instrument.safeParse({
    id: id.data,
    base: raw.baseAsset,
    quote: raw.quoteAsset,
    tradable: raw.status === 'TRADING' && raw.isSpotTradingAllowed,
    priceTick: filter('PRICE_FILTER')?.tickSize,
    quantityStep: lot?.stepSize,
    minQuantity: lot?.minQty,
    maxQuantity: lot?.maxQty,
    minNotional: filter('NOTIONAL')?.minNotional ?? filter('MIN_NOTIONAL')?.minNotional ?? '0',
    makerFee: fees.maker,
    takerFee: fees.taker,
    orderTypes: raw.ocoAllowed ? [...types, 'oco'] : types,
    timeInForce: ['gtc', 'ioc', 'fok'],
  });
  return parsed.data;
}
