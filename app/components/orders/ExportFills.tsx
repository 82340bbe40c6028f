'use client';
import { Download } from 'lucide-react';
import { useState } from 'react';
import { toast } from 'sonner';
import type { Fill } from '../../../domain/Fill.ts';
import { getJson, RequestFailed } from '../../data/http.ts';
import { useOnline } from '../../hooks/useOnline.ts';
import { Button } from '../ui/Button.tsx';
import { fillsCsv } from './fillsCsv.ts';

/** As many as the desk gives at once. */
const most = 1000;

/** The fills as a file that a spreadsheet opens. */
export function ExportFills() {
  const online = useOnline();
  const [busy, setBusy] = useState(false);

  async function save(): Promise<void> {
    setBusy(true);
    try {
      const fills = await getJson<Fill[]>(`/api/fills?limit=${most}`);
      const url = URL.createObjectURL(new Blob([fillsCsv(fills)], { type: 'text/csv;charset=utf-8' }));
      const link = document.createElement('a');
      link.href = url;
      link.download = 'countersign-fills.csv';
      link.click();
      setTimeout(() => URL.revokeObjectURL(url), 10_000);
      if (fills.length === most) toast(`The file holds the newest ${most} fills.`);
    } catch (error) {
      toast.error(error instanceof RequestFailed ? error.message : 'The fills could not be exported.');
    } finally {
      setBusy(false);
    }
  }

  return (
    <Button look="ghost" disabled={!online || busy} onClick={save}>
      <Download aria-hidden /> Export CSV
    </Button>
  );
}
