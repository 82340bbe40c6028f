import type { Ref } from 'react';
import type { ProposalView } from '../../../domain/views.ts';
import { cn } from '../../lib/cn.ts';
import { countdown } from '../../lib/format.ts';
import { isOpen, orderStatusWords, proposalStatusWords } from '../../lib/words.ts';
import { orderBadge } from '../orders/orderBadge.ts';
import { ModeBadge } from '../shell/ModeBadge.tsx';
import { Badge } from '../ui/Badge.tsx';
import { statusLook } from './statusLook.ts';

type Props = { proposal: ProposalView; leftMs: number; headingRef: Ref<HTMLHeadingElement> };

/** Mode, id, revision, venue and how long it can still be decided. */
export function CardHeader({ proposal, leftMs, headingRef }: Props) {
  const total = Math.max(1, proposal.expiresAt - proposal.createdAt);
  const open = isOpen(proposal);
  const urgent = open && leftMs < 60_000;
  return (
    <header className="px-4 pt-3.5">
      <div className="flex items-center gap-2">
        <ModeBadge mode={proposal.mode} />
        <h2
          ref={headingRef}
          tabIndex={-1}
          className="rounded-sm font-mono text-xs font-medium text-ink outline-offset-4"
        >
          {proposal.id}
          <span className="text-faint"> rev {proposal.revision}</span>
          <span className="sr-only">, {proposalStatusWords[proposal.status]}</span>
        </h2>
        <span className="ml-auto">
          {open ? (
            <span
              role="timer"
              aria-label={`Expires in ${countdown(leftMs)}`}
              className={cn('text-xs font-medium', urgent ? 'text-danger' : 'text-muted')}
            >
              {leftMs > 0 ? `expires ${countdown(leftMs)}` : 'expired'}
            </span>
          ) : (
            <Badge look={proposal.order ? orderBadge(proposal.order) : statusLook(proposal)}>
              {proposal.order
                ? orderStatusWords[proposal.order.status]
                : proposalStatusWords[proposal.status]}
            </Badge>
          )}
        </span>
      </div>
      {open ? (
        <div aria-hidden className="mt-2.5 h-px bg-line">
          <div
            className={cn(
              'h-px origin-left transition-transform duration-500 ease-linear',
              urgent ? 'bg-danger' : 'bg-control',
            )}
            style={{ transform: `scaleX(${Math.min(1, leftMs / total)})` }}
          />
        </div>
      ) : null}
    </header>
  );
}
