'use client';
import type { OrderView } from '../../../domain/views.ts';
import { deskState } from '../../data/desk.ts';
import { usePrefs } from '../../data/prefs.ts';
import { useResource } from '../../data/resource.ts';
import { byStep, plain } from '../../lib/format.ts';
import { dateTime } from '../../lib/time.ts';
import { orderStatusWords, orderTypeWords } from '../../lib/words.ts';
import { Badge } from '../ui/Badge.tsx';
import { Side } from '../ui/Side.tsx';
import { OrderActions } from './OrderActions.tsx';
import { orderBadge } from './orderBadge.ts';

const shown = 100;

/** The newest orders where there is no room for a table. */
export function OrderCards({ orders }: { orders: OrderView[] }) {
  const instruments = useResource(deskState).data?.instruments;
  const { zone } = usePrefs();
  return (
    <ul aria-label="Orders" className="h-full overflow-y-auto">
      {orders.slice(0, shown).map((order) => {
        const known = instruments?.find((one) => one.id === order.instrument);
        const size = (value: string) => (known ? byStep(value, known.quantityStep) : plain(value));
        const price = (value: string) => (known ? byStep(value, known.priceTick) : plain(value));
        const at = order.price ?? order.triggerPrice;
        return (
          <li key={order.id} className="flex items-center gap-3 border-b border-line px-4 py-2.5 text-xs">
            <div className="min-w-0 flex-1">
              <p className="text-sm">
                <Side side={order.side} className="text-xs" /> {size(order.quantity)} {order.instrument}
              </p>
              <p className="text-muted">
                {orderTypeWords[order.type] ?? order.type} {at ? price(at) : ''} · {order.role}
                {Number(order.filled) > 0 ? ` · filled ${size(order.filled)}` : ''}
              </p>
              <p className="text-2xs text-faint">{dateTime(order.createdAt, zone)}</p>
            </div>
            <div className="flex flex-col items-end gap-1.5">
              <Badge look={orderBadge(order)}>{orderStatusWords[order.status]}</Badge>
              <OrderActions order={order} large />
            </div>
          </li>
        );
      })}
      {orders.length > shown ? (
        <li className="px-4 py-3 text-xs text-faint">
          The newest {shown} of {orders.length}.
        </li>
      ) : null}
    </ul>
  );
}
