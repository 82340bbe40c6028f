'use client';
import { Maximize2 } from 'lucide-react';
import { setPrefs } from '../../data/prefs.ts';
import { proposals, useProposals } from '../../data/proposals.ts';
import { useResource } from '../../data/resource.ts';
import { openReview, setUi } from '../../data/ui.ts';
import { useChosenProposal } from '../../hooks/useChosenProposal.ts';
import { useLiveProposal } from '../../hooks/useLiveProposal.ts';
import { usePhone } from '../../hooks/usePhone.ts';
import { isWaiting } from '../../lib/words.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { CardSkeleton } from './CardSkeleton.tsx';
import { ProposalCard } from './ProposalCard.tsx';
import { ProposalRow } from './ProposalRow.tsx';

/** The chosen proposal in full, and all others below it. On a phone only the list: a tap opens the full screen. */
export function ProposalsPanel() {
  const { data: ids, error } = useResource(proposals);
  const known = useProposals();
  const phone = usePhone();
  const views = (ids ?? []).flatMap((id) => known.get(id)?.view ?? []);
  const chosenId = useChosenProposal(views);
  const chosen = useLiveProposal(phone ? null : chosenId);
  const waiting = views.filter((view) => isWaiting(view.status)).length;

  if (!ids) {
    return error ? (
      <ErrorState what="Proposals" error={error} onRetry={proposals.refresh} />
    ) : (
      <CardSkeleton />
    );
  }
  if (views.length === 0) {
    return (
      <EmptyState
        title="No proposals yet"
        action={
          <Button onClick={() => setUi(phone ? { dialog: 'ticket' } : { rail: 'ticket' })}>
            Write an order ticket
          </Button>
        }
      >
        Agents put their trades here for you to countersign. Ask the analyst for one, or write a ticket
        yourself.
      </EmptyState>
    );
  }
  return (
    <div className="flex h-full flex-col overflow-y-auto">
      {chosen ? (
        <div className="relative">
          <ProposalCard key={chosen.id} proposal={chosen} />
        </div>
      ) : null}
      <div className="flex items-center justify-between border-y border-line bg-sunken px-4 py-1.5">
        <h2 className="text-xs font-semibold text-muted">
          {waiting === 0
            ? 'Nothing waits for you'
            : waiting === 1
              ? '1 waits for you'
              : `${waiting} wait for you`}
        </h2>
        {chosen ? (
          <Button look="ghost" size="xs" onClick={() => openReview(chosen.id)}>
            <Maximize2 aria-hidden /> Review large
          </Button>
        ) : null}
      </div>
      <ul aria-label="All proposals">
        {views.map((view) => (
          <li key={view.id}>
            <ProposalRow
              proposal={view}
              current={view.id === chosenId && !phone}
              onSelect={() => {
                setPrefs({ instrument: view.instrument });
                if (phone) openReview(view.id);
                else setUi({ selected: view.id });
              }}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}
