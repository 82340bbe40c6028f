import type { InstrumentId, OrderId, ProposalId } from '../../../domain/ids.ts';
import type { Timeframe } from '../../../domain/market.ts';
import type { ReadNumber } from './readNumber.ts';

/**
 * A lower-case message whose meaningful pieces are replaced by upper-case marks: `N0` numbers, `I0` instruments,
 * `T0` timeframes, `Q` the quote currency, `F0` other money, `A0` addresses, `P0` proposals, `O0` orders. Rules then
 * match words and marks without meeting digits or symbols.
 */
export type Annotated = {
  text: string;
  numbers: { written: string; read: ReadNumber }[];
  instruments: InstrumentId[];
  timeframes: Timeframe[];
  money: string[];
  addresses: string[];
  proposals: ProposalId[];
  orders: OrderId[];
  /** Coins and pairs that were named and are not traded here. */
  unknown: string[];
  notes: string[];
};

/** Puts a value into its list and returns its mark. */
export function mark<T>(list: T[], value: T, letter: string): string {
  const known = list.indexOf(value);
  return ` ${letter}${known < 0 ? list.push(value) - 1 : known} `;
}
