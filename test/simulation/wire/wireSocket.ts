import type { StreamClient } from '../../../venues/simulated/streams/StreamClient.ts';
import type { Process } from '../desk/Process.ts';
import type { VenueWorld } from '../venue/VenueWorld.ts';
import type { VenueApi } from './VenueApi.ts';

export type SocketParts = { world: VenueWorld; process: Process; api: VenueApi };
export type SocketEvents = {
  onOpen(): void;
  onMessage(text: string): void;
  /** The connection could not be made. */
  onError(error: Error): void;
  onClose(): void;
};
export type WireSocket = { readonly isOpen: boolean; send(text: string): void; close(): void };

const open = 1;
const closed = 3;
/** Share of messages after which the line breaks. */
const breaks = 0.0005;

/** One WebSocket of a process, over a line that can fall silent, stutter, jumble and break. */
export function wireSocket(parts: SocketParts, url: string, events: SocketEvents): WireSocket {
  const { world, process, api } = parts;
  const { time, faults, dice } = world;
  const isAccount = url.includes('ws-api');
  const listeners = new Map<string, (data: unknown) => void>();
  let state = 0;
  let lastArrival = time.now();

  const delay = () => dice.between(1, faults.latencyMs);
  const later = (ms: number, work: () => void) => time.after(ms, () => process.wake(work));

  function end(): void {
    if (state === closed) return;
    state = closed;
    listeners.get('close')?.(undefined);
    later(delay(), events.onClose);
  }

  function bring(text: string, after: number): void {
    later(after, () => {
      if (state === open) events.onMessage(text);
    });
  }

  function deliver(text: string): void {
    if (!process.alive) {
      end();
      return;
    }
    const message = JSON.parse(text);
    const isEvent = isAccount ? 'event' in message : !('id' in message);
    if (isEvent && (isAccount ? faults.silent !== 'none' : faults.silent === 'all')) return;
    if (isEvent && dice.chance(breaks)) {
      end();
      return;
    }
    for (const each of isEvent ? told(message) : [text]) {
      if (isEvent && faults.disorderly) {
        bring(each, dice.between(1, 3_000));
      } else {
        lastArrival = Math.max(lastArrival, time.now() + delay());
        bring(each, lastArrival - time.now());
      }
      if (isEvent && dice.chance(faults.repeats)) bring(each, dice.between(1, 30_000));
    }
  }

  /** A message, and where fills conflict another one with other content before or after it. */
  function told(message: { event?: { x?: string; L?: string } }): string[] {
    const text = JSON.stringify(message);
    const { event } = message;
    if (event?.x !== 'TRADE' || faults.conflicts <= 0) return [text];
    faults.conflicts -= 1;
    const other = { ...message, event: { ...event, L: (Number(event.L) * 1.01).toFixed(2) } };
    return dice.chance(0.5) ? [text, JSON.stringify(other)] : [JSON.stringify(other), text];
  }

  const server: StreamClient = {
    get readyState() {
      return state;
    },
    bufferedAmount: 0,
    send: deliver,
    terminate: end,
    on: (event, listener) => listeners.set(event, listener),
  };

  later(delay() * 2, () => {
    if (state === closed) return;
    if (faults.outages.has('connect')) {
      state = closed;
      events.onError(new Error('connect ECONNREFUSED'));
      return;
    }
    state = open;
    api.connect(server, url);
    events.onOpen();
  });

  return {
    get isOpen() {
      return state === open;
    },
    send(text) {
      time.after(delay(), () => {
        if (state === open) listeners.get('message')?.(text);
      });
    },
    close: end,
  };
}
