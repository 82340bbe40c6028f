import { useRef, useState } from 'react';
import type { DecisionCommand } from '../../domain/DecisionCommand.ts';
import type { ProposalEdits } from '../../domain/Proposal.ts';
import type { ProposalView } from '../../domain/views.ts';
import { RequestFailed } from '../data/http.ts';
import { decide } from '../data/proposals.ts';
import { setUi } from '../data/ui.ts';

export type Deciding = 'approve' | 'edit' | 'decline' | null;

/**
 * Sends one decision at a time, on exactly the revision and hash that is on the screen. A repeated click while one
 * is under way does nothing; a repeat after no answer carries the same idempotency key, so it cannot count twice.
 */
export function useDecision(proposal: ProposalView) {
  const [deciding, setDeciding] = useState<Deciding>(null);
  const [failure, setFailure] = useState<RequestFailed | null>(null);
  const keys = useRef(new Map<string, string>());
  const busy = useRef(false);

  async function send(
    decision: Exclude<Deciding, null>,
    more: { edits?: ProposalEdits; reason?: string } = {},
  ): Promise<ProposalView | null> {
    if (busy.current) return null;
    busy.current = true;
    setDeciding(decision);
    setFailure(null);
    const intent = JSON.stringify([decision, proposal.revision, proposal.hash, more]);
    const idempotencyKey = keys.current.get(intent) ?? crypto.randomUUID();
    keys.current.set(intent, idempotencyKey);
    const { revision, hash } = proposal;
    const command: DecisionCommand = { decision, revision, hash, idempotencyKey, ...more };
    try {
      const after = await decide(proposal.id, command);
      if (decision !== 'edit') setUi({ decided: proposal.id, selected: null });
      return after;
    } catch (error) {
      if (error instanceof RequestFailed) {
        if (error.kind !== 'unreachable') keys.current.delete(intent);
        setFailure(error);
        return null;
      }
      throw error;
    } finally {
      busy.current = false;
      setDeciding(null);
    }
  }

  return { deciding, failure, send, clearFailure: () => setFailure(null) };
}
