import type { KillProgress, KillRequest } from './KillProgress.ts';

/** What carries the kill switch out at the venue, without the database; `VenueKill` is the one there is. */
export interface Killing {
  /** How far it is; undefined when nothing is wanted. */
  readonly progress: Readonly<KillProgress> | undefined;
  /**
   * Starts on a request, or raises the level of the one under way; a lower one changes nothing. Asking for the same
   * level again does it `again` only where that is said.
   */
  begin(request: KillRequest, options?: { again?: boolean }): void;
  /** Runs `work` when no other work that was given here runs: following the latch and rearming must not mix. */
  alone<T>(work: () => Promise<T>): Promise<T>;
  /** The request is over: a person has rearmed. Nothing more is asked of the venue after the try under way. */
  end(): void;
  /** Ends the work for good, after the try under way. What is not reached then is gone on with at the next start. */
  stop(): Promise<void>;
}
