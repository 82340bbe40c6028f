import { useEffect, useRef, useState } from 'react';
import type { KillLevel } from '../../domain/mode.ts';
import { risk } from '../data/desk.ts';
import { RequestFailed } from '../data/http.ts';
import { sendKill } from '../data/kill.ts';

export type KillProgress =
  | { step: 'idle' }
  | { step: 'sending'; level: KillLevel; tries: number }
  /** The desk has taken it; the venue's confirmation is in the risk view. */
  | { step: 'taken'; level: KillLevel }
  | { step: 'refused'; failure: RequestFailed };

/** Sends a kill and keeps sending it while nobody answers: it is the one action that must not be given up. */
export function useKill() {
  const [progress, setProgress] = useState<KillProgress>({ step: 'idle' });
  const running = useRef(false);
  const mounted = useRef(true);
  useEffect(() => {
    mounted.current = true;
    return () => {
      mounted.current = false;
    };
  }, []);

  async function kill(level: KillLevel, reason: string): Promise<void> {
    if (running.current) return;
    running.current = true;
    for (let tries = 1; mounted.current; tries += 1) {
      setProgress({ step: 'sending', level, tries });
      try {
        await sendKill(level, reason);
        setProgress({ step: 'taken', level });
        break;
      } catch (error) {
        const failure = error instanceof RequestFailed ? error : null;
        if (failure && failure.kind !== 'unreachable' && failure.kind !== 'fault') {
          setProgress({ step: 'refused', failure });
          break;
        }
        await new Promise((resolve) => setTimeout(resolve, 1500));
      }
    }
    running.current = false;
    risk.refresh();
  }

  return { progress, kill, reset: () => setProgress({ step: 'idle' }) };
}
