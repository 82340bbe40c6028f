import { useCallback, useEffect, useRef, useState } from 'react';
import type { Bar, Timeframe } from '../../../domain/market.ts';
import { RequestFailed } from '../../data/http.ts';
import { loadBars, onBars } from '../../data/market.ts';
import { connection } from '../../data/stream.ts';
import { mergeBars } from './barSeries.ts';

const page = 1000;

/**
 * Bars of one chart; the component that uses it is made anew for another instrument or timeframe. `bars` is the
 * list to draw anew (first load, older history, after a gap); live changes go to `onLive` instead, so that a tick
 * does not redraw everything.
 */
export function useBarData(
  instrument: string,
  timeframe: Timeframe,
  onLive: (bars: Bar[], all: readonly Bar[]) => void,
) {
  const [bars, setBars] = useState<readonly Bar[] | undefined>(undefined);
  const [failure, setFailure] = useState<RequestFailed | undefined>(undefined);
  const current = useRef<readonly Bar[]>([]);
  const older = useRef<'idle' | 'asking' | 'end'>('idle');
  const live = useRef(onLive);
  useEffect(() => {
    live.current = onLive;
  });

  const load = useCallback(async () => {
    try {
      const loaded = await loadBars(instrument, timeframe, { limit: page });
      const first = loaded[0];
      // History that was scrolled to stays; what came since is replaced by what the desk says now.
      current.current = first ? [...current.current.filter((bar) => bar.ts < first.ts), ...loaded] : loaded;
      setFailure(undefined);
      setBars(current.current);
    } catch (error) {
      if (error instanceof RequestFailed) setFailure(error);
      else throw error;
    }
  }, [instrument, timeframe]);

  useEffect(() => {
    void load();
    let since = connection.get().since;
    const leaveConnection = connection.subscribe(() => {
      const next = connection.get();
      if (next.state === 'open' && next.since !== since) {
        since = next.since;
        void load();
      }
    });
    const leaveBars = onBars(instrument, timeframe, (arrived) => {
      const last = current.current.at(-1);
      if (!last) return;
      const fresh = arrived.filter((bar) => bar.ts >= last.ts);
      current.current = mergeBars(current.current, arrived);
      if (fresh.length > 0) live.current(fresh, current.current);
    });
    return () => {
      leaveConnection();
      leaveBars();
    };
  }, [load, instrument, timeframe]);

  /** Asks for the bars before the first one, once at a time, until the venue has no more. */
  const loadOlder = useCallback(async () => {
    const first = current.current[0];
    if (!first || older.current !== 'idle') return;
    older.current = 'asking';
    try {
      const before = await loadBars(instrument, timeframe, { limit: page, to: first.ts });
      const earlier = before.filter((bar) => bar.ts < first.ts);
      older.current = earlier.length === 0 ? 'end' : 'idle';
      if (earlier.length > 0 && current.current[0]?.ts === first.ts) {
        current.current = [...earlier, ...current.current];
        setBars(current.current);
      }
    } catch {
      // The reader may scroll again; what is on the chart stays true.
      older.current = 'idle';
    }
  }, [instrument, timeframe]);

  const latest = useCallback(() => current.current, []);
  return { bars, failure, loadOlder, retry: load, latest };
}
