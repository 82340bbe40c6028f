import type { Scheduler } from '../../domain/Clock.ts';
import { pause } from '../../domain/pause.ts';
import { VenueError } from '../../venues/VenueError.ts';

/** What may be different at the next try: no answer, one that was no answer, or too many requests. */
const passing = new Set(['venue.unreachable', 'venue.badAnswer', 'venue.busy']);

/** Whether asking again later may go better. */
export function isPassing(error: unknown): error is VenueError {
  return error instanceof VenueError && passing.has(error.code);
}

export type Patience = {
  clock: Scheduler;
  /** How often it is tried in all. */
  tries: number;
  /** Before the second try (ms); each further pause is twice as long. */
  firstPauseMs: number;
  /** Called before each pause. */
  onRetry?: (retry: { error: VenueError; tries: number; nextTryMs: number }) => void;
};

/** Asks a venue for something that can be asked twice, again after growing pauses while it fails in passing. */
export async function askPatiently<T>(patience: Patience, ask: () => Promise<T>): Promise<T> {
  const { clock, tries, firstPauseMs, onRetry } = patience;
  for (let tried = 1; ; tried += 1) {
    try {
      return await ask();
    } catch (error) {
      if (!isPassing(error) || tried >= tries) throw error;
      const nextTryMs = firstPauseMs * 2 ** (tried - 1);
      onRetry?.({ error, tries: tried, nextTryMs });
      await pause(clock, nextTryMs);
    }
  }
}
