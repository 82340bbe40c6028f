'use client';
import { useEffect, useRef, useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { inputLook } from '../ui/Field.tsx';

type Props = { busy: boolean; onCancel: () => void; onSubmit: (reason: string) => void };

/** The reason is optional and goes into the journal; agents can be asked about it later. */
export function DeclineForm({ busy, onCancel, onSubmit }: Props) {
  const [reason, setReason] = useState('');
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <form
      aria-label="Decline this proposal"
      className="sticky bottom-0 mt-auto animate-rise border-t border-line bg-panel px-4 py-3"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onCancel();
      }}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit(reason.trim());
      }}
    >
      <label className="block">
        <span className="label-caps mb-1 block text-muted">Reason (optional)</span>
        <input
          ref={field}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          className={inputLook}
          placeholder="Too large for a Sunday"
        />
      </label>
      <div className="mt-2.5 flex justify-end gap-4">
        <Button size="md" className="max-md:h-11" onClick={onCancel}>
          Keep it
        </Button>
        <Button size="md" look="danger" type="submit" disabled={busy} className="max-md:h-11">
          Decline proposal
        </Button>
      </div>
    </form>
  );
}
