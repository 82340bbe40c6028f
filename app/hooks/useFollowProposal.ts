import { useEffect } from 'react';
import { setPrefs, usePrefs } from '../data/prefs.ts';
import { useWaiting } from './useWaiting.ts';

/**
 * Turns the chart to the first proposal that waits, once: later ones must not change the instrument under someone who
 * reads the chart or writes a ticket.
 */
export function useFollowProposal(): void {
  const { follow } = usePrefs();
  const next = useWaiting()[0];
  const instrument = next?.instrument;
  useEffect(() => {
    if (follow && instrument) setPrefs({ instrument, follow: false });
  }, [follow, instrument]);
}
