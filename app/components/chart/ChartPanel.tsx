'use client';
import dynamic from 'next/dynamic';
import { deskState } from '../../data/desk.ts';
import { usePrefs } from '../../data/prefs.ts';
import { useResource } from '../../data/resource.ts';
import { persistently } from '../../lib/persistently.ts';
import { Panel } from '../ui/Panel.tsx';
import { ChartSkeleton } from './ChartSkeleton.tsx';
import { ChartToolbar } from './ChartToolbar.tsx';
import { Watermark } from './Watermark.tsx';

const ChartCanvas = dynamic(
  persistently(() => import('./ChartCanvas.tsx')),
  { ssr: false, loading: ChartSkeleton },
);

/** Price of one instrument over time, with what the desk has on it. */
export function ChartPanel() {
  const { instrument, timeframe, indicators } = usePrefs();
  const state = useResource(deskState).data;
  return (
    <Panel label="Chart" id="chart">
      <ChartToolbar />
      <div className="relative min-h-0 flex-1">
        {state ? (
          <ChartCanvas
            key={`${instrument} ${timeframe}`}
            instrument={instrument}
            timeframe={timeframe}
            indicators={indicators}
          />
        ) : (
          <ChartSkeleton />
        )}
        {state ? <Watermark market={state.market} /> : null}
      </div>
    </Panel>
  );
}
