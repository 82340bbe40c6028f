'use client';
import { Check, ChevronRight, X } from 'lucide-react';
import { memo, useState } from 'react';
import type { CheckResult, Verdict } from '../../../domain/Verdict.ts';
import { cn } from '../../lib/cn.ts';
import { checkName } from './checkName.ts';
import { withoutSharedEnd } from './withoutSharedEnd.ts';

/** Checks whose numbers a trader wants at a glance; the rest fold away. */
const headline = [
  'capital.position',
  'capital.gross',
  'capital.riskAtStop',
  'capital.dailyLoss',
  'size.notional',
  'price.slippage',
  'price.collar',
  'state.reduceOnly',
];

/** What the gate computed: denials first and in full, then the passes with their numbers. */
export const GateChecks = memo(function GateChecks({ verdict }: { verdict: Verdict }) {
  const [open, setOpen] = useState(false);
  const denied = verdict.checks.filter((check) => check.outcome === 'deny');
  const passed = verdict.checks.filter((check) => check.outcome === 'pass');
  const skipped = verdict.checks.filter((check) => check.outcome === 'notApplicable');
  const first = headline.flatMap((code) => passed.find((check) => check.code === code) ?? []).slice(0, 4);
  const shown = open ? [...passed, ...skipped] : first.length > 0 ? first : passed.slice(0, 4);
  return (
    <div className="mt-3 border-t border-line px-4 pt-3">
      <div className="flex items-baseline justify-between">
        <h3 className="text-xs font-semibold">Risk gate</h3>
        <p className="text-xs text-muted">
          {denied.length > 0 ? (
            <span className="font-medium text-danger">✗ {denied.length} denied · </span>
          ) : null}
          <span className={denied.length === 0 ? 'text-good' : ''}>✓ {passed.length} passed</span>
          {skipped.length > 0 ? ` · ${skipped.length} not applicable` : ''}
        </p>
      </div>
      {denied.length > 0 ? (
        <ul aria-label="Denied checks" className="mt-2 space-y-1.5">
          {denied.map((check) => (
            <li
              key={check.code}
              className="rounded-md border border-danger/40 bg-danger-soft px-2.5 py-1.5 text-xs"
            >
              <p className="flex justify-between gap-3 font-medium text-danger">
                <span>
                  <span aria-hidden>✗ </span>
                  {checkName(check.code)}: {check.observed}{' '}
                  {check.limit ? <span>(allowed {check.limit})</span> : null}
                </span>
                <span className="shrink-0">BLOCKS</span>
              </p>
              <p className="mt-0.5 text-ink">{check.message}</p>
            </li>
          ))}
        </ul>
      ) : null}
      <ul aria-label="Checks" className="mt-1.5">
        {shown.map((check) => (
          <Row key={check.code} check={check} />
        ))}
      </ul>
      {passed.length + skipped.length > shown.length || open ? (
        <button
          type="button"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
          className="-ml-1 mt-0.5 inline-flex min-h-6 items-center gap-1 rounded-sm px-1 text-xs text-muted hover:text-ink"
        >
          <ChevronRight aria-hidden className={cn('size-3 transition-transform', open && 'rotate-90')} />
          {open ? 'Fewer checks' : `All ${verdict.checks.length} checks`}
        </button>
      ) : null}
    </div>
  );
});

function Row({ check }: { check: CheckResult }) {
  const applies = check.outcome !== 'notApplicable';
  return (
    <li
      title={`${check.code}: ${check.message}`}
      className="grid grid-cols-[14px_minmax(5rem,1fr)_auto] items-baseline gap-x-1.5 border-b border-line/60 py-1 text-xs last:border-0"
    >
      <span aria-hidden className="relative top-0.5">
        {applies ? (
          check.outcome === 'pass' ? (
            <Check className="size-3 text-good" />
          ) : (
            <X className="size-3 text-danger" />
          )
        ) : (
          <span className="text-faint">·</span>
        )}
      </span>
      <span className={cn('truncate', applies ? 'text-muted' : 'text-faint')}>
        {checkName(check.code)}
        <span className="sr-only">{applies ? ' passed' : ' not applicable'}</span>
      </span>
      <span className={cn('max-w-[34ch] text-right', applies ? 'text-ink' : 'text-faint')}>
        {applies ? withoutSharedEnd(check.observed, check.limit) : ''}{' '}
        {applies ? (
          <span className="text-faint">
            {/^[≤≥<>=]/.test(check.limit) ? check.limit : `· ${check.limit}`}
          </span>
        ) : null}
      </span>
    </li>
  );
}
