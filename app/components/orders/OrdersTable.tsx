'use client';
import { createColumnHelper } from '@tanstack/react-table';
import { useMemo } from 'react';
import type { OrderView, StateView } from '../../../domain/views.ts';
import { deskState, orders } from '../../data/desk.ts';
import { usePrefs } from '../../data/prefs.ts';
import { useResource } from '../../data/resource.ts';
import { openReview, setUi } from '../../data/ui.ts';
import { usePhone } from '../../hooks/usePhone.ts';
import { byStep, plain } from '../../lib/format.ts';
import { dateTime } from '../../lib/time.ts';
import { orderStatusWords, orderTypeWords } from '../../lib/words.ts';
import { Badge } from '../ui/Badge.tsx';
import { Button } from '../ui/Button.tsx';
import { type Columns, DataTable, type features } from '../ui/DataTable.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { Side } from '../ui/Side.tsx';
import { SkeletonRows } from '../ui/Skeleton.tsx';
import { OrderActions } from './OrderActions.tsx';
import { OrderCards } from './OrderCards.tsx';
import { orderBadge } from './orderBadge.ts';

const helper = createColumnHelper<typeof features, OrderView>();
const numeric = new Set(['quantity', 'price', 'filled', 'time']);
const wide = new Set(['time', 'proposal']);

/** Every order the desk has sent or is about to send, newest first. */
export default function OrdersTable() {
  const { data, error } = useResource(orders);
  const instruments = useResource(deskState).data?.instruments;
  const { zone } = usePrefs();
  const phone = usePhone();
  const columns = useMemo(() => orderColumns(instruments, zone), [instruments, zone]);
  if (!data) {
    return error ? (
      <ErrorState what="Orders" error={error} onRetry={orders.refresh} />
    ) : (
      <SkeletonRows label="Loading orders" />
    );
  }
  if (data.length === 0) {
    return (
      <EmptyState
        title="No orders yet"
        action={
          <Button onClick={() => setUi({ rail: 'proposals', phone: 'proposals' })}>See what waits</Button>
        }
      >
        An order is made when you approve a proposal. It shows up here before it is sent.
      </EmptyState>
    );
  }
  if (phone) return <OrderCards orders={data} />;
  return (
    <DataTable
      label="Orders"
      columns={columns}
      rows={data}
      rowId={(row) => row.id}
      numeric={numeric}
      wide={wide}
    />
  );
}

function orderColumns(
  instruments: StateView['instruments'] | undefined,
  zone: 'utc' | 'local',
): Columns<OrderView> {
  const of = (id: string) => instruments?.find((one) => one.id === id);
  const price = (order: OrderView, value: string | null) => {
    const tick = of(order.instrument)?.priceTick;
    return value === null ? '' : tick ? byStep(value, tick) : plain(value);
  };
  const size = (order: OrderView, value: string) => {
    const step = of(order.instrument)?.quantityStep;
    return step ? byStep(value, step) : plain(value);
  };
  return helper.columns([
    helper.accessor('side', {
      header: 'Order',
      cell: ({ row: { original } }) => (
        <span>
          <Side side={original.side} /> <span className="font-medium">{original.instrument}</span>
        </span>
      ),
    }),
    helper.accessor('type', {
      header: 'Type',
      cell: ({ row: { original } }) => (
        <span className="text-muted">
          {orderTypeWords[original.type] ?? original.type}, {original.role}
        </span>
      ),
    }),
    helper.accessor((order) => Number(order.quantity), {
      id: 'quantity',
      header: 'Quantity',
      cell: ({ row: { original } }) => size(original, original.quantity),
    }),
    helper.accessor((order) => Number(order.price ?? order.triggerPrice ?? 0), {
      id: 'price',
      header: 'Price',
      cell: ({ row: { original } }) =>
        [
          price(original, original.price),
          original.triggerPrice ? `at ${price(original, original.triggerPrice)}` : '',
          original.targetPrice ? `or ${price(original, original.targetPrice)}` : '',
        ]
          .filter(Boolean)
          .join(' ') || 'market',
    }),
    helper.accessor((order) => Number(order.filled), {
      id: 'filled',
      header: 'Filled',
      cell: ({ row: { original } }) =>
        Number(original.filled) === 0 ? (
          '–'
        ) : (
          <span>
            {size(original, original.filled)}
            {original.averagePrice ? (
              <span className="hidden @3xl:inline"> at {price(original, original.averagePrice)}</span>
            ) : null}
          </span>
        ),
    }),
    helper.accessor('status', {
      header: 'Status',
      cell: ({ row: { original } }) => (
        <span title={original.reason ?? original.id}>
          <Badge look={orderBadge(original)}>
            {original.status === 'rejected' ? 'Rejected' : orderStatusWords[original.status]}
          </Badge>
        </span>
      ),
    }),
    helper.accessor('createdAt', {
      id: 'time',
      header: 'Time',
      cell: ({ row: { original } }) => (
        <span className="text-faint">{dateTime(original.createdAt, zone)}</span>
      ),
    }),
    helper.display({
      id: 'proposal',
      header: () => <span className="sr-only">Proposal</span>,
      enableSorting: false,
      cell: ({ row: { original } }) => {
        const { proposal } = original;
        return proposal ? (
          <button
            type="button"
            className="min-h-6 rounded-sm font-mono text-2xs text-faint hover:text-ink hover:underline"
            onClick={() => openReview(proposal)}
          >
            {proposal}
          </button>
        ) : null;
      },
    }),
    helper.display({
      id: 'actions',
      header: () => <span className="sr-only">Actions</span>,
      enableSorting: false,
      cell: ({ row: { original } }) => <OrderActions order={original} />,
    }),
  ]) as Columns<OrderView>;
}
