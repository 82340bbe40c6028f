import { z } from 'zod';
import { decimal } from '../domain/decimal.ts';
import { instrumentId } from '../domain/ids.ts';
import { truncateQuantity } from '../domain/instrumentRules.ts';
import { quoteAge } from '../domain/quoteAge.ts';
import { positiveDecimal } from '../domain/schema.ts';
import { bookFigures, digestBook, type UnusableBook } from './book/digestBook.ts';
import { findInstrument } from './findInstrument.ts';
import { defineTool } from './Tool.ts';

/** Levels asked for on each side. */
const levels = 100;
const unusable: Readonly<Record<UnusableBook, string>> = {
  oneSided: 'it has no orders on one side',
  crossed: 'its best bid is not below its best ask',
  disordered: 'its levels are out of order, repeated, or have a price of 0',
};

/** Depth of the order book, and what taking a size from it would cost. */
export const fetchBook = defineTool({
  name: 'fetchBook',
  description:
    'Order book of one instrument: best bid and ask, spread, depth within 0.1, 0.5 and 1% of the middle (base units). With `quantity` (base units) or `notional` (quote units): the average price and slippage of taking that much at once, for a buy and a sell unless `side` names one, fees apart. Use it before proposing a market order.',
  input: z
    .strictObject({
      instrument: instrumentId,
      quantity: positiveDecimal.optional(),
      notional: positiveDecimal.optional(),
      side: z.enum(['buy', 'sell']).optional(),
    })
    .refine(({ quantity, notional }) => quantity === undefined || notional === undefined, {
      error: 'give quantity or notional, not both',
    }),
  writes: false,
  trusted: true,
  async run({ desk }, { instrument: id, quantity, notional, side }) {
    const found = findInstrument(desk, id);
    if (found.kind === 'refused') return found;
    const { instrument } = found;
    const book = await desk.market.book(id, levels);
    const wanted = quantity ?? (notional && sizeOf(notional, book.asks[0]?.[0], instrument));
    const take = wanted && { quantity: wanted, sides: side ? [side] : (['buy', 'sell'] as const) };
    const digest = digestBook(book, instrument, take || undefined);
    if (typeof digest === 'string') {
      const message = `The order book of ${id} cannot be relied on: ${unusable[digest]}. Nothing is said of depth or slippage.`;
      return { kind: 'refused' as const, code: 'book.unusable', message };
    }
    const slips = digest.take.map((one) => `, ${one.side} ${one.quantity} slips ${one.slippagePercent}%`);
    return {
      kind: 'read' as const,
      source: desk.venue.label,
      exchangeTime: book.exchangeTime,
      instruments: [id],
      figures: bookFigures(digest),
      summary: `${id} bid ${digest.bids.best}, ask ${digest.asks.best}, spread ${digest.spreadPercent}%${slips.join('')}`,
      result: {
        instrument: id,
        ...digest,
        stale: desk.clock.now() - book.exchangeTime > quoteAge.staleMs,
      },
    };
  },
});

/** Quantity that a sum of quote units buys at the best ask, by the instrument's step; undefined for less than a step. */
function sizeOf(
  notional: string,
  ask: string | undefined,
  steps: { priceTick: string; quantityStep: string },
): string | undefined {
  if (ask === undefined || decimal(ask).isZero()) return undefined;
  const quantity = truncateQuantity(steps, decimal(notional).div(decimal(ask)));
  return quantity.isZero() ? undefined : quantity.toString();
}
