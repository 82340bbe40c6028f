import { Decimal, decimal } from '../../../domain/decimal.ts';
import type { ProposalView } from '../../../domain/views.ts';
import type { Approval } from '../../hooks/useApproval.ts';
import { cn } from '../../lib/cn.ts';
import { age, byStep, percent } from '../../lib/format.ts';
import { isOpen } from '../../lib/words.ts';
import type { Steps } from './steps.ts';

/** Price now, how far it drifted since the figures were computed, and how old it is. */
export function MarketNow({
  proposal,
  approval,
  steps,
}: {
  proposal: ProposalView;
  approval: Approval;
  steps: Steps;
}) {
  if (!isOpen(proposal) || !approval.price) return null;
  const { driftPercent, quoteAge } = approval;
  const limit = proposal.live.maxDriftPercent;
  const used =
    driftPercent === undefined ? 0 : Math.min(1, decimal(driftPercent).abs().div(limit).toNumber());
  const over = driftPercent !== undefined && decimal(driftPercent).abs().greaterThan(limit);
  const left = new Decimal(driftPercent ?? 0).isNegative();
  return (
    <div className="mx-4 mt-3 grid grid-cols-[auto_1fr_auto] items-center gap-x-4 rounded-lg bg-sunken px-3 py-2 text-xs">
      <div>
        <span className="label-caps block">Now</span>
        <span className="text-base font-medium">{byStep(approval.price, steps.priceTick)}</span>
      </div>
      <div className="min-w-0">
        <div className="flex justify-between gap-2">
          <span className={cn(over ? 'font-medium text-danger' : 'text-muted')}>
            drift {driftPercent === undefined ? '–' : percent(driftPercent, { signed: true })}
          </span>
          <span className="text-faint">limit ±{limit}%</span>
        </div>
        <div aria-hidden data-meter className="relative mt-1.5 h-1 rounded-full bg-line">
          <span className="absolute inset-y-[-2px] left-1/2 w-px bg-control" />
          <span
            className={cn(
              'absolute inset-y-0 rounded-full',
              over ? 'bg-danger' : 'bg-muted',
              left ? 'right-1/2' : 'left-1/2',
            )}
            style={{ width: `${used * 50}%` }}
          />
        </div>
      </div>
      <div className="text-right">
        <span className="label-caps block">Price age</span>
        <span
          className={cn(
            quoteAge?.grade === 'stale'
              ? 'font-medium text-danger'
              : quoteAge?.grade === 'ageing'
                ? 'text-warn'
                : 'text-ink',
          )}
        >
          {quoteAge ? age(quoteAge.ms) : 'unknown'}
        </span>
      </div>
    </div>
  );
}
