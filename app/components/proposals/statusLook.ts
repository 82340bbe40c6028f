import type { ProposalView } from '../../../domain/views.ts';
import type { BadgeLook } from '../ui/Badge.tsx';

/** How loud a proposal's status is. */
export function statusLook(proposal: ProposalView): BadgeLook {
  switch (proposal.status) {
    case 'awaitingApproval':
    case 'needsReapproval':
      return 'strong';
    case 'denied':
      return 'danger';
    case 'approved':
    case 'rechecking':
    case 'cleared':
      return 'good';
    default:
      return 'plain';
  }
}
