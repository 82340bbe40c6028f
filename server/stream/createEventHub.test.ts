import { describe, expect, it } from 'vitest';
import { fakeDesk } from '../testing/fakeDesk.ts';
import { openTestApp } from '../testing/openTestApp.ts';
import { journalEntry, quote } from '../testing/samples.ts';
import { createEventHub } from './createEventHub.ts';

const log = { debug() {}, info() {}, warn() {}, error() {} };
const welcome = () => true;
type Event = { id?: string; event?: string; data?: string };

/** Reads a stream event by event. */
function reader(stream: ReadableStream<Uint8Array>) {
  const lines = stream
    .pipeThrough(new TextDecoderStream() as never)
    .getReader() as ReadableStreamDefaultReader<string>;
  let rest = '';
  return {
    async next(): Promise<Event | undefined> {
      for (;;) {
        const end = rest.indexOf('\n\n');
        if (end >= 0) {
          const block = rest.slice(0, end);
          rest = rest.slice(end + 2);
          if (block.startsWith(':') || block.startsWith('retry')) continue;
          return Object.fromEntries(
            block
              .split('\n')
              .map((line) => [line.slice(0, line.indexOf(': ')), line.slice(line.indexOf(': ') + 2)]),
          );
        }
        const { done, value } = await lines.read();
        if (done) return undefined;
        rest += value;
      }
    },
    async take(count: number): Promise<Event[]> {
      const events: Event[] = [];
      while (events.length < count) {
        const event = await this.next();
        if (!event) break;
        events.push(event);
      }
      return events;
    },
    cancel: () => lines.cancel(),
  };
}

function setUp(journalled = 0) {
  const reads: number[] = [];
  const desk = fakeDesk({
    async listJournal({ after = 0, limit }) {
      reads.push(after);
      return desk.journal.filter((entry) => entry.sequence > after).slice(0, limit);
    },
  });
  for (let sequence = 1; sequence <= journalled; sequence++) desk.journal.push(journalEntry(sequence));
  const warnings: string[] = [];
  const noting = { ...log, warn: (_: object, message: string) => void warnings.push(message) };
  const hub = createEventHub(desk, { log: noting, heartbeatMs: 60_000 });
  return { desk, hub, reads, warnings, [Symbol.dispose]: () => hub.close() };
}
const ids = (events: Event[]) => events.map((event) => event.id);

