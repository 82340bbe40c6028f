import type { Actor } from '../../domain/actor.ts';
import type { OrderStatus } from '../../domain/Order.ts';
import type { ProposalStatus } from '../../domain/Proposal.ts';
import type { ProposalView } from '../../domain/views.ts';

/** What statuses are called on the screen. */
export const proposalStatusWords: Record<ProposalStatus, string> = {
  assessing: 'Being checked',
  denied: 'Denied by the gate',
  awaitingApproval: 'Waiting for you',
  declined: 'Declined',
  expired: 'Expired',
  approved: 'Approved',
  rechecking: 'Checking again',
  cleared: 'Cleared to send',
  needsReapproval: 'Needs approval again',
};

export const orderStatusWords: Record<OrderStatus, string> = {
  intended: 'Stored',
  sending: 'Sending',
  accepted: 'Accepted',
  triggered: 'Triggered',
  partiallyFilled: 'Partially filled',
  filled: 'Filled',
  pendingCancel: 'Cancelling',
  pendingReplace: 'Being replaced',
  cancelled: 'Cancelled',
  expired: 'Expired',
  rejected: 'Rejected by the venue',
  unknown: 'Unknown',
  notAccepted: 'Not accepted',
  lapsed: 'Not sent in time',
  quarantined: 'Quarantined',
  writtenOff: 'Written off',
};

export const orderTypeWords: Record<string, string> = {
  market: 'market',
  limit: 'limit',
  postOnly: 'post-only limit',
  stop: 'stop',
  stopLimit: 'stop-limit',
  takeProfit: 'take-profit',
  oco: 'stop + target',
};

export const timeInForceWords = {
  gtc: 'good till cancelled',
  ioc: 'immediate or cancel',
  fok: 'fill or kill',
} as const;

const channelWords: Record<Actor['channel'], string> = {
  web: 'this web page',
  api: 'the API',
  cli: 'the command line',
  chat: 'the chat',
  desk: 'the desk',
};

/** `approver from this web page`, `trader agent`, `the desk itself`. */
export function actorWords(actor: Actor): string {
  if (actor.role === 'desk') return 'the desk itself';
  if (actor.role === 'agent') return `${actor.id.replace(/^agent:/, '')} agent`;
  return `${actor.id} from ${channelWords[actor.channel]}`;
}

/** Whether a person can still decide on it. */
export function isWaiting(status: ProposalStatus): boolean {
  return status === 'awaitingApproval' || status === 'needsReapproval';
}

/** Whether it can still be edited or declined. */
export function isOpen(proposal: ProposalView): boolean {
  return isWaiting(proposal.status) || proposal.status === 'denied' || proposal.status === 'assessing';
}
