import type { Bar } from '../../domain/market.ts';
import type { StoredBarRange } from '../Repositories.ts';

/** What of ascending bars lies in a range. */
export function cutBars(bars: readonly Bar[], { from, to, limit }: StoredBarRange): Bar[] {
  const found = bars.filter(
    (bar) => (from === undefined || bar.ts >= from) && (to === undefined || bar.ts <= to),
  );
  if (limit === undefined || found.length <= limit) return found;
  return from === undefined ? found.slice(-limit) : found.slice(0, limit);
}
