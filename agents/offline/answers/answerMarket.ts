import { decimal } from '../../../domain/decimal.ts';
import type { InstrumentId } from '../../../domain/ids.ts';
import type { Timeframe } from '../../../domain/market.ts';
import { type compareInstruments, mostCompared } from '../../../tools/compareInstruments.ts';
import type { fetchBars } from '../../../tools/fetchBars.ts';
import type { fetchBook } from '../../../tools/fetchBook.ts';
import type { fetchQuote } from '../../../tools/fetchQuote.ts';
import type { showChart } from '../../../tools/showChart.ts';
import { cite, grouped, list, signed, sourced } from '../phrases.ts';
import { ask, request, type Talk } from '../Talk.ts';

/** Current prices, and what a quantity is worth where one was named. */
export function* answerPrice(instruments: readonly InstrumentId[], quantity?: string): Talk {
  const outputs = yield* ask(
    instruments.map((instrument) => request<typeof fetchQuote>('fetchQuote', { instrument })),
  );
  return outputs
    .map((output) => {
      if (!output.ok) return output.message;
      const { instrument, last, bid, ask: offered, stale } = output.result;
      const worth = quantity
        ? ` ${quantity} ${instrument.split('/')[0]} is ${grouped(decimal(quantity).times(decimal(last)).toDecimalPlaces(2).toString())} ${instrument.split('/')[1]} at the last price.`
        : '';
      const old = stale ? ' That is stale: no order can be approved on it.' : '';
      return `**${instrument}** last ${grouped(last)}, bid ${grouped(bid)}, ask ${grouped(offered)} (${sourced(output)})${cite(output)}.${worth}${old}`;
    })
    .join('\n\n');
}

/** Depth of the books, and what taking a quantity at once would cost. */
export function* answerBook(instruments: readonly InstrumentId[], quantity?: string): Talk {
  const outputs = yield* ask(
    instruments.map((instrument) =>
      request<typeof fetchBook>('fetchBook', { instrument, ...(quantity !== undefined && { quantity }) }),
    ),
  );
  return outputs
    .map((output) => {
      if (!output.ok) return output.message;
      const { instrument, mid, spreadPercent, bids, asks, take, stale } = output.result;
      const [base] = instrument.split('/');
      const costs = take.map(
        ({ side, quantity: wanted, filled, complete, averagePrice, slippagePercent }) =>
          `- ${side} ${wanted} ${base} at once: ${complete ? '' : `only ${filled} is there, `}average ${grouped(averagePrice)}, slippage ${slippagePercent}% of the middle, fees apart`,
      );
      const old = stale ? ' That is stale.' : '';
      return [
        `**${instrument}** middle ${grouped(mid)}, spread ${spreadPercent}%; within 1% of it ${grouped(bids.depth['1'])} ${base} are wanted and ${grouped(asks.depth['1'])} offered (${sourced(output)})${cite(output)}.${old}`,
        ...costs,
      ].join('\n');
    })
    .join('\n\n');
}

/** What happened over a stretch of time. */
export function* answerChanges(
  instruments: readonly InstrumentId[],
  { timeframe, count, words }: { timeframe: Timeframe; count: number; words: string },
): Talk {
  const outputs = yield* ask(
    instruments.map((instrument) => request<typeof fetchBars>('fetchBars', { instrument, timeframe, count })),
  );
  const lines = outputs.map((output) => {
    if (!output.ok) return `- ${output.message}`;
    const { instrument, changePercent, open, close, high, low, volatilityPercent } = output.result;
    const arrow = changePercent.startsWith('-') ? '▼' : '▲';
    return `- **${instrument}** ${arrow} ${signed(changePercent)}: ${grouped(open)} → ${grouped(close)}, high ${grouped(high)}, low ${grouped(low)}, typical ${timeframe} move ${volatilityPercent}%${cite(output)}`;
  });
  return `Over ${words}, from ${timeframe} bars:\n\n${lines.join('\n')}`;
}

/** Indicator values with what they are commonly taken to mean. */
export function* answerIndicators(instruments: readonly InstrumentId[], timeframe: Timeframe): Talk {
  const outputs = yield* ask(
    instruments.map((instrument) =>
      request<typeof fetchBars>('fetchBars', { instrument, timeframe, count: 50 }),
    ),
  );
  return outputs
    .map((output) => {
      if (!output.ok) return output.message;
      const { instrument, close, ema20, ema50, rsi14, atr14, atrPercent, trend } = output.result;
      const parts = [
        ema20 === null ? [] : [`EMA 20 ${grouped(ema20)}`],
        ema50 === null ? [] : [`EMA 50 ${grouped(ema50)}`],
        rsi14 === null ? [] : [`RSI 14 ${rsi14}${rsiWords(Number(rsi14))}`],
        atr14 === null ? [] : [`ATR 14 ${grouped(atr14)} (${atrPercent}%)`],
      ].flat();
      return `**${instrument}** on ${timeframe} bars: close ${grouped(close)}, ${list(parts)}; the averages point ${trend}${cite(output)}.`;
    })
    .join('\n\n');
}

/** How the instruments did against each other. */
export function* answerCompare(instruments: readonly InstrumentId[]): Talk {
  if (instruments.length < 2)
    return `There is only ${list(instruments)} here, so nothing to compare it with.`;
  const named = { instruments: instruments.slice(0, mostCompared) };
  const [output] = yield* ask([request<typeof compareInstruments>('compareInstruments', named)]);
  if (!output.ok) return output.message;
  const { ranked, correlations, without } = output.result;
  const table = [
    '| 24 h | change | range | per hour | RSI 14 | averages |',
    '| --- | --- | --- | --- | --- | --- |',
    ...ranked.map(
      ({ instrument, changePercent, rangePercent, volatilityPercent, rsi14, trend }) =>
        `| ${instrument} | ${signed(changePercent)} | ${rangePercent}% | ${volatilityPercent}% | ${rsi14 ?? '–'} | ${trend} |`,
    ),
  ].join('\n');
  const pairs = correlations.flatMap(({ pair, correlation }) =>
    correlation === null ? [] : [`${pair.join(' and ')} ${correlation}`],
  );
  const together = pairs.length > 0 ? ` Correlation of hourly returns: ${list(pairs)}.` : '';
  const missing = without.length > 0 ? ` There are no bars of ${list(without)}.` : '';
  return `${table}\n\n${ranked[0]?.instrument} did best, from 24 bars of 1h each${cite(output)}.${together}${missing}`;
}

/** A live chart, with one line on what it shows. */
export function* answerChart(instruments: readonly InstrumentId[], timeframe: Timeframe): Talk {
  const shown = yield* ask(
    instruments
      .slice(0, 3)
      .map((instrument) => request<typeof showChart>('showChart', { instrument, timeframe })),
  );
  const said = shown.map((output) =>
    output.ok ? `${output.result.instrument}, ${output.result.timeframe}` : output.message,
  );
  return `Here is the chart: ${list(said)}.`;
}

function rsiWords(rsi: number): string {
  if (rsi >= 70) return ' (often called overbought)';
  return rsi <= 30 ? ' (often called oversold)' : '';
}
