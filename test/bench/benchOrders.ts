import { randomUUID } from 'node:crypto';
import type { Desk } from '../../desk/Desk.ts';
import { decideProposal } from '../../desk/decideProposal.ts';
import { proposeOrder } from '../../desk/proposeOrder.ts';
import type { OrderId } from '../../domain/ids.ts';
import type { ProposalRequest } from '../../domain/Proposal.ts';
import { btc } from '../fixtures/FakeVenue.ts';
import { approver, operator } from '../fixtures/proposalFixtures.ts';
import type { LoopbackVenue } from './LoopbackVenue.ts';
import { percentiles } from './percentiles.ts';

/** Milliseconds from the request for an order until the venue had taken it, and until that was booked. */
export type OrderFigures = {
  inFlight: number;
  orders: number;
  perSecond: number;
  taken: ReturnType<typeof percentiles>;
  booked: ReturnType<typeof percentiles>;
  /** Processor time of this process, per order. */
  cpuMs: number;
};

/**
 * Sends orders from so many callers at once, each of which proposes, approves and waits until the venue's acceptance is
 * booked before it goes on with its next.
 */
export async function benchOrders(
  desk: Desk,
  venue: LoopbackVenue,
  { inFlight, orders }: { inFlight: number; orders: number },
): Promise<OrderFigures> {
  const booked = bookings(desk);
  const [taken, whole]: [number[], number[]] = [[], []];
  let left = orders;
  const call = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      const began = performance.now();
      const order = await place(desk);
      const at = await booked.of(order.id);
      whole.push(at - began);
      taken.push((venue.takenAt.get(order.clientOrderId) ?? Number.NaN) - began);
    }
  };
  const cpu = process.cpuUsage();
  const began = performance.now();
  await Promise.all(Array.from({ length: inFlight }, call));
  const seconds = (performance.now() - began) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  booked.stop();
  return {
    ...{ inFlight, orders, perSecond: orders / seconds, cpuMs: (user + system) / 1000 / orders },
    ...{ taken: percentiles(taken), booked: percentiles(whole) },
  };
}

let placed = 0;

async function place(desk: Desk): Promise<{ id: OrderId; clientOrderId: string }> {
  placed += 1;
  // No two alike, so that none counts as a repetition; far enough from the market to rest there.
  const request: ProposalRequest = {
    instrument: btc,
    side: 'buy',
    type: 'limit',
    limitPrice: '49500',
    stop: '48500',
    quantity: (0.0003 + placed * 0.00001).toFixed(5),
  };
  const proposed = await proposeOrder(desk, { request, actor: operator, origin: 'operator' });
  if (proposed.kind !== 'proposed') throw new Error(JSON.stringify(proposed));
  const { id, revision, hash, verdict } = proposed.proposal;
  const denied = verdict.checks.filter(({ outcome }) => outcome === 'deny');
  if (denied.length > 0) throw new Error(`Denied: ${denied.map(({ message }) => message).join(' ')}`);
  const command = { decision: 'approve', revision, hash, idempotencyKey: randomUUID() } as const;
  const decided = await decideProposal(desk, { proposal: id, actor: approver, command });
  const order = decided.kind === 'decided' ? decided.proposal.order : null;
  if (!order) {
    const reason =
      decided.kind === 'decided' ? decided.proposal.decisions.at(-1)?.reason : JSON.stringify(decided);
    throw new Error(`Not cleared: ${reason}`);
  }
  return order;
}

/** When the venue's acceptance of each order was committed. */
function bookings(desk: Desk): { of(order: OrderId): Promise<number>; stop(): void } {
  const known = new Map<string, PromiseWithResolvers<number>>();
  const entry = (id: string) => {
    const found = known.get(id) ?? Promise.withResolvers<number>();
    known.set(id, found);
    return found;
  };
  const stop = desk.runtime.subscribe((entries) => {
    for (const { type, subject } of entries) {
      if (type === 'venue.reported') entry(subject).resolve(performance.now());
      if (type === 'intent.lapsed') entry(subject).reject(new Error(`${subject} lapsed`));
    }
  });
  return {
    stop,
    async of(id) {
      const at = await entry(id).promise;
      known.delete(id);
      return at;
    },
  };
}
