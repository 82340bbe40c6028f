'use client';
import { Check, ChevronRight, X } from 'lucide-react';
import { setPrefs, usePrefs } from '../../data/prefs.ts';
import { type Step, useFirstMinute } from '../../hooks/useFirstMinute.ts';
import { cn } from '../../lib/cn.ts';

/** Five steps that end with a countersigned fill and a look at the brake; gone for good once closed. */
export function FirstMinute() {
  const { tour } = usePrefs();
  const steps = useFirstMinute();
  const next = steps.findIndex((step) => !step.done);
  if (tour === 'closed') return null;
  return (
    <nav
      aria-label="First minute"
      className="flex h-10 shrink-0 items-center gap-1 border-b border-line bg-sunken px-3 sm:px-4"
    >
      <p className="mr-2 text-xs font-semibold max-lg:sr-only">First minute</p>
      <ol className="flex min-w-0 items-center gap-1">
        {steps.map((step, index) => (
          <li key={step.key} className={cn('flex items-center gap-1', index !== next && 'max-md:hidden')}>
            {index > 0 ? (
              <ChevronRight aria-hidden className="size-3 text-line-strong max-md:hidden" />
            ) : null}
            <StepButton step={step} number={index + 1} current={index === next} />
          </li>
        ))}
      </ol>
      {next === -1 ? <p className="text-xs text-muted max-md:flex-1">Done. The desk is yours.</p> : null}
      <p className="ml-auto text-2xs text-faint md:hidden">
        {next === -1 ? '' : `${next + 1} of ${steps.length}`}
      </p>
      <button
        type="button"
        aria-label="Close the checklist"
        onClick={() => setPrefs({ tour: 'closed' })}
        className="grid size-7 place-items-center rounded-md text-faint hover:bg-raised hover:text-ink md:ml-auto"
      >
        <X aria-hidden className="size-3.5" />
      </button>
    </nav>
  );
}

function StepButton({ step, number, current }: { step: Step; number: number; current: boolean }) {
  return (
    <button
      type="button"
      disabled={step.done}
      aria-current={current ? 'step' : undefined}
      onClick={step.go}
      className={cn(
        'inline-flex h-7 items-center gap-1.5 whitespace-nowrap rounded-md px-2 text-xs',
        step.done
          ? 'text-faint'
          : current
            ? 'bg-panel font-medium text-ink ring-1 ring-line-strong'
            : 'text-muted hover:text-ink',
      )}
    >
      <span
        aria-hidden
        className={cn(
          'grid size-4 place-items-center rounded-full text-[10px] font-semibold',
          step.done ? 'text-good' : current ? 'bg-ink text-inverse' : 'ring-1 ring-line-strong',
        )}
      >
        {step.done ? <Check className="size-3.5" /> : number}
      </span>
      {step.label}
      {step.done ? <span className="sr-only"> (done)</span> : null}
    </button>
  );
}
