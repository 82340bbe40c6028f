'use client';
import { useState } from 'react';
import { toast } from 'sonner';
import { deskState, orders, portfolio, risk } from '../../data/desk.ts';
import { postJson } from '../../data/http.ts';
import { useResource } from '../../data/resource.ts';
import { closeDialog, useUi } from '../../data/ui.ts';
import { ReasonForm } from '../risk/ReasonForm.tsx';
import { ModeBadge } from '../shell/ModeBadge.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Segmented } from '../ui/Segmented.tsx';

type Decision = 'accept' | 'writeOff';

const choices: { value: Decision; label: string }[] = [
  { value: 'accept', label: 'Accept the venue’s word' },
  { value: 'writeOff', label: 'Write off' },
];
const means: Record<Decision, string> = {
  accept:
    'The venue is asked once more, its fills are booked, and the order goes on as the venue says it stands.',
  writeOff:
    'The order is closed with the fills that are booked, and its exposure is free again. The venue is asked first; what it still holds cannot be written off.',
};

/** A person has compared a quarantined order with the venue's own history, and says what it is. */
export function SettleDialog() {
  const { dialog, settling } = useUi();
  const mode = useResource(deskState).data?.mode;
  const order = useResource(orders).data?.find(({ id }) => id === settling);
  const [decision, setDecision] = useState<Decision>('accept');

  async function settle(reason: string): Promise<void> {
    try {
      await postJson(`/api/orders/${encodeURIComponent(settling ?? '')}/settle`, { decision, reason });
    } finally {
      for (const resource of [orders, risk, deskState, portfolio]) resource.refresh();
    }
    toast(decision === 'accept' ? 'The venue’s word stands.' : 'The order is written off.');
  }

  return (
    <Dialog
      open={dialog === 'settle'}
      onOpenChange={(next) => !next && closeDialog()}
      title="End a quarantine"
      description="Compare the order with the venue’s own history first. Your reason goes into the journal with your name."
    >
      <ReasonForm
        placeholder="Compared with the venue’s history"
        submit={decision === 'accept' ? 'Accept' : 'Write off'}
        send={settle}
      >
        <div className="mb-3 rounded-lg bg-sunken px-3 py-2 text-xs">
          {mode ? <ModeBadge mode={mode} /> : null}
          {order ? (
            <p className="mt-2">
              {order.side} {order.quantity} {order.instrument}, {order.filled} filled.{' '}
              <span className="text-muted">{order.reason}</span>
            </p>
          ) : null}
        </div>
        <Segmented label="What it is" value={decision} options={choices} onChange={setDecision} />
        <p className="my-3 text-xs text-muted">{means[decision]}</p>
      </ReasonForm>
    </Dialog>
  );
}
