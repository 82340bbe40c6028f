'use client';
import { toast } from 'sonner';
import { deskState, limits, risk } from '../../data/desk.ts';
import { postJson } from '../../data/http.ts';
import { proposals } from '../../data/proposals.ts';
import { useResource } from '../../data/resource.ts';
import { closeDialog, useUi } from '../../data/ui.ts';
import { ModeBadge } from '../shell/ModeBadge.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { LimitChanges } from './LimitChanges.tsx';
import { ReasonForm } from './ReasonForm.tsx';

/** A person allows more than the limits in force do, and says why. */
export function LoosenDialog() {
  const { dialog } = useUi();
  const mode = useResource(deskState).data?.mode;
  const view = useResource(limits).data;
  const waiting = view?.waiting ?? [];

  async function loosen(reason: string): Promise<void> {
    try {
      await postJson('/api/limits/loosen', {
        keys: waiting.map(({ key }) => key),
        shown: view?.waitingHash ?? '',
        reason,
      });
    } finally {
      for (const resource of [limits, risk, deskState, proposals]) resource.refresh();
    }
    toast('The looser limits are in force.');
  }

  return (
    <Dialog
      open={dialog === 'loosen'}
      onOpenChange={(next) => !next && closeDialog()}
      title="Loosen limits"
      description="The gate will allow more from now on. What was approved under the old limits has to be approved again. Your reason goes into the journal with your name."
    >
      <ReasonForm placeholder="Why it is safe to allow more" submit="Loosen limits" send={loosen}>
        <div className="mb-3 rounded-lg bg-sunken px-3 py-2 text-xs">
          {mode ? <ModeBadge mode={mode} /> : null}
          {waiting.length > 0 ? (
            <LimitChanges changes={waiting} className="mt-2" />
          ) : (
            <p className="mt-2 text-muted">Nothing waits to be loosened any more.</p>
          )}
        </div>
      </ReasonForm>
    </Dialog>
  );
}
