import { CircleAlert, LoaderCircle } from 'lucide-react';
import type { ProposalView } from '../../../domain/views.ts';
import type { Approval } from '../../hooks/useApproval.ts';
import type { Deciding } from '../../hooks/useDecision.ts';
import { Button } from '../ui/Button.tsx';

type Props = {
  proposal: ProposalView;
  approval: Approval;
  deciding: Deciding;
  onApprove: () => void;
  onEdit: () => void;
  onDecline: () => void;
};

/** Decline, Edit, Approve. Approve is off, and says why, whenever the server would refuse it. */
export function DecisionBar({ proposal, approval, deciding, onApprove, onEdit, onDecline }: Props) {
  const { blocked, leftMs, online } = approval;
  const denied = proposal.verdict.checks.filter((check) => check.outcome === 'deny').length;
  const over = leftMs === 0;
  const quiet = deciding !== null || over || !online;
  const off = blocked.length > 0 || deciding !== null || proposal.status === 'assessing';
  const label = over
    ? 'Expired'
    : denied > 0
      ? `Approve: blocked by ${denied} check${denied === 1 ? '' : 's'}`
      : blocked.length > 0
        ? 'Approve: paused'
        : 'Approve';
  return (
    <footer className="sticky bottom-0 mt-auto border-t border-line bg-panel/95 px-4 py-3 backdrop-blur-sm">
      {blocked.length > 0 ? (
        <p id={`${proposal.id}-blocked`} role="status" className="mb-2.5 flex gap-1.5 text-xs text-warn">
          <CircleAlert aria-hidden className="mt-px size-3.5 shrink-0" />
          <span>{blocked.join(' ')}</span>
        </p>
      ) : null}
      <div className="flex items-center gap-2 max-md:gap-4">
        <Button size="md" className="max-md:h-11" disabled={quiet} onClick={onDecline}>
          Decline
        </Button>
        <Button size="md" className="max-md:h-11" disabled={quiet} onClick={onEdit}>
          Edit
        </Button>
        <Button
          look="primary"
          size="md"
          className="min-w-0 flex-1 shrink px-2 max-md:h-11"
          disabled={off}
          aria-label={label}
          aria-describedby={blocked.length > 0 ? `${proposal.id}-blocked` : undefined}
          onClick={onApprove}
        >
          {deciding === 'approve' ? <LoaderCircle aria-hidden className="animate-spin" /> : null}
          <span className="truncate">{deciding === 'approve' ? 'Sending your decision' : label}</span>
        </Button>
      </div>
    </footer>
  );
}
