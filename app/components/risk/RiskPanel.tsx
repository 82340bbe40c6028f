'use client';
import { OctagonX, Pause, Play } from 'lucide-react';
import { useState } from 'react';
import { toast } from 'sonner';
import { risk } from '../../data/desk.ts';
import { RequestFailed } from '../../data/http.ts';
import { sendKill } from '../../data/kill.ts';
import { useResource } from '../../data/resource.ts';
import { setUi } from '../../data/ui.ts';
import { useOnline } from '../../hooks/useOnline.ts';
import { cn } from '../../lib/cn.ts';
import { Button } from '../ui/Button.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { SkeletonRows } from '../ui/Skeleton.tsx';
import { KillStatus } from './KillStatus.tsx';
import { UsageList } from './UsageList.tsx';
import { WaitingLimits } from './WaitingLimits.tsx';

const states = {
  active: { title: 'Trading', text: 'Approved entries and exits may go out.', tone: 'bg-good' },
  reducing: {
    title: 'Reducing only',
    text: 'Only orders that make a position smaller go out.',
    tone: 'bg-warn',
  },
  halted: { title: 'Halted', text: 'No order goes out. Stops at the venue stay.', tone: 'bg-danger' },
} as const;

/** How much of each limit is used, and the brakes. */
export function RiskPanel() {
  const { data: view, error } = useResource(risk);
  const online = useOnline();
  const [pausing, setPausing] = useState(false);
  if (!view) {
    return error ? (
      <ErrorState what="Risk" error={error} onRetry={risk.refresh} />
    ) : (
      <SkeletonRows rows={8} label="Loading risk" />
    );
  }
  const state = states[view.tradingState];
  const killed = view.kill.state !== 'armed';

  async function pause(): Promise<void> {
    setPausing(true);
    try {
      await sendKill('pause', 'Paused from the risk panel');
      toast('Entries are paused. Positions and their stops are untouched.');
    } catch (failure) {
      toast.error(
        failure instanceof RequestFailed ? failure.message : 'The pause is not confirmed. Try again.',
      );
    } finally {
      setPausing(false);
    }
  }

  return (
    <div className="flex h-full flex-col overflow-y-auto">
      <div className="px-4 pt-4">
        <p className="flex items-center gap-2 text-lg font-semibold tracking-tight">
          <span aria-hidden className={cn('size-2 rounded-full', state.tone)} />
          {state.title}
        </p>
        <p className="mt-0.5 text-sm text-muted">{state.text}</p>
        {view.reasons.length > 0 ? (
          <ul aria-label="Reasons" className="mt-2 space-y-1 text-xs text-warn">
            {view.reasons.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        ) : null}
        <div className="mt-3.5 flex gap-3">
          {killed || view.tradingState !== 'active' ? (
            <Button
              look="primary"
              size="md"
              className="flex-1 max-md:h-11"
              disabled={!online}
              onClick={() => setUi({ dialog: 'rearm' })}
            >
              <Play aria-hidden /> Resume trading
            </Button>
          ) : (
            <Button size="md" className="flex-1 max-md:h-11" disabled={!online || pausing} onClick={pause}>
              <Pause aria-hidden /> Pause
            </Button>
          )}
          <Button
            look="dangerOutline"
            size="md"
            className="flex-1 max-md:h-11"
            onClick={() => setUi({ dialog: 'kill' })}
          >
            <OctagonX aria-hidden /> Kill…
          </Button>
        </div>
        <p className="mt-2 text-xs text-faint">
          Pause stops entries only. Open positions keep their stops, and you can resume with a reason.
        </p>
      </div>
      {killed ? <KillStatus kill={view.kill} className="mx-4 mt-3" /> : null}
      <WaitingLimits disabled={!online} />
      <UsageList usage={view.usage} />
      <p
        className="px-4 py-3 font-mono text-2xs text-faint"
        title="Hash of the limits in force; part of every approval"
      >
        limits {view.limitsHash.slice(0, 16)}
      </p>
    </div>
  );
}
