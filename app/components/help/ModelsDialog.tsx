'use client';
import { useEffect } from 'react';
import type { LiveRecord, ModelView } from '../../../domain/ForecastRecord.ts';
import { models } from '../../data/desk.ts';
import { useResource } from '../../data/resource.ts';
import { closeDialog, useUi } from '../../data/ui.ts';
import { Badge, type BadgeLook } from '../ui/Badge.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { SkeletonRows } from '../ui/Skeleton.tsx';

/** The models on this desk: what their cards say, and how they did since. */
export function ModelsDialog() {
  const open = useUi().dialog === 'models';
  const { data, error } = useResource(models);
  useEffect(() => {
    if (open) models.refresh();
  }, [open]);
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !next && closeDialog()}
      title="Models"
      description="What each was measured to be worth, and how it does on this desk. A forecast is never a reason by itself."
    >
      <div className="px-5 pb-5">
        {data?.map((model) => (
          <Model key={model.name} model={model} />
        ))}
        {data || error ? null : <SkeletonRows rows={6} label="Loading the models" />}
        {error && !data ? <ErrorState what="The models" error={error} onRetry={models.refresh} /> : null}
      </div>
    </Dialog>
  );
}

const states: Record<LiveRecord['state'], { text: string; look: BadgeLook }> = {
  tooFew: { text: 'uncalibrated here', look: 'plain' },
  asCard: { text: 'as its card', look: 'good' },
  degraded: { text: 'degraded', look: 'danger' },
};

function Model({ model }: { model: ModelView }) {
  const { live } = model;
  const state = states[live.state];
  return (
    <section className="border-t border-line py-3 first:border-t-0">
      <h3 className="flex items-center gap-2 text-sm font-semibold">
        {model.name} {model.version} <Badge look={state.look}>{state.text}</Badge>
      </h3>
      <p className="mt-1 text-xs text-muted">{model.caveat}</p>
      <p className="mt-2 text-xs">{live.summary}</p>
      <dl className="mt-2 grid grid-cols-2 gap-x-6 text-xs sm:grid-cols-3">
        <Figure term={`Scored, last ${live.days} days`} value={String(live.scored)} />
        <Figure term="Waiting for their horizon" value={String(live.waiting)} />
        <Figure term="Brier score here" value={live.brier?.live.toFixed(3) ?? 'not yet'} />
        <Figure term="Brier score of the card" value={live.brier?.card.toFixed(3) ?? 'not yet'} />
        <Figure
          term="90% interval held"
          value={live.coverage90 === null ? 'not yet' : `${(live.coverage90 * 100).toFixed(0)}%`}
        />
        <Figure
          term="Drift (stability index)"
          value={
            live.drift
              ? `${live.drift.mean.toFixed(2)} of ${live.drift.limit.toFixed(2)}, most in ${live.drift.worst}`
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
      <dd>{value}</dd>
    </div>
  );
}
