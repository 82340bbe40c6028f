'use client';
import { useRef, useState } from 'react';
import type { ProposalView } from '../../../domain/views.ts';
import { useInstrument } from '../../data/desk.ts';
import { useApproval } from '../../hooks/useApproval.ts';
import { useDecision } from '../../hooks/useDecision.ts';
import { isOpen } from '../../lib/words.ts';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { CardHeader } from './CardHeader.tsx';
import { CardTerms } from './CardTerms.tsx';
import { DecisionBar } from './DecisionBar.tsx';
import { DecisionTrail } from './DecisionTrail.tsx';
import { DeclineForm } from './DeclineForm.tsx';
import { EditForm } from './EditForm.tsx';
import { EvidenceList } from './EvidenceList.tsx';
import { GateChecks } from './GateChecks.tsx';
import { MarketNow } from './MarketNow.tsx';
import { OrderProgress } from './OrderProgress.tsx';
import { RevisionDiff } from './RevisionDiff.tsx';

const unknown = { priceTick: '0.01', quantityStep: '0.00001', base: '', quote: '' };

/** The full card: everything that is approved, what the gate computed, and the three decisions. */
export function ProposalCard({ proposal }: { proposal: ProposalView }) {
  const instrument = useInstrument(proposal.instrument);
  const approval = useApproval(proposal);
  const { deciding, failure, send, clearFailure } = useDecision(proposal);
  const [form, setForm] = useState<'edit' | 'decline' | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const steps = instrument ?? unknown;

  /** After a decision its buttons are gone, so the focus goes to the card's status. */
  function settle(done: unknown): void {
    if (!done) return;
    setForm(null);
    heading.current?.focus();
  }

  return (
    <section aria-label={`Proposal ${proposal.id}`} className="flex flex-col">
      <CardHeader proposal={proposal} leftMs={approval.leftMs} headingRef={heading} />
      {proposal.revisions.length > 1 && isOpen(proposal) ? (
        <RevisionDiff proposal={proposal} steps={steps} />
      ) : null}
      {proposal.order ? <OrderProgress order={proposal.order} steps={steps} /> : null}
      <CardTerms proposal={proposal} steps={steps} />
      <MarketNow proposal={proposal} approval={approval} steps={steps} />
      <GateChecks verdict={proposal.verdict} />
      <EvidenceList proposal={proposal} />
      <DecisionTrail proposal={proposal} />
      {failure ? <ProblemNote failure={failure} onClose={clearFailure} className="mx-4 mb-3" /> : null}
      {form === 'edit' && isOpen(proposal) ? (
        <EditForm
          proposal={proposal}
          steps={steps}
          busy={deciding !== null}
          onCancel={() => setForm(null)}
          onSubmit={async (edits) => settle(await send('edit', { edits }))}
        />
      ) : null}
      {form === 'decline' && isOpen(proposal) ? (
        <DeclineForm
          busy={deciding !== null}
          onCancel={() => setForm(null)}
          onSubmit={async (reason) => settle(await send('decline', reason ? { reason } : {}))}
        />
      ) : null}
      {form === null && isOpen(proposal) ? (
        <DecisionBar
          proposal={proposal}
          approval={approval}
          deciding={deciding}
          onApprove={async () => settle(await send('approve'))}
          onEdit={() => setForm('edit')}
          onDecline={() => setForm('decline')}
        />
      ) : null}
    </section>
  );
}
