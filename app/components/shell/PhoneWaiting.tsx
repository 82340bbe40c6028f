'use client';
import { ChevronRight, Plus } from 'lucide-react';
import { openReview, setUi } from '../../data/ui.ts';
import { useNow } from '../../hooks/useNow.ts';
import { useWaiting } from '../../hooks/useWaiting.ts';
import { countdown } from '../../lib/format.ts';
import { Button } from '../ui/Button.tsx';
import { Side } from '../ui/Side.tsx';

/** Under the chart on a phone: the next thing to decide, and the way to a new order. */
export function PhoneWaiting() {
  const next = useWaiting()[0];
  const now = useNow(1000);
  return (
    <div className="flex items-center gap-3 border-t border-line bg-panel px-3 py-2">
      {next ? (
        <button
          type="button"
          onClick={() => openReview(next.id)}
          className="flex h-11 min-w-0 flex-1 items-center gap-2 rounded-md border border-line-strong bg-raised px-3 text-left"
        >
          <span className="min-w-0 flex-1 truncate text-sm">
            <Side side={next.side} className="text-xs" /> {next.quantity} {next.instrument.split('/')[0]}
            <span className="text-muted"> waits, {countdown(next.expiresAt - now)}</span>
          </span>
          <ChevronRight aria-hidden className="size-4 text-faint" />
        </button>
      ) : (
        <p className="flex-1 text-xs text-muted">Nothing waits for you.</p>
      )}
      <Button size="lg" onClick={() => setUi({ dialog: 'ticket' })}>
        <Plus aria-hidden /> Order
      </Button>
    </div>
  );
}
