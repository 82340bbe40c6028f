import type { KillLatch, LatchState } from '../../../desk/KillLatch.ts';
import { killLevel } from '../../../domain/mode.ts';
import type { Process } from './Process.ts';

/** The file of the kill latch, which outlives every process. */
export type LatchFile = { state: LatchState | null };

/** The latch as one process reads and writes it. */
export function memoryLatch(file: LatchFile, process: Process): KillLatch {
  const rank = (state: LatchState | null) => (state ? killLevel.options.indexOf(state.level) : -1);
  return {
    read() {
      if (!process.alive) throw new Error('The process is dead');
      return file.state;
    },
    set(state) {
      if (process.alive && rank(state) >= rank(file.state)) file.state = state;
    },
    clear() {
      if (process.alive) file.state = null;
    },
  };
}
