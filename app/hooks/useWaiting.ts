import { useMemo } from 'react';
import type { ProposalView } from '../../domain/views.ts';
import { useProposals } from '../data/proposals.ts';
import { isWaiting } from '../lib/words.ts';
import { useNow } from './useNow.ts';

/** Proposals that a person can approve now, the one that expires first in front. */
export function useWaiting(): ProposalView[] {
  const known = useProposals();
  const now = useNow(1000);
  return useMemo(
    () =>
      [...known.values()]
        .map(({ view }) => view)
        .filter((view) => isWaiting(view.status) && view.expiresAt > now)
        .sort((a, b) => a.expiresAt - b.expiresAt),
    [known, now],
  );
}
