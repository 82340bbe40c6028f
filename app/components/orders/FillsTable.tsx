'use client';
import { createColumnHelper } from '@tanstack/react-table';
import { useMemo } from 'react';
import { decimal } from '../../../domain/decimal.ts';
import type { Fill } from '../../../domain/Fill.ts';
import type { StateView } from '../../../domain/views.ts';
import { deskState, fills } from '../../data/desk.ts';
import { usePrefs } from '../../data/prefs.ts';
import { useResource } from '../../data/resource.ts';
import { usePhone } from '../../hooks/usePhone.ts';
import { byStep, money, plain } from '../../lib/format.ts';
import { dateTime } from '../../lib/time.ts';
import { type Columns, DataTable, type features } from '../ui/DataTable.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { Side } from '../ui/Side.tsx';
import { SkeletonRows } from '../ui/Skeleton.tsx';
import { FillCards } from './FillCards.tsx';

const helper = createColumnHelper<typeof features, Fill>();
const numeric = new Set(['quantity', 'price', 'value', 'fee', 'time']);
const wide = new Set(['liquidity', 'order']);

/** Every execution as the venue reported it. */
export default function FillsTable() {
  const { data, error } = useResource(fills);
  const instruments = useResource(deskState).data?.instruments;
  const { zone } = usePrefs();
  const phone = usePhone();
  const columns = useMemo(() => fillColumns(instruments, zone), [instruments, zone]);
  if (!data) {
    return error ? (
      <ErrorState what="Fills" error={error} onRetry={fills.refresh} />
    ) : (
      <SkeletonRows label="Loading fills" />
    );
  }
  if (data.length === 0) {
    return (
      <EmptyState title="No fills yet">
        A fill appears here once the venue reports it, with its price, fee and the order that it belongs to.
      </EmptyState>
    );
  }
  if (phone) return <FillCards fills={data} />;
  return (
    <DataTable
      label="Fills"
      columns={columns}
      rows={data}
      rowId={(row) => `${row.instrument} ${row.id}`}
      numeric={numeric}
      wide={wide}
    />
  );
}

function fillColumns(
  instruments: StateView['instruments'] | undefined,
  zone: 'utc' | 'local',
): Columns<Fill> {
  const of = (id: string) => instruments?.find((one) => one.id === id);
  return helper.columns([
    helper.accessor('side', {
      header: 'Fill',
      cell: ({ row: { original } }) => (
        <span>
          <Side side={original.side} /> <span className="font-medium">{original.instrument}</span>
        </span>
      ),
    }),
    helper.accessor((fill) => Number(fill.quantity), {
      id: 'quantity',
      header: 'Quantity',
      cell: ({ row: { original } }) => {
        const step = of(original.instrument)?.quantityStep;
        return step ? byStep(original.quantity, step) : plain(original.quantity);
      },
    }),
    helper.accessor((fill) => Number(fill.price), {
      id: 'price',
      header: 'Price',
      cell: ({ row: { original } }) => {
        const tick = of(original.instrument)?.priceTick;
        return tick ? byStep(original.price, tick) : plain(original.price);
      },
    }),
    helper.accessor((fill) => Number(fill.price) * Number(fill.quantity), {
      id: 'value',
      header: 'Value',
      cell: ({ row: { original } }) =>
        money(decimal(original.price).times(decimal(original.quantity)).toString()),
    }),
    helper.accessor((fill) => Number(fill.fee), {
      id: 'fee',
      header: 'Fee',
      cell: ({ row: { original } }) => (
        <span className="text-muted">
          {original.feeAsset === original.instrument.split('/')[1]
            ? money(original.fee, { decimals: 4 })
            : plain(decimal(original.fee).toDecimalPlaces(8).toString())}{' '}
          {original.feeAsset}
        </span>
      ),
    }),
    helper.accessor('liquidity', {
      header: 'Liquidity',
      cell: ({ row: { original } }) => <span className="text-muted">{original.liquidity}</span>,
    }),
    helper.accessor('at', {
      id: 'time',
      header: 'Time',
      cell: ({ row: { original } }) => <span className="text-faint">{dateTime(original.at, zone)}</span>,
    }),
    helper.accessor('order', {
      header: 'Order',
      cell: ({ row: { original } }) => (
        <span className="font-mono text-2xs text-faint">{original.order}</span>
      ),
    }),
  ]) as Columns<Fill>;
}
