import type { Instrument } from '../../../domain/Instrument.ts';
import { type InstrumentId, instrumentId } from '../../../domain/ids.ts';
import type { SimulatedSymbol } from '../../../venues/simulated/SimulatedMarket.ts';

/** What the simulation's exchange trades. */
export const simulatedSymbols: readonly (SimulatedSymbol & { id: InstrumentId })[] = [
  { base: 'BTC', quantityStep: '0.00001' },
  { base: 'ETH', quantityStep: '0.0001' },
].map(({ base, quantityStep }) => ({
  id: instrumentId.parse(`${base}/USDT`),
  symbol: `${base}USDT`,
  base,
  quote: 'USDT',
  priceTick: '0.01',
  quantityStep,
  minQuantity: quantityStep,
  maxQuantity: '9000',
  minNotional: '5',
}));

/** The same as the desk reads it from a venue. */
export const simulatedInstruments: ReadonlyMap<InstrumentId, Instrument> = new Map(
  simulatedSymbols.map(({ symbol: _, ...rules }) => [
    rules.id,
    {
      ...rules,
      tradable: true,
      makerFee: '0.001',
      takerFee: '0.001',
      orderTypes: ['market', 'limit', 'postOnly', 'stop', 'stopLimit', 'takeProfit', 'oco'],
      timeInForce: ['gtc', 'ioc', 'fok'],
    },
  ]),
);
