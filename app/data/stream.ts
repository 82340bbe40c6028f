import type { JournalEntry } from '../../domain/JournalEntry.ts';
import type { Quote } from '../../domain/market.ts';
import type { StateView } from '../../domain/views.ts';
import { deskState, refreshAll } from './desk.ts';
import { getJson, RequestFailed, signedIn } from './http.ts';
import { receiveJournal } from './journal.ts';
import { type BarEvent, receiveBar, receiveQuote } from './market.ts';
import { createStore } from './store.ts';

/** `lost`: the event stream is down, so what is on the screen may no longer be true. */
export type Connection = { state: 'connecting' | 'open' | 'lost'; since: number };

export const connection = createStore<Connection>({ state: 'connecting', since: 0 });

type FeedStatus = StateView['market']['feed'];

/** Opens the one event stream of the page and keeps it open; the returned function ends it. */
export function openStream(): () => void {
  let source: EventSource | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let attempts = 0;
  let ended = false;

  function become(state: Connection['state']): void {
    connection.set((before) => (before.state === state ? before : { state, since: Date.now() }));
  }

  function open(): void {
    source = new EventSource('/api/stream');
    source.addEventListener('open', () => {
      attempts = 0;
      become('open');
      refreshAll();
    });
    source.addEventListener('error', () => {
      if (ended) return;
      become('lost');
      // A closed source does not come back by itself: the server answered something other than a stream.
      if (source?.readyState === EventSource.CLOSED)
        retry = setTimeout(probe, Math.min(8000, 800 * 2 ** attempts++));
    });
    listen<Quote>('quote', receiveQuote);
    listen<BarEvent>('bar', receiveBar);
    listen<JournalEntry>('journal', receiveJournal);
    listen<FeedStatus>('feed', (feed) => {
      deskState.set((before) =>
        before.data
          ? { ...before, data: { ...before.data, market: { ...before.data.market, feed } } }
          : before,
      );
    });
    source.addEventListener('state', () => deskState.refresh());
    // The journal has gone on too far to be repeated entry by entry.
    source.addEventListener('reset', refreshAll);
  }

  function listen<T>(type: string, handle: (value: T) => void): void {
    source?.addEventListener(type, (event: MessageEvent<string>) => handle(JSON.parse(event.data) as T));
  }

  /** Asks for the state first, so that an ended session is told from a desk that is away. */
  async function probe(): Promise<void> {
    try {
      await getJson('/api/state');
    } catch (error) {
      if (error instanceof RequestFailed && error.kind === 'signedOut') return;
    }
    if (!ended) {
      source?.close();
      open();
    }
  }

  refreshAll();
  open();
  const leave = signedIn.subscribe(() => {
    if (!signedIn.get()) return;
    source?.close();
    open();
  });
  return () => {
    ended = true;
    leave();
    clearTimeout(retry);
    source?.close();
  };
}
