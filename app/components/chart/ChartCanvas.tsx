'use client';
import { useEffect, useRef, useState } from 'react';
import type { Bar, Timeframe } from '../../../domain/market.ts';
import type { NewsItem } from '../../../domain/NewsItem.ts';
import { useInstrument } from '../../data/desk.ts';
import { toMarketTime } from '../../data/market.ts';
import { type Indicator, usePrefs } from '../../data/prefs.ts';
import { ErrorState } from '../ui/ErrorState.tsx';
import { BarCursor } from './BarCursor.tsx';
import { createDeskChart, type DeskChart } from './createDeskChart.ts';
import { drawIndicators, updateIndicators } from './drawIndicators.ts';
import { fanLines } from './fanLines.ts';
import { Legend } from './Legend.tsx';
import { placeMarks } from './placeMarks.ts';
import { placeNews } from './placeNews.ts';
import { useBarData } from './useBarData.ts';
import { useColours } from './useColours.ts';
import { useForecast } from './useForecast.ts';
import { useNews } from './useNews.ts';
import { useOverlays } from './useOverlays.ts';

type Props = {
  instrument: string;
  timeframe: Timeframe;
  indicators: Indicator[];
  /** Proposals, orders and fills are drawn in; off in the small charts of the chat. */
  overlays?: boolean;
};

/** The chart itself. Loaded on its own, after the rest of the page. */
export default function ChartCanvas({ instrument, timeframe, indicators, overlays = true }: Props) {
  const element = useRef<HTMLDivElement>(null);
  const [chart, setChart] = useState<DeskChart | null>(null);
  const shownFirst = useRef<number | undefined>(undefined);
  const [pointed, setPointed] = useState<Bar | null>(null);
  const [lastBar, setLastBar] = useState<Bar | null>(null);
  const { zone, fan, news: newsWanted } = usePrefs();
  const colours = useColours(element);
  const tick = useInstrument(instrument)?.priceTick;
  const { levels, marks } = useOverlays(instrument);
  const forecast = useForecast(instrument, timeframe, overlays && fan ? lastBar?.ts : undefined);

  const news = useNews(instrument, overlays && newsWanted);
  const [newsByBar, setNewsByBar] = useState<ReadonlyMap<number, NewsItem[]>>(new Map());

  const { bars, failure, loadOlder, retry, latest } = useBarData(instrument, timeframe, (fresh, all) => {
    if (!chart || shownFirst.current === undefined) return;
    for (const bar of fresh) chart.updateBar(bar);
    updateIndicators(chart, indicators, all, fresh.length);
    setLastBar(fresh.at(-1) ?? null);
  });

  useEffect(() => {
    if (!element.current || tick === undefined) return;
    const made = createDeskChart(element.current, tick, overlays);
    made.chart.subscribeCrosshairMove((move) => {
      const time = move.time === undefined ? undefined : Number(move.time) * 1000;
      setPointed(time === undefined ? null : (latest().find((bar) => bar.ts === time) ?? null));
    });
    made.chart.timeScale().subscribeVisibleLogicalRangeChange((range) => {
      if (range && range.from < 40) void loadOlder();
    });
    setChart(made);
    return () => {
      shownFirst.current = undefined;
      setChart(null);
      made.remove();
    };
  }, [tick, overlays, latest, loadOlder]);

  useEffect(() => {
    if (chart && colours) chart.paint(colours, zone);
  }, [chart, colours, zone]);

  useEffect(() => {
    if (!chart || !bars || !colours) return;
    const scale = chart.chart.timeScale();
    const range = scale.getVisibleLogicalRange();
    const before = shownFirst.current;
    const added = before === undefined ? 0 : bars.findIndex((bar) => bar.ts === before);
    const all = latest().length >= bars.length ? latest() : bars;
    chart.setBars(all);
    drawIndicators(chart, indicators, all, colours);
    // Older bars came in at the left: keep what the reader looks at where it is.
    if (range && added > 0) scale.setVisibleLogicalRange({ from: range.from + added, to: range.to + added });
    shownFirst.current = bars[0]?.ts;
    setLastBar(all.at(-1) ?? null);
  }, [chart, bars, indicators, colours, latest]);

  useEffect(() => {
    if (!chart || !bars || !colours || !overlays) return;
    chart.setLevels(levels);
    const place = () => chart.setMarkers(placeMarks(instrument, marks, latest(), colours));
    place();
    // In a replay the first seconds tell how fast it runs, and with it where the fills belong.
    const again = setTimeout(place, 4000);
    return () => clearTimeout(again);
  }, [chart, bars, colours, instrument, levels, marks, overlays, latest]);

  useEffect(() => {
    if (!chart || !bars || !colours) return;
    const place = () => {
      const placed = placeNews(news, latest(), (at) => toMarketTime(instrument, at));
      setNewsByBar(placed);
      chart.setNews(
        [...placed.keys()].sort((a, b) => a - b),
        colours.ink,
      );
    };
    place();
    // As with the fills, a replay tells only after a while where in its time they belong.
    const again = setTimeout(place, 4000);
    return () => clearTimeout(again);
  }, [chart, bars, colours, instrument, news, latest]);

  useEffect(() => {
    if (chart && bars && colours) chart.setFan(fan ? fanLines(forecast) : [], colours.sim);
  }, [chart, bars, colours, fan, forecast]);

  return (
    <div className="relative h-full min-h-0">
      <div ref={element} className="absolute inset-0" />
      {failure && !bars ? (
        <div className="relative z-20">
          <ErrorState what="The chart" error={failure} onRetry={retry} />
        </div>
      ) : null}
      {tick ? (
        <Legend
          bar={pointed ?? lastBar}
          tick={tick}
          indicators={indicators}
          compact={!overlays}
          news={newsByBar.get((pointed ?? lastBar)?.ts ?? 0) ?? []}
          {...(overlays && fan && forecast ? { forecast } : {})}
        />
      ) : null}
      <BarCursor
        label={`Bars of ${instrument}, ${timeframe}`}
        bars={bars}
        newsOf={(bar) => newsByBar.get(bar.ts) ?? []}
        onPoint={(bar) => {
          chart?.pointAt(bar);
          setPointed(bar);
        }}
      />
    </div>
  );
}
