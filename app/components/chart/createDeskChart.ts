import {
  type AutoscaleInfo,
  type CandlestickData,
  CandlestickSeries,
  ColorType,
  CrosshairMode,
  createChart,
  createSeriesMarkers,
  HistogramSeries,
  type IChartApi,
  type IPriceLine,
  type ISeriesApi,
  LineSeries,
  LineStyle,
  type SeriesMarker,
  type Time,
  type UTCTimestamp,
} from 'lightweight-charts';
import type { Bar } from '../../../domain/market.ts';
import { dateTime, shortDate, shortTime, type Zone } from '../../lib/time.ts';
import type { ChartColours } from './colours.ts';
import type { FanLine } from './fanLines.ts';

export type Level = {
  key: string;
  price: number;
  title: string;
  tone: 'entry' | 'stop' | 'target' | 'order' | 'position';
};
export type Marker = SeriesMarker<Time>;

export type DeskChart = ReturnType<typeof createDeskChart>;

const seconds = (ms: number) => Math.floor(ms / 1000) as UTCTimestamp;
const milliseconds = (time: Time) => Number(time) * 1000;

/** One chart on one element: candles, volume, levels and markers. Bar times are never shifted, only their labels. */
export function createDeskChart(element: HTMLElement, tick: string, large: boolean) {
  const decimals = tick.includes('.') ? (tick.split('.')[1]?.replace(/0+$/, '').length ?? 0) : 0;
  const chart: IChartApi = createChart(element, {
    autoSize: true,
    layout: {
      // The library's licence asks for its mark on the page; the large chart carries it for all.
      attributionLogo: large,
      fontSize: 11,
      fontFamily: getComputedStyle(element).fontFamily,
      panes: { enableResize: true },
    },
    rightPriceScale: { borderVisible: false, scaleMargins: { top: 0.12, bottom: 0.22 } },
    timeScale: {
      borderVisible: false,
      timeVisible: true,
      secondsVisible: false,
      rightOffset: 6,
      barSpacing: 7,
    },
    crosshair: { mode: CrosshairMode.Normal },
    handleScale: { axisPressedMouseMove: { time: true, price: true } },
  });
  const priceFormat = { type: 'price', precision: decimals, minMove: Number(tick) } as const;
  const candles = chart.addSeries(CandlestickSeries, { priceFormat, borderVisible: true });
  const volume = chart.addSeries(HistogramSeries, {
    priceFormat: { type: 'volume' },
    priceScaleId: 'volume',
    lastValueVisible: false,
    priceLineVisible: false,
  });
  chart.priceScale('volume').applyOptions({ scaleMargins: { top: 0.84, bottom: 0 } });
  // Nothing but dots, just above the time axis.
  const news = chart.addSeries(LineSeries, {
    ...lineOptions,
    priceScaleId: 'news',
    lineVisible: false,
    pointMarkersVisible: true,
    pointMarkersRadius: 3,
  });
  chart.priceScale('news').applyOptions({ visible: false, scaleMargins: { top: 0.97, bottom: 0 } });
  const markers = createSeriesMarkers<Time>(candles, [], { zOrder: 'top' });
  const lines = new Map<string, ISeriesApi<'Line'>>();
  const fan = new Map<string, ISeriesApi<'Line'>>();
  const levels = new Map<string, IPriceLine>();
  let colours: ChartColours | undefined;
  let prices: number[] = [];
  candles.applyOptions({
    autoscaleInfoProvider: (original: () => AutoscaleInfo | null) => withNear(original(), prices),
  });

  const candle = (bar: Bar): CandlestickData<Time> => ({
    time: seconds(bar.ts),
    open: Number(bar.open),
    high: Number(bar.high),
    low: Number(bar.low),
    close: Number(bar.close),
  });
  const column = (bar: Bar) => ({
    time: seconds(bar.ts),
    value: Number(bar.volume),
    color: (Number(bar.close) >= Number(bar.open) ? colours?.upSoft : colours?.downSoft) ?? '#8884',
  });

  return {
    chart,
    candles,
    setBars(bars: readonly Bar[]) {
      candles.setData(bars.map(candle));
      volume.setData(bars.map(column));
    },
    updateBar(bar: Bar) {
      candles.update(candle(bar));
      volume.update(column(bar));
    },
    setLine(
      key: string,
      pane: number,
      colour: string,
      bars: readonly Bar[],
      values: readonly (number | null)[],
      style: { dashed?: boolean } = {},
    ) {
      let line = lines.get(key);
      if (!line) {
        line = chart.addSeries(LineSeries, lineOptions, pane);
        lines.set(key, line);
      }
      line.applyOptions({ color: colour, lineStyle: style.dashed ? LineStyle.Dashed : LineStyle.Solid });
      line.setData(
        bars.flatMap((bar, index) => {
          const value = values[index];
          return value === null || value === undefined ? [] : [{ time: seconds(bar.ts), value }];
        }),
      );
    },
    updateLine(key: string, bar: Bar, value: number | null | undefined) {
      if (value !== null && value !== undefined) lines.get(key)?.update({ time: seconds(bar.ts), value });
    },
    keepLines(keys: ReadonlySet<string>) {
      for (const [key, line] of lines) {
        if (keys.has(key)) continue;
        chart.removeSeries(line);
        lines.delete(key);
      }
    },
    /** Lines that lead from the newest bar into the future. The middle one is solid, the outer ones dotted. */
    setFan(wanted: readonly FanLine[], colour: string) {
      for (const [key, line] of fan) {
        if (wanted.some((one) => one.key === key)) continue;
        chart.removeSeries(line);
        fan.delete(key);
      }
      for (const { key, points } of wanted) {
        const line =
          fan.get(key) ?? chart.addSeries(LineSeries, { ...lineOptions, autoscaleInfoProvider: () => null });
        fan.set(key, line);
        const outer = key === 'q05' || key === 'q95';
        line.applyOptions({
          color: colour,
          lineStyle: outer ? LineStyle.Dotted : key === 'q50' ? LineStyle.Solid : LineStyle.Dashed,
        });
        line.setData(points.map(({ ts, value }) => ({ time: seconds(ts), value })));
      }
    },
    setLevels(wanted: readonly Level[]) {
      prices = wanted.map((level) => level.price);
      for (const line of levels.values()) candles.removePriceLine(line);
      levels.clear();
      for (const level of wanted) {
        const color = levelColour(level.tone, colours);
        const dashed = level.tone === 'stop' || level.tone === 'target' ? LineStyle.Dashed : LineStyle.Solid;
        levels.set(
          level.key,
          candles.createPriceLine({
            price: level.price,
            title: level.title,
            color,
            lineWidth: 1,
            lineStyle: level.tone === 'position' ? LineStyle.Dotted : dashed,
            axisLabelVisible: true,
            axisLabelColor: color,
            axisLabelTextColor: colours?.panel ?? '#000',
          }),
        );
      }
    },
    /** Marks these bars (open times, ascending) as ones in which news came. */
    setNews(times: readonly number[], colour: string) {
      news.applyOptions({ color: colour });
      news.setData(times.map((ts) => ({ time: seconds(ts), value: 0 })));
    },
    setMarkers: (wanted: Marker[]) => markers.setMarkers(wanted),
    pointAt(bar: Bar) {
      chart.setCrosshairPosition(Number(bar.close), seconds(bar.ts), candles);
    },
    paint(next: ChartColours, zone: Zone) {
      colours = next;
      chart.applyOptions(chartColours(next));
      chart.applyOptions({
        localization: {
          timeFormatter: (time: Time) => dateTime(milliseconds(time), zone).replace(/:00(Z?)$/, '$1'),
        },
        timeScale: {
          tickMarkFormatter: (time: Time, kind: number) =>
            kind <= 2 ? shortDate(milliseconds(time), zone) : shortTime(milliseconds(time), zone),
        },
      });
      // Rising bars are hollow and falling ones filled, so that the colour is not needed to tell them apart.
      candles.applyOptions({
        upColor: 'rgba(0,0,0,0)',
        downColor: next.down,
        borderUpColor: next.up,
        borderDownColor: next.down,
        wickUpColor: next.up,
        wickDownColor: next.down,
        priceLineColor: next.muted,
      });
    },
    remove: () => chart.remove(),
  };
}

