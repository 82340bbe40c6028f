import { useEffect, useRef, useState } from 'react';
import type { KillLevel } from '../../domain/mode.ts';
import type { KillView } from '../../domain/views.ts';
import { risk } from '../data/desk.ts';
import { RequestFailed } from '../data/http.ts';
import { readKill, sendKill } from '../data/kill.ts';

export type KillProgress =
  | { step: 'idle' }
  | { step: 'sending'; level: KillLevel; tries: number }
  /** The desk has taken it; `kill` says what the venue has confirmed so far. */
  | { step: 'taken'; level: KillLevel; kill: KillView }
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

  /** Shows how the kill goes on until it has ended, for the risk view may not come while the database is away. */
  async function follow(level: KillLevel, taken: KillView): Promise<void> {
    let kill = taken;
    while (mounted.current && kill.state !== 'killed' && kill.state !== 'armed') {
      await new Promise((resolve) => setTimeout(resolve, 700));
      kill = await readKill().catch(() => kill);
      const now = kill;
      setProgress((before) => (before.step === 'taken' ? { step: 'taken', level, kill: now } : before));
    }
  }

  async function kill(level: KillLevel, reason: string): Promise<void> {
    if (running.current) return;
    running.current = true;
    for (let tries = 1; mounted.current; tries += 1) {
      setProgress({ step: 'sending', level, tries });
      try {
        const kill = await sendKill(level, reason);
        setProgress({ step: 'taken', level, kill });
        void follow(level, kill);
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
