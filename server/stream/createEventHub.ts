import type { Log } from '../../desk/Log.ts';
import type { JournalEntry } from '../../domain/JournalEntry.ts';
import type { DeskApi, DeskEvent } from '../DeskApi.ts';
import { ProblemError } from '../problem/ProblemError.ts';
import { createClientQueue } from './createClientQueue.ts';
import { eventFrame, passingFrame } from './eventFrame.ts';

export type EventHub = {
  /**
   * Opens a stream for one client. `after` is the sequence it has seen last; null starts at what comes next.
   * `isWelcome` is asked at each heartbeat: a session that has ended ends its stream.
   */
  open(client: { after: number | null; isWelcome: () => boolean }): Promise<ReadableStream<Uint8Array>>;
  readonly clients: number;
  /** Ends every stream; further ones are refused. */
  close(): void;
};

type Client = { receive(event: DeskEvent): void; beat(): void; end(): void };

const batchSize = 200;
const maxWaitingDurable = 1000;
const maxReplay = 20_000;
const maxClients = 64;

/** Hands what happens on the desk to every open event stream, each at its own pace. */
export function createEventHub(
  desk: Pick<DeskApi, 'subscribe' | 'listJournal' | 'journalHead'>,
  options: { log: Log; heartbeatMs?: number },
): EventHub {
  const clients = new Set<Client>();
  let closed = false;
  const unsubscribe = desk.subscribe((event) => {
    for (const client of clients) client.receive(event);
  });
  const heart = setInterval(() => {
    for (const client of clients) client.beat();
  }, options.heartbeatMs ?? 15_000);
  heart.unref();

  async function open({ after, isWelcome }: { after: number | null; isWelcome: () => boolean }) {
    if (closed || clients.size >= maxClients) throw full(closed);
    const queue = createClientQueue();
    const encoder = new TextEncoder();
    let ended = false;
    /** Sequence that was queued last, and the newest that is known to exist. */
    let queued = Number.POSITIVE_INFINITY;
    let newest = 0;
    let wake: () => void = () => {};

    const client: Client = {
      receive(event) {
        if (event.type === 'journal') {
          newest = Math.max(newest, event.entry.sequence);
          // A gap or a client that is far behind is served from the journal itself when it asks for more.
          if (event.entry.sequence === queued + 1 && queue.durable < maxWaitingDurable) push(event.entry);
        } else {
          const { key, frame } = passingFrame(event);
          queue.pushPassing(key, frame);
        }
        wake();
      },
      beat() {
        if (!isWelcome()) return client.end();
        queue.pushPassing('heartbeat', ': heartbeat\n\n');
        wake();
      },
      end() {
        ended = true;
        clients.delete(client);
        wake();
      },
    };

    function push(entry: JournalEntry): void {
      queue.pushDurable(eventFrame('journal', entry, entry.sequence));
      queued = entry.sequence;
    }

    async function next(): Promise<string | undefined> {
      while (!ended) {
        if (queue.durable === 0 && queued < newest) {
          const batch = await desk.listJournal({ after: queued, limit: batchSize });
          for (const entry of batch) if (entry.sequence > queued) push(entry);
          if (batch.length === 0) newest = queued;
        }
        const frame = queue.shift();
        if (frame !== undefined) return frame;
        await new Promise<void>((resolve) => {
          wake = resolve;
          if (ended || queue.size > 0 || queued < newest) resolve();
        });
      }
      return undefined;
    }

    clients.add(client);
    try {
      const head = await desk.journalHead();
      newest = Math.max(newest, head);
      queue.pushDurable('retry: 2000\n\n');
      if (after === null) {
        queued = head;
        queue.pushDurable(eventFrame('hello', { sequence: head }, head));
      } else if (after > head || head - after > maxReplay) {
        queued = head;
        queue.pushDurable(eventFrame('reset', { sequence: head }, head));
      } else {
        queued = after;
      }
    } catch (error) {
      client.end();
      throw error;
    }
    let cancelled = false;
    return new ReadableStream<Uint8Array>({
      async pull(controller) {
        const frame = await next().catch((error: unknown) => {
          options.log.warn({ error: String(error) }, 'An event stream ended early; its client comes back');
          client.end();
          return undefined;
        });
        // A stream that its reader has cancelled is closed already.
        if (cancelled) return;
        if (frame === undefined) controller.close();
        else controller.enqueue(encoder.encode(frame));
      },
      cancel() {
        cancelled = true;
        client.end();
      },
    });
  }

  return {
    open,
    get clients() {
      return clients.size;
    },
    close() {
      closed = true;
      clearInterval(heart);
      unsubscribe();
      for (const client of [...clients]) client.end();
    },
  };
}

function full(closed: boolean): ProblemError {
  return new ProblemError({
    status: 503,
    code: closed ? 'stopping' : 'too-many-streams',
    title: closed ? 'The desk is stopping' : 'Too many event streams are open',
    detail: closed
      ? 'The desk is stopping and opens no new event stream. Nothing was changed.'
      : `${maxClients} event streams are open, and each page needs one. Close pages that you do not look at.`,
    headers: { 'retry-after': '5' },
  });
}
