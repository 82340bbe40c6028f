import { useEffect } from 'react';
import type { ProposalView } from '../../domain/views.ts';
import { loadProposal, useProposal } from '../data/proposals.ts';
import { isWaiting } from '../lib/words.ts';

/** A proposal by id, asked for again every few seconds while it waits, since drift and age change with the market. */
export function useLiveProposal(id: string | null): ProposalView | undefined {
  const proposal = useProposal(id);
  const known = proposal !== undefined;
  const waiting = proposal !== undefined && isWaiting(proposal.status);

  useEffect(() => {
    if (id !== null && !known) loadProposal(id).catch(() => undefined);
  }, [id, known]);

  useEffect(() => {
    if (id === null || !waiting) return;
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') loadProposal(id).catch(() => undefined);
    }, 3000);
    return () => clearInterval(timer);
  }, [id, waiting]);

  return proposal;
}
