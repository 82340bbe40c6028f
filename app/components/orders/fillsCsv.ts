import type { Fill } from '../../../domain/Fill.ts';

const columns = [
  'at',
  'instrument',
  'side',
  'price',
  'quantity',
  'fee',
  'feeAsset',
  'liquidity',
  'order',
  'id',
] as const;

/** Fills as CSV (RFC 4180), oldest first; times as ISO 8601 in UTC, decimals as the venue gave them. */
export function fillsCsv(fills: readonly Fill[]): string {
  const rows = [...fills]
    .sort((a, b) => a.at - b.at)
    .map((fill) =>
      columns.map((column) => cell(column === 'at' ? new Date(fill.at).toISOString() : fill[column])),
    );
  return [columns, ...rows].map((row) => `${row.join(',')}\r\n`).join('');
}

/** Quotes what a comma or a line would break, and what a spreadsheet would take for a formula. */
function cell(value: string): string {
  const safe = /^[=+@\t]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
