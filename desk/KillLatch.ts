import type { KillLevel } from '../domain/mode.ts';

/** What the latch file says. */
export type LatchState = { level: KillLevel; by: string; at: number; reason: string };

/**
 * The kill switch's own memory: an fsynced file read before every send, that works without database or model and
 * that a second process can set.
 */
export interface KillLatch {
  /** Throws when the file is there but cannot be read: then nothing may be sent. */
  read(): LatchState | null;
  /**
   * On disk when it returns. Never lowers a level that is set. Throws when the file could not be written; in this
   * process the latch holds all the same.
   */
  set(state: LatchState): void;
  /** Takes back what was set at that time (epoch ms); one that was set since stays, and the answer is false. */
  clear(setAt: number): boolean;
}
