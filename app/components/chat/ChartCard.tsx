'use client';
import { Maximize2 } from 'lucide-react';
import dynamic from 'next/dynamic';
import type { Timeframe } from '../../../domain/market.ts';
import { deskState } from '../../data/desk.ts';
import { setPrefs } from '../../data/prefs.ts';
import { useResource } from '../../data/resource.ts';
import { setUi } from '../../data/ui.ts';
import { persistently } from '../../lib/persistently.ts';
import { ChartSkeleton } from '../chart/ChartSkeleton.tsx';
import { Watermark } from '../chart/Watermark.tsx';
import { Button } from '../ui/Button.tsx';

const ChartCanvas = dynamic(
  persistently(() => import('../chart/ChartCanvas.tsx')),
  { ssr: false, loading: ChartSkeleton },
);

/** A live chart as an answer. */
export function ChartCard({ instrument, timeframe }: { instrument: string; timeframe: Timeframe }) {
  const market = useResource(deskState).data?.market;
  return (
    <section
      aria-label={`Chart of ${instrument}`}
      aria-live="off"
      className="overflow-hidden rounded-lg border border-line-strong"
    >
      <p className="flex items-center gap-2 border-b border-line bg-raised py-1 pr-1 pl-3 text-xs font-medium">
        {instrument} <span className="text-faint">{timeframe}</span>
        <Button
          look="ghost"
          size="xs"
          className="ml-auto"
          aria-label={`Open ${instrument} ${timeframe} in the large chart`}
          onClick={() => {
            setPrefs({ instrument, timeframe });
            setUi({ phone: 'chart' });
          }}
        >
          <Maximize2 aria-hidden />
        </Button>
      </p>
      <div className="relative h-48">
        <ChartCanvas instrument={instrument} timeframe={timeframe} indicators={none} overlays={false} />
        {market ? <Watermark market={market} small /> : null}
      </div>
    </section>
  );
}

const none: [] = [];
