import type { LiveRecord } from '../../../domain/ForecastRecord.ts';
import type { ModelView } from '../../../domain/ModelView.ts';
import { Badge, type BadgeLook } from '../ui/Badge.tsx';
import { LiveScore } from './LiveScore.tsx';
import { Measurements } from './Measurements.tsx';
import { ReliabilityPlot } from './ReliabilityPlot.tsx';

const states: Record<LiveRecord['state'], { text: string; look: BadgeLook }> = {
  tooFew: { text: 'uncalibrated here', look: 'plain' },
  asCard: { text: 'as its card', look: 'good' },
  degraded: { text: 'degraded', look: 'danger' },
};

/** One model: its card, its calibration record and its live score. */
export function ModelCard({ model }: { model: ModelView }) {
  const { kind, name, version, caveat, refused, live, facts, reliability, measurements } = model;
  const state = refused
    ? { text: 'refused', look: 'danger' as const }
    : live
      ? states[live.state]
      : { text: 'not scored here', look: 'plain' as const };
  const title = kind === 'trend' ? 'Trend' : 'Sentiment';
  return (
    <article aria-label={`${title} model`} className="mt-5 rounded-lg border border-line bg-panel p-4 sm:p-5">
      <h3 className="flex flex-wrap items-center gap-2 text-lg font-semibold tracking-tight">
        {title} <span className="font-mono text-sm font-normal text-muted">{`${name} ${version}`}</span>
        <Badge look={state.look}>{state.text}</Badge>
      </h3>
      <p className="mt-1.5 max-w-[80ch] text-sm">{caveat}</p>
      {live ? <LiveScore live={live} /> : null}
      {live === null && !refused ? (
        <p className="mt-3 text-xs text-muted">
          No market price tells later whether a mood was read rightly, so that this model is not scored here;
          its card below is all there is.
        </p>
      ) : null}
      {reliability.length > 0 ? (
        <section aria-label={`${title}: calibration record`} className="mt-5">
          <h4 className="text-sm font-semibold">Calibration record</h4>
          <p className="mt-0.5 max-w-[80ch] text-xs text-muted">
            What was said from left to right, how often it came from bottom to top. On the line both are the
            same; larger dots stand for more cases.
          </p>
          <div className="mt-3 grid gap-6 lg:grid-cols-2">
            {reliability.map((record) => (
              <ReliabilityPlot key={record.title} record={record} />
            ))}
          </div>
        </section>
      ) : null}
      {measurements.length > 0 ? <Measurements label={title} measurements={measurements} /> : null}
      <dl className="mt-5 grid gap-x-6 text-xs md:grid-cols-[10rem_1fr]">
        {facts.map(({ term, text }) => (
          <div key={term} className="contents">
            <dt className="border-t border-line py-2 text-faint">{term}</dt>
            <dd className="min-w-0 border-t border-line py-2 break-words max-md:border-t-0 max-md:pt-0">
              {text}
            </dd>
          </div>
        ))}
      </dl>
    </article>
  );
}