describe('createEventHub', () => {
  it('default: tells where it starts, then journal entries with their sequence and passing events without', async () => {
    using test = setUp(3);
    const stream = reader(await test.hub.open({ after: null, isWelcome: welcome }));
    expect(await stream.next()).toEqual({ id: '3', event: 'hello', data: '{"sequence":3}' });
    test.desk.emit({ type: 'journal', entry: journalEntry(4) });
    expect(await stream.next()).toEqual({ id: '4', event: 'journal', data: JSON.stringify(journalEntry(4)) });
    test.desk.emit({ type: 'quote', quote });
    expect(await stream.next()).toEqual({ event: 'quote', data: JSON.stringify(quote) });
    test.desk.emit({ type: 'state' });
    expect(await stream.next()).toEqual({ event: 'state', data: '{}' });
  });

  it('behavior: resumes after the last seen entry, and goes on live without gap or repetition', async () => {
    using test = setUp(450);
    const stream = reader(await test.hub.open({ after: 2, isWelcome: welcome }));
    const first = await stream.take(10);
    test.desk.emit({ type: 'journal', entry: journalEntry(451) });
    const rest = await stream.take(439);
    test.desk.emit({ type: 'journal', entry: journalEntry(452) });
    rest.push(...(await stream.take(1)));
    expect(ids([...first, ...rest])).toEqual(Array.from({ length: 450 }, (_, index) => String(index + 3)));
  });

  it('behavior: an entry that commits while the stream opens is not lost', async () => {
    using test = setUp(1);
    const opening = test.hub.open({ after: 0, isWelcome: welcome });
    test.desk.emit({ type: 'journal', entry: journalEntry(2) });
    const stream = reader(await opening);
    expect(ids(await stream.take(2))).toEqual(['1', '2']);
  });

  it('behavior: to a slow client old quotes are dropped, journal entries never', async () => {
    using test = setUp(0);
    const stream = reader(await test.hub.open({ after: null, isWelcome: welcome }));
    expect((await stream.next())?.event).toBe('hello');
    for (let sequence = 1; sequence <= 3000; sequence++) {
      test.desk.emit({ type: 'quote', quote: { ...quote, last: String(sequence) } });
      test.desk.emit({ type: 'journal', entry: journalEntry(sequence) });
    }
    test.desk.emit({ type: 'feed', feed: { state: 'stale', since: 1, reason: 'quiet' } });
    const events: Event[] = [];
    while (events.at(-1)?.event !== 'feed') events.push(...(await stream.take(1)));
    expect(ids(events.filter((event) => event.event === 'journal'))).toEqual(
      Array.from({ length: 3000 }, (_, index) => String(index + 1)),
    );
    const quotes = events.filter((event) => event.event === 'quote');
    expect(quotes.length).toBeLessThan(10);
    // What did not fit into memory came from the journal itself.
    expect(test.reads.length).toBeGreaterThan(5);
    expect(JSON.parse(quotes.at(-1)?.data ?? '{}').last).toBe('3000');
  });

  it('behavior: bars are replaced by their own time only', async () => {
    using test = setUp(0);
    const stream = reader(await test.hub.open({ after: null, isWelcome: welcome }));
    const bar = (ts: number, close: string) =>
      ({
        type: 'bar',
        instrument: quote.instrument,
        timeframe: '1m',
        bar: { ts, open: '1', high: '2', low: '1', close, volume: '1' },
        closed: false,
      }) as const;
    await stream.next();
    for (const event of [bar(1, '1.1'), bar(1, '1.2'), bar(2, '1.3')]) test.desk.emit(event);
    const closes = (await stream.take(2)).map((event) => JSON.parse(event.data ?? '{}').bar.close);
    expect(closes.at(-1)).toBe('1.3');
    expect(closes).toContain('1.2');
  });

  it('behavior: a client that was away too long, or knows another journal, starts anew', async () => {
    using ahead = setUp(5);
    expect(await reader(await ahead.hub.open({ after: 9, isWelcome: welcome })).next()).toEqual({
      id: '5',
      event: 'reset',
      data: '{"sequence":5}',
    });
    const far = fakeDesk({ journalHead: async () => 30_000 });
    const hub = createEventHub(far, { log });
    expect((await reader(await hub.open({ after: 1, isWelcome: welcome })).next())?.event).toBe('reset');
    hub.close();
  });

  it('behavior: closing ends every stream and refuses further ones', async () => {
    const test = setUp(0);
    const stream = reader(await test.hub.open({ after: null, isWelcome: welcome }));
    await stream.next();
    test.hub.close();
    expect(await stream.next()).toBeUndefined();
    expect(test.hub.clients).toBe(0);
    await expect(test.hub.open({ after: null, isWelcome: welcome })).rejects.toMatchObject({
      details: { status: 503 },
    });
  });

  it('behavior: a client that goes away is forgotten', async () => {
    using test = setUp(0);
    const stream = await test.hub.open({ after: null, isWelcome: welcome });
    expect(test.hub.clients).toBe(1);
    const source = stream.getReader();
    for (let frame = 0; frame < 2; frame++) await source.read();
    const waiting = source.read();
    await source.cancel();
    expect(test.hub.clients).toBe(0);
    expect(await waiting).toEqual({ done: true, value: undefined });
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(test.warnings).toEqual([]);
  });

  it('error: more streams than any desk needs are refused', async () => {
    using test = setUp(0);
    for (let count = 0; count < 64; count++) await test.hub.open({ after: null, isWelcome: welcome });
    await expect(test.hub.open({ after: null, isWelcome: welcome })).rejects.toMatchObject({
      details: { status: 503 },
    });
  });

  it('error: a journal that cannot be read ends the stream, so that the client comes back', async () => {
    const desk = fakeDesk({
      listJournal: () => Promise.reject(new Error('gone')),
      journalHead: async () => 3,
    });
    const hub = createEventHub(desk, { log });
    const stream = reader(await hub.open({ after: 1, isWelcome: welcome }));
    expect(await stream.next()).toBeUndefined();
    expect(hub.clients).toBe(0);
    hub.close();
  });
});

describe('GET /api/stream', () => {
  it('default: resumes by Last-Event-ID', async () => {
    await using test = openTestApp();
    for (const sequence of [1, 2, 3]) test.desk.journal.push(journalEntry(sequence));
    const response = await test.ask('GET', '/api/stream', { headers: { 'last-event-id': '1' } });
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    if (!response.body) throw new Error('no body');
    const stream = reader(response.body);
    expect(ids(await stream.take(2))).toEqual(['2', '3']);
    await stream.cancel();
  });

  it('behavior: sends a heartbeat', async () => {
    await using test = openTestApp();
    const response = await test.ask('GET', '/api/stream');
    const chunks = response.body?.pipeThrough(new TextDecoderStream() as never).getReader();
    let text = '';
    while (chunks && !text.includes(': heartbeat\n\n')) text += String((await chunks.read()).value);
    expect(text).toMatch(/^retry: 2000\n\n/);
    await chunks?.cancel();
  });

  it('behavior: ends when its session does', async () => {
    await using test = openTestApp();
    const response = await test.ask('GET', '/api/stream', { as: 'session' });
    const text = response.text();
    expect((await test.ask('DELETE', '/api/session', { as: 'session' })).status).toBe(204);
    expect(await text).toContain('event: hello');
  });

  it.each(['x', '-1', '1.5', '9'.repeat(30)])('error: Last-Event-ID %s is refused', async (id) => {
    await using test = openTestApp();
    const response = await test.ask('GET', '/api/stream', { headers: { 'last-event-id': id } });
    expect(response.status).toBe(422);
    expect((await response.json()).errors[0].field).toBe('Last-Event-ID');
  });
});
