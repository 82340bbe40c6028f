'use client';
import { setPrefs, usePrefs } from '../../data/prefs.ts';
import { useNow } from '../../hooks/useNow.ts';
import { clockTime } from '../../lib/time.ts';

/** The desk's time. A press changes between UTC and local, everywhere at once. */
export function Clock() {
  const { zone } = usePrefs();
  const now = useNow(1000);
  return (
    <button
      type="button"
      title={zone === 'utc' ? 'Change to local time' : 'Change to UTC'}
      onClick={() => setPrefs({ zone: zone === 'utc' ? 'local' : 'utc' })}
      className="h-7 whitespace-nowrap rounded-md px-1.5 text-xs text-muted hover:bg-raised hover:text-ink"
    >
      <span className="inline-block min-w-14 text-right">
        {now === 0 ? '--:--:--' : clockTime(now, zone).replace('Z', '')}
      </span>{' '}
      <span className="text-faint">{zone === 'utc' ? 'UTC' : 'local'}</span>
      <span className="sr-only">, change to {zone === 'utc' ? 'local time' : 'UTC'}</span>
    </button>
  );
}
