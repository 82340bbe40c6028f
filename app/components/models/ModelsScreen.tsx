'use client';
import { useEffect } from 'react';
import { models } from '../../data/desk.ts';
import { useResource } from '../../data/resource.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { ScrollRegion } from '../ui/ScrollRegion.tsx';
import { SkeletonRows } from '../ui/Skeleton.tsx';
import { ModelCard } from './ModelCard.tsx';

const refreshMs = 30_000;

/** The models on this desk: what their cards say, how well what they said came true, and how they do here. */
export default function ModelsScreen() {
  const { data, error } = useResource(models);
  useEffect(() => {
    models.refresh();
    const timer = setInterval(models.refresh, refreshMs);
    return () => clearInterval(timer);
  }, []);
  return (
    <ScrollRegion label="Models" className="h-full overflow-y-auto bg-canvas">
      <div className="mx-auto max-w-6xl px-4 py-5 sm:px-6">
        <a
          href="#desk"
          className="inline-flex min-h-6 items-center text-sm text-muted underline max-md:min-h-11"
        >
          Back to the desk
        </a>
        <h2 className="mt-2 text-xl font-semibold tracking-tight">Models</h2>
        <p className="mt-1 max-w-[72ch] text-sm text-muted">
          What each was measured to be worth before it was shipped, and how it does on this desk. A forecast
          is never a reason by itself.
        </p>
        {data?.map((model) => (
          <ModelCard key={`${model.kind}/${model.name}`} model={model} />
        ))}
        {data?.length === 0 ? (
          <EmptyState title="No model runs here">
            Forecasts and moods are missing; prices, orders and limits are not affected.
          </EmptyState>
        ) : null}
        {data || error ? null : <SkeletonRows rows={12} label="Loading the models" />}
        {error && !data ? <ErrorState what="The models" error={error} onRetry={models.refresh} /> : null}
      </div>
    </ScrollRegion>
  );
}
