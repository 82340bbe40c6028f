import type { OverrideSum, OverrideView } from '../../../domain/Override.ts';
import { plain } from '../../lib/format.ts';

/** What became of an order that was not sent, in words behind its money. */
export const courseWords: Record<OverrideView['asked']['state'], string> = {
  waiting: 'limit not reached yet',
  held: 'still open',
  stopped: 'stopped out',
  tookProfit: 'target reached',
  timedOut: 'left after 30 days',
  missed: 'never filled',
  unknown: 'unknown',
};

export const kindWords: Record<OverrideView['kind'], string> = {
  declined: 'Declined',
  edited: 'Edited',
  expired: 'Expired',
  denied: 'Denied',
  followed: 'Followed',
};

/** `trader agent`, `operator`, `the gate`. */
export function partyWords({ id }: Pick<OverrideSum, 'id'>): string {
  if (id === 'gate') return 'the gate';
  return id.startsWith('agent:') ? `${id.slice('agent:'.length)} agent` : id;
}

/** Who was right on one proposal, or is while it is open. */
export function rightWords(override: OverrideView): string {
  const { right, final, by, decidedBy, kind } = override;
  if (right === null) return override.difference === null ? 'cannot be told' : 'no difference';
  const decider = decidedBy?.id ?? (kind === 'denied' ? 'gate' : null);
  const who =
    right === 'proposer' ? partyWords(by) : decider === null ? 'waiting' : partyWords({ id: decider });
  return `${who} ${right === 'decider' && decider === null ? 'paid' : 'was right'}${final ? '' : ' so far'}`;
}

/** What an edit changed of the quantity; the other fields are in the proposal's own history. */
export function editWords({ asked, edited }: OverrideView): string | null {
  if (!edited) return null;
  return asked.quantity === edited.quantity ? null : `${plain(asked.quantity)} → ${plain(edited.quantity)}`;
}
