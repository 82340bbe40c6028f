import { Exact } from '../../domain/Exact.ts';
import type { Instrument } from '../../domain/Instrument.ts';

/** An instrument's numbers, parsed once for as long as the desk keeps the instrument. */
export type InstrumentNumbers = {
  readonly quantityStep: Exact;
  readonly priceTick: Exact;
  readonly minQuantity: Exact;
  readonly maxQuantity: Exact;
  readonly minNotional: Exact;
  readonly makerFee: Exact;
  readonly takerFee: Exact;
};

const known = new WeakMap<Instrument, InstrumentNumbers>();

export function instrumentNumbers(instrument: Instrument): InstrumentNumbers {
  let numbers = known.get(instrument);
  if (numbers === undefined) {
    numbers = {
      quantityStep: Exact.of(instrument.quantityStep),
      priceTick: Exact.of(instrument.priceTick),
      minQuantity: Exact.of(instrument.minQuantity),
      maxQuantity: Exact.of(instrument.maxQuantity),
      minNotional: Exact.of(instrument.minNotional),
      makerFee: Exact.of(instrument.makerFee),
      takerFee: Exact.of(instrument.takerFee),
    };
    known.set(instrument, numbers);
  }
  return numbers;
}
