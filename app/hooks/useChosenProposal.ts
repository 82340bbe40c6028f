import type { ProposalView } from '../../domain/views.ts';
import { useUi } from '../data/ui.ts';
import { isWaiting } from '../lib/words.ts';
import { useNow } from './useNow.ts';

/** How long a settled proposal stays in view although another one waits, in ms. */
const lingerMs = 8000;

/**
 * Which proposal the panel shows in full: the one that someone chose; else the one that was decided last, until its
 * order has come to an end and been seen; else the one that waits.
 */
export function useChosenProposal(views: readonly ProposalView[]): string | null {
  const { selected, decided } = useUi();
  const now = useNow(1000);
  const waiting = views.filter((view) => isWaiting(view.status) && view.expiresAt > now);
  const next = waiting.at(-1) ?? null;
  if (selected !== null && views.some((view) => view.id === selected)) return selected;
  const last = views.find((view) => view.id === decided);
  if (last && !(next && isOver(last, next, now))) return last.id;
  return next?.id ?? views[0]?.id ?? null;
}

/** Whether a decided proposal can make room: it came to its end, and a while ago or before the next one was made. */
function isOver(last: ProposalView, next: ProposalView, now: number): boolean {
  const order = last.order;
  const settled = order ? !order.open : ['declined', 'expired', 'denied'].includes(last.status);
  const endedAt = order?.updatedAt ?? last.decisions.at(-1)?.at ?? 0;
  return settled && (now - endedAt > lingerMs || next.createdAt > endedAt);
}
