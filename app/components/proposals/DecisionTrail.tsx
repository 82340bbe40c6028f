'use client';
import { memo } from 'react';
import type { Decision } from '../../../domain/Proposal.ts';
import type { ProposalView } from '../../../domain/views.ts';
import { usePrefs } from '../../data/prefs.ts';
import { dateTime } from '../../lib/time.ts';
import { actorWords } from '../../lib/words.ts';

const words: Record<Decision['decision'], string> = {
  approve: 'Approved',
  edit: 'Edited',
  decline: 'Declined',
  expire: 'Expired',
  recheck: 'Checked again',
};

/** Who decided what, from where and when. */
export const DecisionTrail = memo(function DecisionTrail({ proposal }: { proposal: ProposalView }) {
  const { zone } = usePrefs();
  if (proposal.decisions.length === 0) return <div className="h-3" />;
  return (
    <ol aria-label="Decisions" className="mt-3 space-y-1 border-t border-line px-4 py-3 text-xs">
      {proposal.decisions.map((decision) => (
        <li key={`${decision.at} ${decision.decision}`} className="flex flex-wrap gap-x-1.5">
          <span className="font-medium">{words[decision.decision]}</span>
          <span className="text-muted">
            rev {decision.revision} by {actorWords(decision.by)}
          </span>
          <span className="ml-auto text-faint">{dateTime(decision.at, zone)}</span>
          {decision.reason ? <span className="w-full text-muted">“{decision.reason}”</span> : null}
        </li>
      ))}
    </ol>
  );
});
