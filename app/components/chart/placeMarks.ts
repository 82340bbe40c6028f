import type { UTCTimestamp } from 'lightweight-charts';
import type { Bar } from '../../../domain/market.ts';
import { toMarketTime } from '../../data/market.ts';
import type { ChartColours } from './colours.ts';
import type { Marker } from './createDeskChart.ts';
import { indexAt } from './indexAt.ts';
import type { FillMark } from './useOverlays.ts';

/** Puts each fill on the bar in which it happened; fills before the first bar are left out. */
export function placeMarks(
  instrument: string,
  marks: readonly FillMark[],
  bars: readonly Bar[],
  colours: ChartColours,
): Marker[] {
  const first = bars[0];
  if (!first) return [];
  return marks
    .flatMap((mark) => {
      const ts = toMarketTime(instrument, mark.ts);
      return ts === null || ts < first.ts ? [] : [{ ...mark, ts }];
    })
    .map((mark) => {
      const bar = bars[indexAt(bars, mark.ts)] ?? first;
      return {
        time: Math.floor(bar.ts / 1000) as UTCTimestamp,
        position: mark.side === 'buy' ? ('belowBar' as const) : ('aboveBar' as const),
        shape: mark.side === 'buy' ? ('arrowUp' as const) : ('arrowDown' as const),
        color: mark.side === 'buy' ? colours.up : colours.down,
        text: mark.text,
        size: 1,
      };
    });
}
