import { z } from 'zod';
import { instrumentId } from '../domain/ids.ts';
import { timeframe } from '../domain/market.ts';
import { digestBars, digestFigures, warmUpBars } from './bars/digestBars.ts';
import { findInstrument } from './findInstrument.ts';
import { defineTool } from './Tool.ts';

/** What the last bars amount to: change, range, volatility and indicators, with the newest few bars themselves. */
export const fetchBars = defineTool({
  name: 'fetchBars',
  description:
    'Digest of the newest `count` bars of one instrument: change, high, low, range, volatility per bar, EMA 20/50, RSI 14, ATR 14, MACD histogram, Bollinger bands, ADX 14, and the last 8 bars. For "since yesterday" use timeframe 1h and count 24. Prices in quote currency, shares in percent.',
  input: z.strictObject({
    instrument: instrumentId,
    timeframe: timeframe.default('1h'),
    count: z.int().min(2).max(500).default(24),
  }),
  writes: false,
  trusted: true,
  async run({ desk }, { instrument: id, timeframe: length, count }) {
    const found = findInstrument(desk, id);
    if (found.kind === 'refused') return found;
    const bars = await desk.market.bars(id, length, { limit: count + warmUpBars });
    const digest = digestBars(bars, count, found.instrument.priceTick);
    if (!digest) {
      const message = `${desk.venue.label} has no ${length} bars of ${id}.`;
      return { kind: 'refused' as const, code: 'bars.none', message };
    }
    return {
      kind: 'read' as const,
      source: desk.venue.label,
      // Bars carry market time, which in replay is virtual; the newest one moves with the quote.
      exchangeTime: desk.market.quote(id)?.exchangeTime ?? null,
      instruments: [id],
      figures: digestFigures(digest),
      summary: `${id} ${digest.count} × ${length}: ${digest.changePercent.startsWith('-') ? '' : '+'}${digest.changePercent}%, close ${digest.close}, high ${digest.high}, low ${digest.low}`,
      result: { instrument: id, timeframe: length, ...digest },
    };
  },
});
