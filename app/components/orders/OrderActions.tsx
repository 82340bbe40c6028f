'use client';
import { useState } from 'react';
import { toast } from 'sonner';
import type { OrderView } from '../../../domain/views.ts';
import { orders } from '../../data/desk.ts';
import { postJson, RequestFailed } from '../../data/http.ts';
import { setUi } from '../../data/ui.ts';
import { useOnline } from '../../hooks/useOnline.ts';
import { Button } from '../ui/Button.tsx';

/** What can be done with an order now: a quarantined one is settled by a person, an open one is cancelled. */
export function OrderActions({ order, large }: { order: OrderView; large?: boolean }) {
  return (
    <span className="inline-flex gap-1.5">
      {order.status === 'quarantined' ? (
        <Button
          size={large ? 'lg' : 'xs'}
          aria-label={`Settle order ${order.id}`}
          onClick={() => setUi({ dialog: 'settle', settling: order.id })}
        >
          Settle
        </Button>
      ) : null}
      <CancelOrder order={order} {...(large && { large })} />
    </span>
  );
}

/** Asks the venue to cancel. A protective stop has no such button: it goes with its position. */
function CancelOrder({ order, large }: { order: OrderView; large?: boolean }) {
  const online = useOnline();
  const [busy, setBusy] = useState(false);
  if (!order.open || order.role === 'protection' || order.role === 'emergency') return null;

  async function cancel(): Promise<void> {
    setBusy(true);
    try {
      await postJson(`/api/orders/${encodeURIComponent(order.id)}/cancel`, {});
      toast('Cancel requested. The order is gone once the venue says so.');
    } catch (error) {
      toast.error(error instanceof RequestFailed ? error.message : 'The cancel is not confirmed.');
    } finally {
      setBusy(false);
      orders.refresh();
    }
  }

  return (
    <Button
      size={large ? 'lg' : 'xs'}
      aria-label={`Cancel order ${order.id}`}
      disabled={busy || !online || order.status === 'pendingCancel'}
      onClick={cancel}
    >
      {order.status === 'pendingCancel' ? 'Cancelling' : 'Cancel'}
    </Button>
  );
}
