'use client';
import { Activity } from 'lucide-react';
import { Popover } from 'radix-ui';
import type { Timeframe } from '../../../domain/market.ts';
import { deskState, useInstrument } from '../../data/desk.ts';
import { useQuote } from '../../data/market.ts';
import { type Indicator, setPrefs, usePrefs } from '../../data/prefs.ts';
import { useResource } from '../../data/resource.ts';
import { useOnline } from '../../hooks/useOnline.ts';
import { useQuoteAge } from '../../hooks/useQuoteAge.ts';
import { cn } from '../../lib/cn.ts';
import { age, byStep } from '../../lib/format.ts';
import { Button } from '../ui/Button.tsx';
import { CheckRow } from '../ui/CheckRow.tsx';
import { Segmented } from '../ui/Segmented.tsx';
import { Select } from '../ui/Select.tsx';
import { timeframes } from './timeframes.ts';

const indicators: { key: Indicator; label: string }[] = [
  { key: 'ema20', label: 'EMA 20' },
  { key: 'ema50', label: 'EMA 50' },
  { key: 'bollinger', label: 'Bollinger bands 20, 2' },
  { key: 'rsi', label: 'RSI 14' },
];

/** Instrument, price, timeframe and indicators. */
export function ChartToolbar() {
  const prefs = usePrefs();
  const state = useResource(deskState).data;
  const chosen = new Set(prefs.indicators);
  const options = (state?.instruments ?? []).map((one) => ({
    value: one.id as string,
    label: one.id as string,
  }));
  return (
    <div className="@container flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-2 py-1">
      <Select
        label="Instrument"
        value={prefs.instrument}
        onChange={(instrument) => setPrefs({ instrument, follow: false })}
        options={options.length > 0 ? options : [{ value: prefs.instrument, label: prefs.instrument }]}
      />
      <LastPrice instrument={prefs.instrument} />
      <div className="ml-auto flex items-center gap-2 max-sm:ml-0 max-sm:w-full max-sm:justify-between max-sm:px-1">
        <Segmented<Timeframe>
          label="Timeframe"
          value={prefs.timeframe}
          onChange={(timeframe) => setPrefs({ timeframe })}
          options={timeframes.map((value) => ({ value, label: value }))}
          itemClassName="min-w-8 px-1.5 max-sm:h-8"
        />
        <Popover.Root>
          <Popover.Trigger asChild>
            <Button look="ghost" size="icon" aria-label="Indicators" className="max-sm:size-9">
              <Activity aria-hidden />
            </Button>
          </Popover.Trigger>
          <Popover.Portal>
            <Popover.Content
              align="end"
              sideOffset={6}
              aria-label="Indicators"
              className="z-50 w-52 animate-rise rounded-lg border border-line-strong bg-panel p-1.5 shadow-float"
            >
              {indicators.map(({ key, label }) => (
                <CheckRow
                  key={key}
                  label={label}
                  checked={chosen.has(key)}
                  onChange={(on) =>
                    setPrefs({
                      indicators: indicators
                        .map((one) => one.key)
                        .filter((one) => (one === key ? on : chosen.has(one))),
                    })
                  }
                />
              ))}
              <CheckRow
                label="Forecast fan"
                hint="What the trend model expects, and how unsure it is"
                checked={prefs.fan}
                onChange={(fan) => setPrefs({ fan })}
              />
              <CheckRow
                label="News"
                hint="Dots on the time axis, where the desk reads news"
                checked={prefs.news}
                onChange={(news) => setPrefs({ news })}
              />
            </Popover.Content>
          </Popover.Portal>
        </Popover.Root>
      </div>
    </div>
  );
}

function LastPrice({ instrument }: { instrument: string }) {
  const quote = useQuote(instrument);
  const known = useInstrument(instrument);
  const quoteAge = useQuoteAge(instrument);
  const online = useOnline();
  if (!quote || !known) return <span className="h-5 w-40" />;
  const grade = online ? quoteAge?.grade : 'stale';
  return (
    <p className="flex items-baseline gap-2.5 whitespace-nowrap">
      <span className={cn('text-lg font-semibold tracking-tight', grade === 'stale' && 'text-faint')}>
        {byStep(quote.last, known.priceTick)}
      </span>
      {grade === 'fresh' ? (
        <span className="hidden text-xs text-faint @2xl:inline">
          bid <span className="text-muted">{byStep(quote.bid, known.priceTick)}</span> ask{' '}
          <span className="text-muted">{byStep(quote.ask, known.priceTick)}</span>
        </span>
      ) : null}
      {grade !== 'fresh' && quoteAge ? (
        <span className={cn('text-xs', grade === 'stale' ? 'font-medium text-danger' : 'text-warn')}>
          {age(quoteAge.ms)} old
        </span>
      ) : null}
    </p>
  );
}
