import { type Decimal, decimal } from '../../domain/decimal.ts';
import type { Instrument } from '../../domain/Instrument.ts';

/** An instrument's numbers, parsed once for as long as the desk keeps the instrument. */
export type InstrumentNumbers = {
  readonly minQuantity: Decimal;
  readonly maxQuantity: Decimal;
  readonly minNotional: Decimal;
  readonly makerFee: Decimal;
  readonly takerFee: Decimal;
};

const known = new WeakMap<Instrument, InstrumentNumbers>();

export function instrumentNumbers(instrument: Instrument): InstrumentNumbers {
  let numbers = known.get(instrument);
  if (numbers === undefined) {
    numbers = {
      minQuantity: decimal(instrument.minQuantity),
      maxQuantity: decimal(instrument.maxQuantity),
      minNotional: decimal(instrument.minNotional),
      makerFee: decimal(instrument.makerFee),
      takerFee: decimal(instrument.takerFee),
    };
    known.set(instrument, numbers);
  }
  return numbers;
}
