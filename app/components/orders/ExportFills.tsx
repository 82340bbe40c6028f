import { Download } from 'lucide-react';

/** The fills as a file that a spreadsheet opens. */
export function ExportFills() {
  return (
    <a
      href="/api/fills?format=csv"
      download="countersign-fills.csv"
      className="inline-flex h-7 items-center gap-1.5 rounded-md px-2 text-xs font-medium text-muted hover:bg-raised hover:text-ink"
    >
      <Download aria-hidden className="size-3.5" /> Export CSV
    </a>
  );
}
