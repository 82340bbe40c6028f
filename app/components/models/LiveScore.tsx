import type { LiveRecord } from '../../../domain/ForecastRecord.ts';

/** How a model did on this desk lately, beside what its card promises. */
export function LiveScore({ live }: { live: LiveRecord }) {
  const { brier, coverage90, drift } = live;
  return (
    <section aria-label="Live score" className="mt-4">
      <h4 className="text-sm font-semibold">Live score</h4>
      <p className="mt-0.5 max-w-[80ch] text-xs text-muted">{live.summary}</p>
      <dl className="mt-2 grid grid-cols-2 gap-x-6 text-xs sm:grid-cols-3">
        <Figure term={`Scored, last ${live.days} days`} value={String(live.scored)} />
        <Figure term="Waiting for their horizon" value={String(live.waiting)} />
        <Figure
          term="90% interval held"
          value={coverage90 === null ? 'not yet' : `${(coverage90 * 100).toFixed(0)}%`}
        />
        <Figure term="Brier score here" value={brier?.live.toFixed(3) ?? 'not yet'} />
        <Figure term="Brier score of the card" value={brier?.card.toFixed(3) ?? 'not yet'} />
        <Figure
          term="Drift (stability index)"
          value={
            drift
              ? `${drift.mean.toFixed(2)}, limit ${drift.limit.toFixed(2)}, most in ${drift.worst}`
              : 'not yet'
          }
        />
      </dl>
    </section>
  );
}

function Figure({ term, value }: { term: string; value: string }) {
  return (
    <div className="border-b border-line py-1.5">
      <dt className="text-faint">{term}</dt>
      <dd className="tabular-nums">{value}</dd>
    </div>
  );
}
