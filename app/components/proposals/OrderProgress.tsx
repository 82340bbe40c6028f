'use client';
import { decimal } from '../../../domain/decimal.ts';
import type { OrderView } from '../../../domain/views.ts';
import { usePrefs } from '../../data/prefs.ts';
import { cn } from '../../lib/cn.ts';
import { byStep, money, plain } from '../../lib/format.ts';
import { clockTime } from '../../lib/time.ts';
import { orderStatusWords } from '../../lib/words.ts';
import type { Steps } from './steps.ts';

const bad = new Set(['rejected', 'unknown', 'quarantined', 'notAccepted', 'lapsed', 'writtenOff']);

/** What followed the approval, as the venue has confirmed it; nothing is shown before that. */
export function OrderProgress({ order, steps }: { order: OrderView; steps: Steps }) {
  const { zone } = usePrefs();
  const share = decimal(order.quantity).isZero()
    ? 0
    : decimal(order.filled).div(decimal(order.quantity)).toNumber();
  const stages = ['sending', 'accepted', 'filled'] as const;
  const reached =
    order.status === 'filled'
      ? 3
      : [
            'accepted',
            'triggered',
            'partiallyFilled',
            'pendingCancel',
            'pendingReplace',
            'cancelled',
            'expired',
          ].includes(order.status)
        ? 2
        : 1;
  return (
    <section
      aria-label={`Order ${order.id}`}
      className="mx-4 mt-3 rounded-lg border border-line-strong bg-raised px-3 py-2.5 text-xs"
    >
      <p className="flex items-baseline justify-between gap-2">
        <span
          className={cn(
            'text-sm font-semibold',
            bad.has(order.status) && 'text-danger',
            order.status === 'filled' && 'text-good',
          )}
        >
          {order.status === 'filled' ? '✓ ' : ''}
          {orderStatusWords[order.status]}
        </span>
        <span className="font-mono text-2xs text-faint">{order.id}</span>
      </p>
      {bad.has(order.status) ? null : (
        <ol aria-hidden className="mt-2 flex gap-1">
          {stages.map((stage, index) => (
            <li key={stage} className="flex-1">
              <span className="block h-1 overflow-hidden rounded-full bg-line">
                <span
                  className="block h-full rounded-full bg-good transition-[width] duration-300"
                  style={{ width: index < reached ? '100%' : index === 2 ? `${share * 100}%` : '0%' }}
                />
              </span>
              <span className="mt-1 block text-2xs text-muted">{stage}</span>
            </li>
          ))}
        </ol>
      )}
      <p className="mt-1.5 text-muted">
        {byStep(order.filled, steps.quantityStep)} of {byStep(order.quantity, steps.quantityStep)}{' '}
        {steps.base} filled
        {order.averagePrice ? ` at ${byStep(order.averagePrice, steps.priceTick)}` : ''}
        {order.fees
          .map(
            (fee) =>
              `, fee ${fee.asset === steps.quote ? money(fee.amount) : plain(fee.amount)} ${fee.asset}`,
          )
          .join('')}{' '}
        · {clockTime(order.updatedAt, zone)}
      </p>
      {order.reason ? <p className="mt-1 text-ink">{order.reason}</p> : null}
    </section>
  );
}
