'use client';
import { decimal } from '../../../domain/decimal.ts';
import type { ForecastView } from '../../../domain/ForecastRecord.ts';
import type { Bar } from '../../../domain/market.ts';
import type { NewsItem } from '../../../domain/NewsItem.ts';
import { type Indicator, usePrefs } from '../../data/prefs.ts';
import { byStep, percent, plain } from '../../lib/format.ts';
import { dateTime } from '../../lib/time.ts';
import { Signed } from '../ui/Signed.tsx';
import { ForecastLine } from './ForecastLine.tsx';
import { NewsLines } from './NewsLines.tsx';

const names: Record<Indicator, { text: string; colour: string }> = {
  ema20: { text: 'EMA 20', colour: 'bg-warn' },
  ema50: { text: 'EMA 50', colour: 'bg-sim' },
  bollinger: { text: 'Bollinger 20, 2', colour: 'bg-faint' },
  rsi: { text: 'RSI 14', colour: 'bg-recorded' },
};

type Props = {
  bar: Bar | null;
  tick: string;
  indicators: Indicator[];
  compact?: boolean;
  forecast?: ForecastView;
  /** What came in the bar that is shown. */
  news: readonly NewsItem[];
};

/** Open, high, low, close and volume of the bar under the cursor, or of the newest one. */
export function Legend({ bar, tick, indicators, compact, forecast, news }: Props) {
  const { zone } = usePrefs();
  if (!bar) return null;
  const change = decimal(bar.close).minus(decimal(bar.open));
  const share = decimal(bar.open).isZero()
    ? '0'
    : change.div(decimal(bar.open)).times(100).toDecimalPlaces(2).toString();
  const cell = (term: string, value: string) => (
    <span>
      <span className="text-faint">{term}</span> {value}
    </span>
  );
  return (
    <div className="pointer-events-none absolute top-2 left-3 z-10 flex max-w-[calc(100%-5.5rem)] flex-col gap-0.5 text-2xs text-muted">
      <div className="flex flex-wrap gap-x-2.5">
        <span className="text-ink">{dateTime(bar.ts, zone).replace(/:00(Z?)$/, '$1')}</span>
        {compact ? null : (
          <>
            {cell('O', byStep(bar.open, tick))}
            {cell('H', byStep(bar.high, tick))}
            {cell('L', byStep(bar.low, tick))}
          </>
        )}
        {cell('C', byStep(bar.close, tick))}
        <Signed value={share} text={percent(share, { signed: true })} />
        {compact ? null : cell('Vol', plain(decimal(bar.volume).toDecimalPlaces(2).toString()))}
      </div>
      {indicators.length > 0 ? (
        <div className="flex flex-wrap gap-x-2.5 max-sm:hidden">
          {indicators.map((indicator) => (
            <span key={indicator} className="inline-flex items-center gap-1">
              <span aria-hidden className={`h-0.5 w-2.5 rounded-full ${names[indicator].colour}`} />
              {names[indicator].text}
            </span>
          ))}
        </div>
      ) : null}
      {forecast ? <ForecastLine view={forecast} /> : null}
      {news.length > 0 ? <NewsLines items={news} /> : null}
    </div>
  );
}
