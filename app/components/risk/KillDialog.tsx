'use client';
import { type RefObject, useRef, useState } from 'react';
import type { KillLevel } from '../../../domain/mode.ts';
import { deskState, risk } from '../../data/desk.ts';
import { useResource } from '../../data/resource.ts';
import { closeDialog, useUi } from '../../data/ui.ts';
import { type KillProgress, useKill } from '../../hooks/useKill.ts';
import { money } from '../../lib/format.ts';
import { ModeBadge } from '../shell/ModeBadge.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Field } from '../ui/Field.tsx';
import { KillLevels } from './KillLevels.tsx';
import { KillProgressNote } from './KillProgressNote.tsx';

const verbs: Record<KillLevel, string> = {
  pause: 'Pause entries',
  cancel: 'Cancel entry orders',
  flatten: 'Flatten everything',
};

/** Stops the desk: counts and cost first, focus on Cancel, FLATTEN typed for the last level, proof at the end. */
export function KillDialog() {
  const { dialog } = useUi();
  const cancel = useRef<HTMLButtonElement>(null);
  const { progress, kill, reset } = useKill();

  /** A kill that is under way goes on with the dialog closed; one that has ended makes room for the next. */
  function close(): void {
    closeDialog();
    if (progress.step !== 'sending') reset();
  }

  return (
    <Dialog
      open={dialog === 'kill'}
      onOpenChange={(next) => !next && close()}
      title="Kill switch"
      description="Works with no model and no database. Only a person can undo it, with a reason."
      onOpenAutoFocus={(event) => {
        event.preventDefault();
        cancel.current?.focus();
      }}
    >
      <KillForm progress={progress} onKill={kill} onClose={close} cancel={cancel} />
    </Dialog>
  );
}

type FormProps = {
  progress: KillProgress;
  onKill: (level: KillLevel, reason: string) => Promise<void>;
  onClose: () => void;
  cancel: RefObject<HTMLButtonElement | null>;
};

function KillForm({ progress, onKill, onClose, cancel }: FormProps) {
  const view = useResource(risk).data;
  const state = useResource(deskState).data;
  const currency = state?.instruments[0]?.quote ?? '';
  const [level, setLevel] = useState<KillLevel>('cancel');
  const [reason, setReason] = useState('');
  const [typed, setTyped] = useState('');
  const sending = progress.step === 'sending';
  const over = progress.step === 'taken';
  const locked = level === 'flatten' && typed !== 'FLATTEN';

  return (
    <form
      className="px-5 pb-5"
      onSubmit={(event) => {
        event.preventDefault();
        if (locked || sending || over) return;
        void onKill(level, reason.trim() || `${verbs[level]} from the kill dialog`);
      }}
    >
      <div className="mb-3 flex flex-wrap items-center gap-x-3 gap-y-1 rounded-lg bg-sunken px-3 py-2 text-xs text-muted">
        {state ? <ModeBadge mode={state.mode} /> : null}
        {view ? (
          <>
            <span>{count(view.exposure.openEntryOrders, 'entry order')}</span>
            <span>{count(view.exposure.openProtectionOrders, 'protective stop')}</span>
            <span>
              {count(view.exposure.openPositions, 'position')}, {money(view.exposure.positionNotional)}{' '}
              {currency}
            </span>
          </>
        ) : (
          <span>Counts are not known. The kill works all the same.</span>
        )}
      </div>
      {over || sending ? null : (
        <>
          <KillLevels level={level} onChange={setLevel} exposure={view?.exposure} currency={currency} />
          <Field
            className="mt-3"
            label="Reason (optional, goes into the journal)"
            value={reason}
            maxLength={300}
            onChange={(event) => setReason(event.target.value)}
          />
          {level === 'flatten' ? (
            <Field
              className="mt-3"
              label="Type FLATTEN to confirm"
              value={typed}
              autoCapitalize="characters"
              onChange={(event) => setTyped(event.target.value)}
            />
          ) : null}
        </>
      )}
      <KillProgressNote progress={progress} />
      <div className="mt-4 flex gap-4">
        <Button ref={cancel} size="md" className="flex-1 max-md:h-11" onClick={onClose}>
          {over || sending ? 'Close' : 'Cancel'}
        </Button>
        {over ? null : (
          <Button
            look="danger"
            size="md"
            type="submit"
            className="flex-1 max-md:h-11"
            disabled={locked || sending}
          >
            {sending ? 'Sending, not confirmed' : verbs[level]}
          </Button>
        )}
      </div>
    </form>
  );
}

function count(value: number, noun: string): string {
  return `${value} ${noun}${value === 1 ? '' : 's'}`;
}
