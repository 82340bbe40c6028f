'use client';
import { useState } from 'react';
import { toast } from 'sonner';
import { decimal } from '../../../domain/decimal.ts';
import { truncateQuantity } from '../../../domain/instrumentRules.ts';
import type { PositionView } from '../../../domain/views.ts';
import { useInstrument } from '../../data/desk.ts';
import { RequestFailed } from '../../data/http.ts';
import { createProposal } from '../../data/proposals.ts';
import { openReview } from '../../data/ui.ts';
import { useOnline } from '../../hooks/useOnline.ts';
import { Button } from '../ui/Button.tsx';

/** Proposes to sell the whole position at market. It is approved like any other order. */
export function ClosePosition({ position, large }: { position: PositionView; large?: boolean }) {
  const instrument = useInstrument(position.instrument);
  const online = useOnline();
  const [busy, setBusy] = useState(false);

  async function close(): Promise<void> {
    if (!instrument || busy) return;
    setBusy(true);
    try {
      const quantity = truncateQuantity(instrument, decimal(position.quantity)).toString();
      const made = await createProposal({
        instrument: position.instrument,
        side: 'sell',
        type: 'market',
        quantity,
        reduceOnly: true,
        thesis: `Close the whole ${position.instrument} position.`,
      });
      openReview(made.id);
    } catch (error) {
      toast.error(error instanceof RequestFailed ? error.message : 'No close was proposed.');
    } finally {
      setBusy(false);
    }
  }

  return (
    <Button
      size={large ? 'lg' : 'xs'}
      aria-label={`Close ${position.instrument} position`}
      disabled={!instrument || busy || !online}
      onClick={close}
    >
      {busy ? 'Proposing' : 'Close'}
    </Button>
  );
}
