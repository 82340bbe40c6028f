import type { OrderIntent } from '../../../domain/Order.ts';
import type { MayLeave, OrderRef, SendOutcome, Venue, VenueEvent } from '../../../venues/Venue.ts';
import { VenueError } from '../../../venues/VenueError.ts';
import { never, type Process } from '../desk/Process.ts';
import { simulatedInstruments } from '../exchange/simulatedSymbols.ts';
import type { Endpoint } from '../Faults.ts';
import { openStream } from './openStream.ts';
import { aheadMs, travelOrder } from './travelOrder.ts';
import type { VenueWorld } from './VenueWorld.ts';

const clockCheckMs = 300_000;
/** Longer than the reads ever lag. */
const consistencyDelayMs = 3_000;

/** The exchange as one process reaches it, with everything that can go wrong on the way. */
export function faultyVenue(world: VenueWorld, process: Process): Venue {
  const { exchange, faults, time, dice } = world;
  let connected = false;
  let offset = 0;
  let hush = (): void => {};

  /** One question and its answer. An endpoint that is out of order answers nothing that could be believed. */
  async function ask<T>(endpoint: Endpoint, answer: () => T): Promise<T> {
    await process.wait();
    const broken = faults.outages.has(endpoint);
    const there = dice.between(1, faults.latencyMs);
    const back = dice.between(1, faults.latencyMs);
    const reply = await new Promise<{ value: T } | { fault: unknown }>((resolve) => {
      time.after(there, () => {
        let reply: { value: T } | { fault: unknown };
        try {
          if (broken) throw new VenueError('venue.unreachable', `${endpoint} got no answer`);
          reply = { value: answer() };
        } catch (fault) {
          reply = { fault };
        }
        time.after(back, () => process.wake(() => resolve(reply)));
      });
    });
    await process.wait();
    if ('fault' in reply) throw reply.fault;
    return reply.value;
  }

  /** What happened less than so long ago may not show yet. */
  const shownUntil = () => time.now() - (faults.readLagMs > 0 ? dice.between(0, faults.readLagMs) : 0);
  const isShown = (ref: { clientOrderId: string }, until: number) =>
    !exchange.acceptances.some(({ intent, at }) => intent.clientOrderId === ref.clientOrderId && at > until);

  function measureClock(): void {
    offset = time.now() - process.clock.now();
  }

  function keepMeasuring(): void {
    measureClock();
    process.clock.after(clockCheckMs, keepMeasuring);
  }

  return {
    id: 'simulated',
    label: 'Simulated exchange',
    simulated: true,
    instruments: simulatedInstruments,
    get clockOffsetMs() {
      return offset;
    },
    async connect(listener: (event: VenueEvent) => void) {
      await ask('connect', () => undefined);
      keepMeasuring();
      hush = openStream(world, process, listener);
      connected = true;
      listener({ type: 'stream', stream: 'market', state: 'live', reason: 'connected' });
    },
    async close() {
      hush();
    },
    warrants: {
      requestWindowMs: world.windowMs === null ? null : world.windowMs + aheadMs,
      consistencyDelayMs,
    },
    async fetchTime() {
      const answer = await ask('fetchTime', () => time.now());
      measureClock();
      return answer;
    },
    fetchQuote: (instrument) => ask('fetchQuote', () => exchange.quote(instrument)),
    fetchBook: (instrument, depth) => ask('fetchBook', () => exchange.book(instrument, depth)),
    fetchBars: (instrument) => ask('fetchBars', () => [exchange.bar(instrument)]),
    async sendOrder(order: OrderIntent, mayLeave: MayLeave): Promise<SendOutcome> {
      if (!connected) return { kind: 'misconfigured', reason: 'not connected' };
      const signedAt = process.clock.now() + offset;
      const signed = world.moment();
      const withheld = await mayLeave();
      if (withheld !== undefined) return { kind: 'retryLater', reason: withheld };
      if (!process.alive) return never();
      world.onSend(order, process, signed);
      const outcome = await travelOrder(world, process, { order, signedAt });
      await process.wait();
      return outcome;
    },
    async cancelOrder(ref: OrderRef) {
      const lost = faults.loseCancelReplies > 0;
      if (lost) faults.loseCancelReplies -= 1;
      const answer = await ask('cancelOrder', () => {
        if (faults.ignoresCancel()) return 'requested';
        return exchange.cancel(ref) ? 'requested' : 'gone';
      });
      if (lost) throw new VenueError('venue.unreachable', 'The answer to the cancel was lost');
      return answer;
    },
    fetchOrder: (ref) =>
      ask('fetchOrder', () => (isShown(ref, shownUntil()) ? exchange.report(ref) : undefined) ?? 'absent'),
    fetchOpenOrders: () =>
      ask('fetchOpenOrders', () => {
        const until = shownUntil();
        return exchange.openReports().filter((report) => isShown(report, until));
      }),
    fetchFills: (instrument, since) =>
      ask('fetchFills', () => {
        const until = shownUntil();
        return exchange
          .fills()
          .filter((fill) => fill.instrument === instrument && fill.at >= since && fill.at <= until);
      }),
    fetchBalances: () => ask('fetchBalances', () => exchange.balances()),
  };
}
