import type { LatchState } from '../../../desk/KillLatch.ts';
import type { KillFile } from '../../../desk/kill/KillFile.ts';
import type { KillLevel } from '../../../domain/mode.ts';
import { memoryKillFile } from '../../fixtures/memoryKillFile.ts';

/** The folder that a desk lives in, which outlives every process: the kill latch's file and the kill path's own. */
export class Home {
  latch: LatchState | null = null;
  /** What was killed here and no person has taken back, whatever became of the latch's file. */
  killed: KillLevel | null = null;
  readonly killFile: KillFile = memoryKillFile();
}
