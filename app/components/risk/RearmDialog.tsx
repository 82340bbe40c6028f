'use client';
import { useState } from 'react';
import { toast } from 'sonner';
import { deskState, risk } from '../../data/desk.ts';
import { RequestFailed } from '../../data/http.ts';
import { sendRearm } from '../../data/kill.ts';
import { useResource } from '../../data/resource.ts';
import { closeDialog, useUi } from '../../data/ui.ts';
import { ModeBadge } from '../shell/ModeBadge.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Field } from '../ui/Field.tsx';
import { ProblemNote } from '../ui/ProblemNote.tsx';

/** A person lets trading go on, and says why. */
export function RearmDialog() {
  const { dialog } = useUi();
  const state = useResource(deskState).data;
  const reasons = useResource(risk).data?.reasons ?? [];
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<RequestFailed | null>(null);

  async function submit(): Promise<void> {
    setBusy(true);
    setFailure(null);
    try {
      await sendRearm(reason.trim());
      setReason('');
      closeDialog();
      toast('Trading is on again.');
    } catch (error) {
      if (error instanceof RequestFailed) setFailure(error);
      else throw error;
    } finally {
      setBusy(false);
    }
  }

  return (
    <Dialog
      open={dialog === 'rearm'}
      onOpenChange={(next) => !next && closeDialog()}
      title="Resume trading"
      description="Entries may go out again. Your reason goes into the journal with your name."
    >
      <form
        className="px-5 pb-5"
        onSubmit={(event) => {
          event.preventDefault();
          if (reason.trim() && !busy) void submit();
        }}
      >
        <div className="mb-3 flex flex-wrap items-center gap-2 rounded-lg bg-sunken px-3 py-2 text-xs text-muted">
          {state ? <ModeBadge mode={state.mode} /> : null}
          <span>{reasons.length > 0 ? reasons.join(' ') : 'Nothing else holds trading back.'}</span>
        </div>
        <Field
          label="Reason"
          required
          maxLength={300}
          placeholder="Looked at the fills, all as expected"
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        {failure ? <ProblemNote failure={failure} className="mt-3" /> : null}
        <div className="mt-4 flex gap-4">
          <Button size="md" className="flex-1 max-md:h-11" onClick={closeDialog}>
            Cancel
          </Button>
          <Button
            look="primary"
            size="md"
            type="submit"
            className="flex-1 max-md:h-11"
            disabled={!reason.trim() || busy}
          >
            {busy ? 'Sending' : 'Resume trading'}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
