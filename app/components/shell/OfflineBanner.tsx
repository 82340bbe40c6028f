'use client';
import { WifiOff } from 'lucide-react';
import { usePrefs } from '../../data/prefs.ts';
import { useStore } from '../../data/store.ts';
import { connection } from '../../data/stream.ts';
import { clockTime } from '../../lib/time.ts';

/** The desk does not answer: what is shown is from then, and only the kill switch is left on. */
export function OfflineBanner() {
  const { state, since } = useStore(connection);
  const { zone } = usePrefs();
  return (
    <div role="status">
      {state === 'lost' ? (
        <p className="flex items-center gap-2 border-b border-warn/30 bg-warn-soft px-4 py-1.5 text-xs text-warn">
          <WifiOff aria-hidden className="size-3.5 shrink-0" />
          <span>
            <strong className="font-semibold">The desk is out of reach.</strong> Everything here is as of{' '}
            {clockTime(since, zone)}. Orders and stops at the venue keep working. Only Kill is on.
          </span>
        </p>
      ) : null}
    </div>
  );
}
