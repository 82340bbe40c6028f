'use client';
import {
  type ColumnDef,
  createSortedRowModel,
  type RowData,
  rowSortingFeature,
  sortFn_alphanumeric,
  sortFn_basic,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import { cn } from '../../lib/cn.ts';
import { ScrollRegion } from './ScrollRegion.tsx';

export const features = tableFeatures({
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
  sortFns: { alphanumeric: sortFn_alphanumeric, basic: sortFn_basic },
});
export type Columns<T extends RowData> = ColumnDef<typeof features, T, unknown>[];

type Props<T extends RowData> = {
  label: string;
  columns: Columns<T>;
  rows: T[];
  rowId: (row: T) => string;
  /** Columns that are numbers, set to the right. */
  numeric: ReadonlySet<string>;
  /** Columns that are left out on narrow screens. */
  wide?: ReadonlySet<string>;
};

const rowHeight = 34;

/** A sortable table of which only the rows in sight are in the page. */
export function DataTable<T extends RowData>({ label, columns, rows, rowId, numeric, wide }: Props<T>) {
  const scroller = useRef<HTMLElement>(null);
  const table = useTable({ features, columns, data: rows, getRowId: rowId });
  const model = table.getRowModel().rows;
  const virtual = useVirtualizer({
    count: model.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  });
  const items = virtual.getVirtualItems();
  const before = items[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  const side = (column: string) =>
    cn(numeric.has(column) ? 'text-right' : 'text-left', wide?.has(column) && 'hidden @4xl:table-cell');

  return (
    <ScrollRegion label={label} scroller={scroller} className="@container h-full overflow-auto">
      <table className="w-full border-separate border-spacing-0 text-xs" aria-rowcount={model.length + 1}>
        <thead className="sticky top-0 z-10 bg-panel">
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id}>
              {group.headers.map((header) => {
                const sorted = header.column.getIsSorted();
                return (
                  <th
                    key={header.id}
                    scope="col"
                    aria-sort={sorted === 'asc' ? 'ascending' : sorted === 'desc' ? 'descending' : undefined}
                    className={cn(
                      'h-8 border-b border-line px-2.5 font-medium whitespace-nowrap text-faint first:pl-4 last:pr-4',
                      side(header.column.id),
                    )}
                  >
                    {header.column.getCanSort() ? (
                      <button
                        type="button"
                        onClick={header.column.getToggleSortingHandler()}
                        className="inline-flex min-h-6 items-center gap-1 rounded-sm hover:text-ink"
                      >
                        <table.FlexRender header={header} />
                        <span aria-hidden className="w-2 text-[9px]">
                          {sorted === 'asc' ? '▲' : sorted === 'desc' ? '▼' : ''}
                        </span>
                      </button>
                    ) : (
                      <table.FlexRender header={header} />
                    )}
                  </th>
                );
              })}
            </tr>
          ))}
        </thead>
        <tbody>
          {before > 0 ? <Spacer height={before} /> : null}
          {items.map((item) => {
            const row = model[item.index];
            return row ? (
              <tr key={row.id} aria-rowindex={item.index + 2} className="hover:bg-raised">
                {row.getAllCells().map((cell) => (
                  <td
                    key={cell.id}
                    style={{ height: rowHeight }}
                    className={cn(
                      'border-b border-line/70 px-2.5 whitespace-nowrap first:pl-4 last:pr-4',
                      side(cell.column.id),
                    )}
                  >
                    <table.FlexRender cell={cell} />
                  </td>
                ))}
              </tr>
            ) : null;
          })}
          {after > 0 ? <Spacer height={after} /> : null}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function Spacer({ height }: { height: number }) {
  return (
    <tr aria-hidden>
      <td style={{ height }} />
    </tr>
  );
}