const lineOptions = {
  lineWidth: 1,
  lastValueVisible: false,
  priceLineVisible: false,
  crosshairMarkerVisible: false,
} as const;

function chartColours(next: ChartColours) {
  return {
    layout: {
      background: { type: ColorType.Solid, color: next.panel } as const,
      textColor: next.muted,
      panes: { separatorColor: next.line, separatorHoverColor: next.line },
    },
    grid: { vertLines: { color: next.line }, horzLines: { color: next.line } },
    crosshair: {
      vertLine: { color: next.faint, labelBackgroundColor: next.ink },
      horzLine: { color: next.faint, labelBackgroundColor: next.ink },
    },
  };
}

function levelColour(tone: Level['tone'], colours: ChartColours | undefined): string {
  if (!colours) return '#888888';
  switch (tone) {
    case 'stop':
      return colours.danger;
    case 'target':
      return colours.up;
    case 'position':
      return colours.muted;
    default:
      return colours.ink;
  }
}

/** Widens the price scale for levels that lie near, and leaves out those that would flatten the candles. */
function withNear(info: AutoscaleInfo | null, prices: readonly number[]): AutoscaleInfo | null {
  const range = info?.priceRange;
  if (!info || !range) return info;
  const reach = (range.maxValue - range.minValue) * 0.7;
  const near = prices.filter((price) => price > range.minValue - reach && price < range.maxValue + reach);
  return {
    ...info,
    priceRange: {
      minValue: Math.min(range.minValue, ...near),
      maxValue: Math.max(range.maxValue, ...near),
    },
  };
}
