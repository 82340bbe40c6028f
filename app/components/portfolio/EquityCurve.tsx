import type { PortfolioView } from '../../../domain/views.ts';
import { money } from '../../lib/format.ts';

const width = 132;
const height = 30;

/** Equity over time as a thin line; the numbers beside it carry the meaning. */
export function EquityCurve({ view }: { view: PortfolioView }) {
  const values = view.curve.map((point) => Number(point.equity));
  if (values.length < 3) return null;
  const low = Math.min(...values);
  const high = Math.max(...values);
  const first = view.curve[0]?.at ?? 0;
  const span = Math.max(1, (view.curve.at(-1)?.at ?? 0) - first);
  const points = view.curve.map((point, index) => {
    const x = ((point.at - first) / span) * width;
    const share = high === low ? 0.5 : ((values[index] ?? low) - low) / (high - low);
    return `${x.toFixed(1)},${(height - 3 - share * (height - 6)).toFixed(1)}`;
  });
  const rising = (values.at(-1) ?? 0) >= (values[0] ?? 0);
  return (
    <div className="ml-auto hidden @3xl:block">
      <svg
        role="img"
        aria-label={`Equity between ${money(String(low))} and ${money(String(high))} ${view.currency}`}
        width={width}
        height={height}
        className={rising ? 'text-up' : 'text-down'}
      >
        <polyline
          points={points.join(' ')}
          fill="none"
          stroke="currentColor"
          strokeWidth="1.5"
          strokeLinejoin="round"
        />
      </svg>
    </div>
  );
}
