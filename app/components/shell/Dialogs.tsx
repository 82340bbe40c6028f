'use client';
import { CommandPalette } from '../help/CommandPalette.tsx';
import { HelpDialog } from '../help/HelpDialog.tsx';
import { SetupDialog } from '../help/SetupDialog.tsx';
import { SourcesDialog } from '../help/SourcesDialog.tsx';
import { SettleDialog } from '../orders/SettleDialog.tsx';
import { ReviewDialog } from '../proposals/ReviewDialog.tsx';
import { LoosenDialog } from '../risk/LoosenDialog.tsx';
import { RearmDialog } from '../risk/RearmDialog.tsx';
import { TicketDialog } from '../ticket/TicketDialog.tsx';

/** Everything that opens over the desk; loaded after it. */
export default function Dialogs() {
  return (
    <>
      <ReviewDialog />
      <RearmDialog />
      <LoosenDialog />
      <SettleDialog />
      <TicketDialog />
      <CommandPalette />
      <HelpDialog />
      <SetupDialog />
      <SourcesDialog />
    </>
  );
}
