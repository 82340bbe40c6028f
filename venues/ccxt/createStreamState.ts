import type { VenueEvent } from '../Venue.ts';

type StreamEvent = Extract<VenueEvent, { type: 'stream' }>;

/** Keeps the state of one stream and tells about changes only. */
export type StreamState = {
  readonly state: StreamEvent['state'];
  set(state: StreamEvent['state'], reason: string): void;
};

/** Starts as `connecting`, untold. */
export function createStreamState(
  stream: StreamEvent['stream'],
  listener: (event: VenueEvent) => void,
): StreamState {
  let current: StreamEvent['state'] = 'connecting';
  return {
    get state() {
      return current;
    },
    set(state, reason) {
      if (state === current) return;
      current = state;
      listener({ type: 'stream', stream, state, reason });
    },
  };
}
