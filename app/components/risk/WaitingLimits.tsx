'use client';
import { limits } from '../../data/desk.ts';
import { useResource } from '../../data/resource.ts';
import { setUi } from '../../data/ui.ts';
import { Button } from '../ui/Button.tsx';
import { LimitChanges } from './LimitChanges.tsx';

/** Limits that the configuration loosens and that a person has not allowed yet; nothing where none wait. */
export function WaitingLimits({ disabled }: { disabled: boolean }) {
  const { data: view } = useResource(limits);
  if (!view || view.waiting.length === 0) return null;
  return (
    <section
      aria-label="Looser limits"
      className="mx-4 mt-3 rounded-lg border border-line-strong bg-raised p-3"
    >
      <p className="text-sm font-medium text-warn">
        {view.waiting.length === 1 ? 'One limit' : `${view.waiting.length} limits`} looser in the
        configuration
      </p>
      <p className="mt-0.5 text-xs text-muted">
        Not in force: the stricter values hold until you allow the looser ones with a reason.
      </p>
      <LimitChanges changes={view.waiting} className="mt-2" />
      <Button
        size="md"
        className="mt-3 w-full max-md:h-11"
        disabled={disabled}
        onClick={() => setUi({ dialog: 'loosen' })}
      >
        Loosen limits…
      </Button>
    </section>
  );
}
