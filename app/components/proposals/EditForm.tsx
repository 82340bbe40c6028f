'use client';
import { useEffect, useRef, useState } from 'react';
import { isDecimalString } from '../../../domain/decimal.ts';
import type { ProposalEdits } from '../../../domain/Proposal.ts';
import type { ProposalView } from '../../../domain/views.ts';
import { Button } from '../ui/Button.tsx';
import { Field } from '../ui/Field.tsx';
import type { Steps } from './steps.ts';

type Props = {
  proposal: ProposalView;
  steps: Steps;
  busy: boolean;
  onCancel: () => void;
  onSubmit: (edits: ProposalEdits) => void;
};

type Values = { quantity: string; limitPrice: string; stop: string; target: string };

/** Changes numbers only: instrument, side and expiry stay. The gate rules again and nothing is approved by it. */
export function EditForm({ proposal, steps, busy, onCancel, onSubmit }: Props) {
  const start: Values = {
    quantity: proposal.quantity,
    limitPrice: proposal.limitPrice ?? '',
    stop: proposal.stop ?? '',
    target: proposal.target ?? '',
  };
  const [values, setValues] = useState(start);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector('input')?.focus(), []);

  const edits = editsOf(start, values);
  const changed = Object.keys(edits).length > 0;
  const wrong = (Object.keys(values) as (keyof Values)[]).find(
    (key) => values[key] !== '' && !isDecimalString(values[key]),
  );
  const field = (key: keyof Values, label: string, unit: string) => (
    <Field
      label={label}
      unit={unit}
      inputMode="decimal"
      value={values[key]}
      error={wrong === key ? 'A plain number with a point, such as 0.25' : undefined}
      onChange={(event) => setValues({ ...values, [key]: event.target.value.trim() })}
    />
  );
  return (
    <form
      ref={form}
      aria-label="Edit this proposal"
      className="sticky bottom-0 mt-auto animate-rise border-t border-line bg-panel px-4 py-3"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onCancel();
      }}
      onSubmit={(event) => {
        event.preventDefault();
        if (changed && !wrong && !busy) onSubmit(edits);
      }}
    >
      <div className="grid grid-cols-2 gap-3">
        {field('quantity', 'Quantity', steps.base)}
        {proposal.type === 'limit' ? field('limitPrice', 'Limit price', steps.quote) : <span />}
        {field('stop', 'Stop', steps.quote)}
        {field('target', 'Target', steps.quote)}
      </div>
      <p className="mt-2.5 text-xs text-muted">
        This makes revision {proposal.revision + 1}: the gate checks it again and you approve it separately.
        The expiry stays.
      </p>
      <div className="mt-2.5 flex justify-end gap-4">
        <Button size="md" className="max-md:h-11" onClick={onCancel}>
          Cancel edit
        </Button>
        <Button
          size="md"
          look="primary"
          type="submit"
          disabled={!changed || wrong !== undefined || busy}
          className="max-md:h-11"
        >
          {busy ? 'Checking' : 'Check this edit'}
        </Button>
      </div>
    </form>
  );
}

function editsOf(before: Values, after: Values): ProposalEdits {
  return {
    ...(after.quantity !== before.quantity && after.quantity ? { quantity: after.quantity } : {}),
    ...(after.limitPrice !== before.limitPrice && after.limitPrice ? { limitPrice: after.limitPrice } : {}),
    ...(after.stop !== before.stop ? { stop: after.stop || null } : {}),
    ...(after.target !== before.target ? { target: after.target || null } : {}),
  };
}
