'use client';
import { ChevronRight } from 'lucide-react';
import { useEffect, useState } from 'react';
import { sum } from '../../../domain/decimal.ts';
import type { OverridesView } from '../../../domain/Override.ts';
import { overrides } from '../../data/desk.ts';
import { useResource } from '../../data/resource.ts';
import { money } from '../../lib/format.ts';
import { Button } from '../ui/Button.tsx';
import { Signed } from '../ui/Signed.tsx';
import { OverruledList } from './OverruledList.tsx';
import { OverruledSums } from './OverruledSums.tsx';

const refreshMs = 15_000;

/** What was not done as proposed, had it been done: one line, and all of it behind it. */
export default function Overruled() {
  const { data: view, error } = useResource(overrides);
  const [open, setOpen] = useState(false);
  useEffect(() => {
    overrides.refresh();
    const timer = setInterval(overrides.refresh, refreshMs);
    return () => clearInterval(timer);
  }, []);
  if (!view) {
    return (
      <p className="flex min-h-10 shrink-0 items-center gap-3 border-t border-line px-4 text-xs text-faint">
        {error
          ? 'What was overruled could not be loaded. Nothing that is held is touched by this.'
          : 'Loading what was overruled'}
        {error ? <Button onClick={overrides.refresh}>Try again</Button> : null}
      </p>
    );
  }
  if (view.overrides.length === 0) {
    return (
      <p className="shrink-0 border-t border-line px-4 py-3 text-xs text-faint">
        Nothing overruled yet. What you decline, edit or let expire is followed here, to show who was right.
      </p>
    );
  }
  return (
    <details
      className="group shrink-0 border-t border-line"
      open={open}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary className="flex min-h-11 cursor-pointer list-none flex-wrap items-center gap-x-3 gap-y-0.5 px-4 py-2 text-xs hover:bg-raised">
        <ChevronRight aria-hidden className="size-3.5 text-faint group-open:rotate-90" />
        <span className="font-medium">Overruled</span>
        <Total view={view} />
      </summary>
      {open ? (
        <>
          <OverruledSums view={view} />
          <OverruledList view={view} />
          <ul className="space-y-1 px-4 pt-1 pb-4 text-2xs text-faint">
            {view.assumes.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </>
      ) : null}
    </details>
  );
}

/** What all rulings of people made together, final and so far. */
function Total({ view }: { view: OverridesView }) {
  const proposals = view.proposers.reduce((all, { proposals: count }) => all + count, 0);
  const right = view.deciders.reduce((all, decider) => all + decider.right, 0);
  const judged = view.deciders.reduce((all, decider) => all + decider.right + decider.wrong, 0);
  const open = view.overrides.some(({ kind, final }) => kind !== 'denied' && !final);
  const made = sum(view.deciders.flatMap((decider) => [decider.made, decider.madeSoFar])).toString();
  return (
    <>
      <span className="text-muted">
        {proposals} {proposals === 1 ? 'proposal' : 'proposals'}
        {judged > 0 ? `, people right on ${right} of ${judged}${open ? ' so far' : ''}` : ''}
      </span>
      <span className="ml-auto text-muted">
        rulings made{' '}
        <Signed
          value={made}
          text={`${money(made, { signed: true })} ${view.currency}`}
          className="font-medium"
        />{' '}
        <span className="text-faint">hypothetical</span>
      </span>
    </>
  );
}
