'use client';
import type { ProposalView } from '../../../domain/views.ts';
import { useInstrument } from '../../data/desk.ts';
import { usePrefs } from '../../data/prefs.ts';
import { useNow } from '../../hooks/useNow.ts';
import { cn } from '../../lib/cn.ts';
import { byStep, countdown, plain } from '../../lib/format.ts';
import { clockTime } from '../../lib/time.ts';
import { isWaiting, orderStatusWords, proposalStatusWords } from '../../lib/words.ts';
import { orderBadge } from '../orders/orderBadge.ts';
import { Badge } from '../ui/Badge.tsx';
import { Side } from '../ui/Side.tsx';
import { statusLook } from './statusLook.ts';

type Props = { proposal: ProposalView; current: boolean; onSelect: () => void };

/** One line for a proposal in a list. */
export function ProposalRow({ proposal, current, onSelect }: Props) {
  const instrument = useInstrument(proposal.instrument);
  const { zone } = usePrefs();
  const now = useNow(1000);
  const waiting = isWaiting(proposal.status);
  const status = proposal.order
    ? orderStatusWords[proposal.order.status]
    : proposalStatusWords[proposal.status];
  const quantity = instrument ? byStep(proposal.quantity, instrument.quantityStep) : plain(proposal.quantity);
  return (
    <button
      type="button"
      aria-current={current ? 'true' : undefined}
      onClick={onSelect}
      className={cn(
        'grid w-full grid-cols-[1fr_auto] gap-x-3 gap-y-0.5 border-b border-line px-4 py-2 text-left outline-offset-[-2px] hover:bg-raised max-md:py-3',
        current && 'bg-raised',
      )}
    >
      <span className="truncate text-sm">
        <Side side={proposal.side} className="text-xs" /> {quantity} {proposal.instrument.split('/')[0]}
      </span>
      <Badge look={proposal.order ? orderBadge(proposal.order) : statusLook(proposal)}>
        {waiting && now > 0 ? `Waiting ${countdown(proposal.expiresAt - now)}` : status}
      </Badge>
      <span className="font-mono text-2xs text-faint">{proposal.id}</span>
      <span className="text-right text-2xs text-faint">{clockTime(proposal.createdAt, zone)}</span>
    </button>
  );
}
