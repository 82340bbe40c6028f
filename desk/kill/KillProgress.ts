import type { Actor } from '../../domain/actor.ts';
import type { LatchState } from '../KillLatch.ts';

/** Who wants what: the latch's words, and the person where this process knows him. */
export type KillRequest = LatchState & { actor: Actor };

/** How far a request has come at the venue. Lines are sentences for a person. */
export type KillProgress = {
  readonly request: KillRequest;
  /** What was cancelled; null before the venue was asked for the first time. */
  cancelled: string[] | null;
  flattened: string[] | null;
  /** What was done since, by a key under which a later try replaces it. */
  since: Map<string, string>;
  /** What the venue still contradicts; empty once it has confirmed. */
  left: string[];
  confirmed: boolean;
};
