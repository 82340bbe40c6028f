'use client';
import { closeDialog, useUi } from '../../data/ui.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { TicketForm } from './TicketForm.tsx';

/** The ticket over the desk; the way to it on a phone. */
export function TicketDialog() {
  const { dialog } = useUi();
  return (
    <Dialog
      open={dialog === 'ticket'}
      onOpenChange={(next) => !next && closeDialog()}
      title="New order"
      description="It becomes a proposal that you approve separately."
      quiet
    >
      <TicketForm />
    </Dialog>
  );
}
