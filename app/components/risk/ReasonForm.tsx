'use client';
import { type ReactNode, useState } from 'react';
import { RequestFailed } from '../../data/http.ts';
import { closeDialog } from '../../data/ui.ts';
import { Button } from '../ui/Button.tsx';
import { Field } from '../ui/Field.tsx';
import { ProblemNote } from '../ui/ProblemNote.tsx';

type Props = {
  placeholder: string;
  submit: string;
  /** Sends it; what it throws of a request is shown and the form stays. */
  send: (reason: string) => Promise<void>;
  /** What the reason is given for. */
  children: ReactNode;
};

/** A form in a dialog that takes a person's reason for the journal, and then does what needed it. */
export function ReasonForm({ placeholder, submit, send, children }: Props) {
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<RequestFailed | null>(null);

  async function run(): Promise<void> {
    setBusy(true);
    setFailure(null);
    try {
      await send(reason.trim());
      setReason('');
      closeDialog();
    } catch (error) {
      if (error instanceof RequestFailed) setFailure(error);
      else throw error;
    } finally {
      setBusy(false);
    }
  }

  return (
    <form
      className="px-5 pb-5"
      onSubmit={(event) => {
        event.preventDefault();
        if (reason.trim() && !busy) void run();
      }}
    >
      {children}
      <Field
        label="Reason"
        required
        maxLength={300}
        placeholder={placeholder}
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
          {busy ? 'Sending' : submit}
        </Button>
      </div>
    </form>
  );
}
