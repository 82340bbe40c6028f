import type { KillLatch, LatchState } from '../../../desk/KillLatch.ts';
import { killLevel } from '../../../domain/mode.ts';
import type { Home } from './Home.ts';
import type { Process } from './Process.ts';

/** The latch of a home as one process reads and writes it. */
export function memoryLatch(home: Home, process: Process): KillLatch {
  const rank = (state: LatchState | null) => (state ? killLevel.options.indexOf(state.level) : -1);
  return {
    read() {
      if (!process.alive) throw new Error('The process is dead');
      return home.latch;
    },
    set(state) {
      if (!process.alive) return;
      const current = home.latch;
      home.latch = current && rank(current) > rank(state) ? { ...state, level: current.level } : state;
      home.killed = home.latch.level;
    },
    clear(setAt) {
      if (!process.alive || (home.latch && home.latch.at !== setAt)) return false;
      home.latch = null;
      if (process.rearming > 0) home.killed = null;
      return true;
    },
  };
}
