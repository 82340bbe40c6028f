import type { BarSeries } from '../../domain/bars/BarSeries.ts';
import { cutBars } from '../bars/cutBars.ts';
import { mergeBars } from '../bars/mergeBars.ts';
import type { BarRepository } from '../Repositories.ts';
import type { MemoryState } from './MemoryState.ts';

export function memoryBars(current: () => MemoryState): BarRepository {
  const key = ({ source, instrument, length }: BarSeries) => [source, instrument, length].join('\n');
  const stored = (series: BarSeries) => current().bars.get(key(series))?.bars ?? [];
  return {
    async list(series, range = {}) {
      return cutBars(stored(series), range);
    },
    async add(series, found, { replace = false } = {}) {
      const { bars, ...result } = mergeBars(stored(series), found, replace);
      if (bars.length > 0) current().bars.set(key(series), { series: { ...series }, bars });
      return result;
    },
    async extents() {
      return [...current().bars]
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([, { series, bars }]) => ({
          ...series,
          bars: bars.length,
          first: bars[0]?.ts ?? 0,
          last: bars.at(-1)?.ts ?? 0,
        }));
    },
  };
}
