'use client';
import { deskState, useInstrument } from '../../data/desk.ts';
import { useResource } from '../../data/resource.ts';
import { openReview, setUi } from '../../data/ui.ts';
import { useLiveProposal } from '../../hooks/useLiveProposal.ts';
import { useNow } from '../../hooks/useNow.ts';
import { byStep, countdown, money, percent, plain } from '../../lib/format.ts';
import { isWaiting, orderStatusWords, proposalStatusWords } from '../../lib/words.ts';
import { statusLook } from '../proposals/statusLook.ts';
import { ModeBadge } from '../shell/ModeBadge.tsx';
import { Badge } from '../ui/Badge.tsx';
import { Button } from '../ui/Button.tsx';
import { Side } from '../ui/Side.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';

/** A proposal inside the chat. It reads the present state by id, so an old message never shows an old state. */
export function ProposalNote({ id }: { id: string }) {
  const proposal = useLiveProposal(id);
  const instrument = useInstrument(proposal?.instrument ?? '');
  const mode = useResource(deskState).data?.mode;
  const now = useNow(1000);
  if (!proposal) return <Skeleton className="h-[92px] rounded-lg" />;
  const waiting = isWaiting(proposal.status) && now < proposal.expiresAt;
  const denied = proposal.verdict.checks.filter((check) => check.outcome === 'deny').length;
  const size = instrument ? byStep(proposal.quantity, instrument.quantityStep) : plain(proposal.quantity);
  const price = (value: string) => (instrument ? byStep(value, instrument.priceTick) : plain(value));
  return (
    <section
      aria-label={`In this chat: ${id}`}
      aria-live="off"
      className="rounded-lg border border-line-strong bg-raised px-3 py-2.5"
    >
      <p className="flex items-center gap-2 text-2xs">
        {mode ? <ModeBadge mode={proposal.mode} /> : null}
        <span className="font-mono text-faint">
          {id} rev {proposal.revision}
        </span>
        <span className="ml-auto">
          <Badge look={statusLook(proposal)}>
            {proposal.order
              ? orderStatusWords[proposal.order.status]
              : waiting
                ? `Waiting ${countdown(proposal.expiresAt - now)}`
                : proposalStatusWords[proposal.status]}
          </Badge>
        </span>
      </p>
      <p className="mt-1.5 text-sm font-semibold">
        <Side side={proposal.side} /> {size} {proposal.instrument.split('/')[0]}{' '}
        <span className="font-normal text-muted">
          {proposal.limitPrice ? `limit ${price(proposal.limitPrice)}` : 'at market'}
        </span>
      </p>
      <p className="mt-0.5 text-xs text-muted">
        {proposal.stop ? `stop ${price(proposal.stop)}` : 'no stop'}
        {proposal.target ? ` · target ${price(proposal.target)}` : ''}
        {proposal.figures?.riskAtStop
          ? ` · at most −${money(proposal.figures.riskAtStop.replace('-', ''))} (${percent(proposal.figures.riskPercentOfEquity ?? '0')})`
          : ''}
        {denied > 0 ? <span className="text-danger"> · ✗ {denied} denied</span> : null}
      </p>
      <div className="mt-2 flex gap-2">
        <Button
          look={waiting ? 'primary' : 'outline'}
          className="max-md:h-11 max-md:flex-1"
          aria-label={`Review ${id}`}
          onClick={() => openReview(id)}
        >
          Review
        </Button>
        <Button
          look="ghost"
          className="max-md:hidden"
          onClick={() => setUi({ rail: 'proposals', selected: id })}
        >
          Show in panel
        </Button>
      </div>
    </section>
  );
}
