'use client';
import { toast } from 'sonner';
import { deskState, risk } from '../../data/desk.ts';
import { sendRearm } from '../../data/kill.ts';
import { useResource } from '../../data/resource.ts';
import { closeDialog, useUi } from '../../data/ui.ts';
import { ModeBadge } from '../shell/ModeBadge.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { ReasonForm } from './ReasonForm.tsx';

/** A person lets trading go on, and says why. */
export function RearmDialog() {
  const { dialog } = useUi();
  const state = useResource(deskState).data;
  const reasons = useResource(risk).data?.reasons ?? [];

  return (
    <Dialog
      open={dialog === 'rearm'}
      onOpenChange={(next) => !next && closeDialog()}
      title="Resume trading"
      description="Entries may go out again. Your reason goes into the journal with your name."
    >
      <ReasonForm
        placeholder="Looked at the fills, all as expected"
        submit="Resume trading"
        send={async (reason) => {
          await sendRearm(reason);
          toast('Trading is on again.');
        }}
      >
        <div className="mb-3 flex flex-wrap items-center gap-2 rounded-lg bg-sunken px-3 py-2 text-xs text-muted">
          {state ? <ModeBadge mode={state.mode} /> : null}
          <span>{reasons.length > 0 ? reasons.join(' ') : 'Nothing else holds trading back.'}</span>
        </div>
      </ReasonForm>
    </Dialog>
  );
}
