'use client';
import { closeDialog, useUi } from '../../data/ui.ts';
import { useLiveProposal } from '../../hooks/useLiveProposal.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { CardSkeleton } from './CardSkeleton.tsx';
import { ProposalCard } from './ProposalCard.tsx';

/** The card over everything else; the whole screen on a phone. */
export function ReviewDialog() {
  const { dialog, review } = useUi();
  const open = dialog === 'review' && review !== null;
  const proposal = useLiveProposal(open ? review : null);
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !next && closeDialog()}
      title="Review"
      description="Everything that an approval covers. Nothing is sent before you approve."
      quiet
      className="sm:max-w-[34rem]"
    >
      {proposal ? <ProposalCard key={proposal.id} proposal={proposal} /> : <CardSkeleton />}
    </Dialog>
  );
}
