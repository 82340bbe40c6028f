import type { ChatToolOutput } from '../../../domain/chat.ts';
import type { InstrumentId } from '../../../domain/ids.ts';
import type { Timeframe } from '../../../domain/market.ts';
import type { fetchBars } from '../../../tools/fetchBars.ts';
import type { fetchQuote } from '../../../tools/fetchQuote.ts';
import type { runTrendModel } from '../../../tools/runTrendModel.ts';
import type { ResultOf } from '../../../tools/Tool.ts';
import { cite, grouped, signed } from '../phrases.ts';
import { ask, request, type Talk } from '../Talk.ts';

/** The trend model's odds, always with how far to trust them, and what the averages say beside it. */
export function* answerTrend(instruments: readonly InstrumentId[], timeframe: Timeframe): Talk {
  const lines: string[] = [];
  for (const instrument of instruments) {
    const [odds, bars] = yield* ask([
      request<typeof runTrendModel>('runTrendModel', { instrument, timeframe }),
      request<typeof fetchBars>('fetchBars', { instrument, timeframe, count: 24 }),
    ]);
    lines.push(`${oddsWords(instrument, odds)} ${barsWords(bars)}`);
  }
  return lines.join('\n\n');
}

/** "Should I buy?" gets facts and no recommendation. */
export function* answerAdvice(instruments: readonly InstrumentId[]): Talk {
  const lines: string[] = [];
  for (const instrument of instruments) {
    const [quote, odds, bars] = yield* ask([
      request<typeof fetchQuote>('fetchQuote', { instrument }),
      request<typeof runTrendModel>('runTrendModel', { instrument, timeframe: '1h' }),
      request<typeof fetchBars>('fetchBars', { instrument, timeframe: '1h', count: 24 }),
    ]);
    const price = quote.ok
      ? `${instrument} is at ${grouped(quote.result.last)}${cite(quote)}.`
      : quote.message;
    lines.push(`${price} ${oddsWords(instrument, odds)} ${barsWords(bars)}`);
  }
  return `${lines.join('\n\n')}\n\nI am rule-based and give no advice; what I can do is put up what you decide, for example "buy 500 USDT of ${instruments[0]?.split('/')[0]} stop 2% below". Nothing was proposed.`;
}

function oddsWords(instrument: string, odds: ChatToolOutput<ResultOf<typeof runTrendModel>>): string {
  if (!odds.ok) return odds.message;
  const { up, flat, down, horizonHours, caveat, timeframe, lately } = odds.result;
  const share = (value: string) => `${(Number(value) * 100).toFixed(1)}%`;
  return `The trend model gives **${instrument}** on ${timeframe} bars up ${share(up)}, flat ${share(flat)}, down ${share(down)} over ${horizonHours} h${cite(odds)}. How far to trust it: ${caveat} ${lately}`;
}

function barsWords(bars: ChatToolOutput<ResultOf<typeof fetchBars>>): string {
  if (!bars.ok) return bars.message;
  const { changePercent, count, timeframe, trend, rsi14 } = bars.result;
  const rsi = rsi14 === null ? '' : `, RSI ${rsi14}`;
  return `Over the last ${count} ${timeframe} bars it moved ${signed(changePercent)}; the averages point ${trend}${rsi}${cite(bars)}.`;
}
