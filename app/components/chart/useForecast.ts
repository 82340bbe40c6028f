import { useEffect, useState } from 'react';
import type { ForecastView } from '../../../domain/ForecastRecord.ts';
import type { Timeframe } from '../../../domain/market.ts';
import { getJson } from '../../data/http.ts';

/** The model's forecast for a chart, asked for anew when `bar` (open time of the newest bar, epoch ms) changes. */
export function useForecast(
  instrument: string,
  timeframe: Timeframe,
  bar: number | undefined,
): ForecastView | undefined {
  const [view, setView] = useState<ForecastView | undefined>(undefined);
  useEffect(() => {
    if (bar === undefined) return;
    const asked = new AbortController();
    const query = new URLSearchParams({ instrument, timeframe });
    getJson<ForecastView>(`/api/forecast?${query}`, asked.signal)
      .then(setView)
      // A chart without a fan is still true; the next bar asks again.
      .catch(() => asked.signal.aborted || setView(undefined));
    return () => asked.abort();
  }, [instrument, timeframe, bar]);
  return view;
}
