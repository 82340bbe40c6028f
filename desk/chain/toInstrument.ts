import type { Instrument } from '../../domain/Instrument.ts';
import type { DexMarket } from '../../venues/evm/DexMarket.ts';

/** A pool takes any price, and any quantity that its token can express, down to what the desk counts in. */
export function toInstrument({ instrument, base, quote, route, quoteSize }: DexMarket): Instrument {
  const step = (decimals: number) => (decimals === 0 ? '1' : `0.${'0'.repeat(Math.min(decimals, 12) - 1)}1`);
  const fee = String(route.feePips / 1_000_000);
  return {
    id: instrument,
    base: base.symbol,
    quote: quote.symbol,
    tradable: true,
    priceTick: step(quote.decimals),
    quantityStep: step(base.decimals),
    minQuantity: quoteSize,
    maxQuantity: '1000000000',
    minNotional: '0',
    makerFee: fee,
    takerFee: fee,
    orderTypes: ['limit'],
    timeInForce: ['ioc'],
  };
}
