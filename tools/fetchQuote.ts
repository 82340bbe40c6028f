import { z } from 'zod';
import { instrumentId } from '../domain/ids.ts';
import { formatToStep } from '../domain/instrumentRules.ts';
import { quoteAge } from '../domain/quoteAge.ts';
import { findInstrument } from './findInstrument.ts';
import { defineTool } from './Tool.ts';

/** Best bid, best ask and the last trade, with their age. */
export const fetchQuote = defineTool({
  name: 'fetchQuote',
  description:
    'Current price of one instrument: best bid, best ask, last trade (quote currency), their sizes (base units), and how old they are. Call it before stating any current price.',
  input: z.strictObject({ instrument: instrumentId }),
  writes: false,
  trusted: true,
  async run({ desk }, { instrument: id }) {
    const found = findInstrument(desk, id);
    if (found.kind === 'refused') return found;
    const quote = desk.market.quote(id);
    if (!quote) {
      return {
        kind: 'refused' as const,
        code: 'quote.none',
        message: `No price of ${id} has arrived yet (feed: ${desk.market.feed.state}). Nothing can be said about it until one does.`,
      };
    }
    const tick = found.instrument.priceTick;
    const prices = {
      last: formatToStep(quote.last, tick),
      bid: formatToStep(quote.bid, tick),
      ask: formatToStep(quote.ask, tick),
    };
    const stale = desk.clock.now() - quote.exchangeTime > quoteAge.staleMs;
    return {
      kind: 'read' as const,
      source: desk.venue.label,
      exchangeTime: quote.exchangeTime,
      instruments: [id],
      figures: Object.entries(prices).map(([name, value]) => ({ name, value })),
      summary: `${id} last ${prices.last}, bid ${prices.bid}, ask ${prices.ask}`,
      result: {
        instrument: id,
        ...prices,
        bidQuantity: quote.bidQuantity,
        askQuantity: quote.askQuantity,
        marketTime: quote.marketTime,
        stale,
      },
    };
  },
});
