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
  /** On disk when it returns. Never lowers a level that is set. */
  set(state: LatchState): void;
  clear(): void;
}
