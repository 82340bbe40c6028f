'use client';
import type { ForecastView } from '../../../domain/ForecastRecord.ts';
import { showScreen } from '../../data/ui.ts';
import { cn } from '../../lib/cn.ts';

/** What the model says and how far it can be trusted; opens its record. */
export function ForecastLine({ view }: { view: ForecastView }) {
  if (view.kind === 'none')
    return <p className="max-w-xl truncate max-sm:hidden">No forecast: {view.reason}</p>;
  const { up, flat, down, horizonMs, caveat } = view.forecast;
  const { live } = view;
  const record = { tooFew: 'uncalibrated here', asCard: 'as its card', degraded: 'degraded' }[live.state];
  const brier = live.brier ? ` (Brier ${live.brier.live.toFixed(2)} on ${live.scored})` : '';
  return (
    <button
      type="button"
      title={`${caveat} ${live.summary}`}
      onClick={() => showScreen('models')}
      className="pointer-events-auto inline-flex min-h-6 w-fit flex-wrap items-center gap-x-2.5 text-left hover:text-ink max-sm:hidden"
    >
      <span>
        <span className="text-faint">Model</span> up {up.toFixed(2)}, flat {flat.toFixed(2)}, down{' '}
        {down.toFixed(2)} in {span(horizonMs)}
      </span>
      <span className={cn(live.state === 'degraded' && 'font-medium text-danger')}>
        {record}
        {brier}
      </span>
    </button>
  );
}

function span(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  return minutes < 60 ? `${minutes} min` : `${Math.round(minutes / 6) / 10} h`;
}
