import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import type { Quote } from '../../domain/market.ts';
import type { OrderView, ProposalView, RiskView, StateView } from '../../domain/views.ts';
import { until } from '../fixtures/openTestDesk.ts';
import type { DeskProcess } from '../fixtures/startDeskProcess.ts';
import { readAfterDeath } from './readAfterDeath.ts';

/** States that an order does not rest in. */
const underWay = ['intended', 'sending', 'unknown', 'pendingCancel', 'pendingReplace'];

/** Reads from the desk's API. */
export async function get<T>(desk: DeskProcess, path: string): Promise<T> {
  const { status, body } = await desk.api(path);
  if (status !== 200)
    throw new Error(`${path} answered ${status}: ${JSON.stringify(body)}\n${desk.errors()}`);
  return body as T;
}

/** Waits until the desk has compared its books and sees its market. */
export async function ready(desk: DeskProcess): Promise<DeskProcess> {
  await until('the desk to agree with its venue', async () => {
    const state = await get<StateView>(desk, '/api/state');
    return state.reconciled && state.market.feed.state === 'live';
  });
  return desk;
}

/** Waits until the desk lets entries out; after a hard restart a stop may still be on its way, and then it does not. */
export async function trading(desk: DeskProcess): Promise<void> {
  await until('the desk to trade', async () => {
    const { tradingState } = await get<StateView>(desk, '/api/state');
    return tradingState === 'active';
  });
}

/** Asks for a buy at a price so many percent below the market, or at the market; with a stop below that. */
export async function propose(
  desk: DeskProcess,
  instrument: string,
  over: { below?: number; notional?: string },
): Promise<ProposalView> {
  const { bid } = await get<Quote>(desk, `/api/quote?instrument=${instrument}`);
  const { below, notional = '500' } = over;
  const price = (percent: number) => (Number(bid) * (1 - percent / 100)).toFixed(2);
  const order =
    below === undefined
      ? { type: 'market', stop: price(3) }
      : { type: 'limit', limitPrice: price(below), stop: price(below + 3) };
  const { status, body } = await desk.api('/api/proposals', {
    body: { instrument, side: 'buy', notional, ...order },
  });
  const proposal = body as ProposalView;
  if (status !== 201 || proposal.status !== 'awaitingApproval') {
    const denials = proposal.verdict?.checks.filter(({ outcome }) => outcome === 'deny');
    const { reasons } = await get<RiskView>(desk, '/api/risk');
    throw new Error(`${status}: ${JSON.stringify(denials ?? body)} ${reasons.join(' ')}\n${desk.errors()}`);
  }
  return proposal;
}

/** Approves the revision that was shown. */
export function approve(
  desk: DeskProcess,
  { id, revision, hash }: ProposalView,
  idempotencyKey = randomUUID(),
) {
  const body = { decision: 'approve', revision, hash, idempotencyKey };
  return desk.api(`/api/proposals/${id}/decision`, { as: 'approver', body });
}

/** Waits until no order is on its way any more. */
export async function settled(desk: DeskProcess): Promise<OrderView[]> {
  return until(
    'every order to have come to rest',
    async () => {
      const orders = await get<OrderView[]>(desk, '/api/orders');
      return orders.every(({ status }) => !underWay.includes(status)) && orders;
    },
    45_000,
  );
}

/** The desk's books and the venue's log agree: no order twice, none made up, no fill lost, none booked twice. */
export async function expectAgreement(home: string, before: number): Promise<void> {
  const { orders, fills, journal, taken, trades } = await readAfterDeath(home);
  expect(journal.faults).toEqual([]);
  expect(journal.entries).toBeGreaterThan(0);
  expect([...taken].filter(([, times]) => times > 1)).toEqual([]);
  const names = orders.map(({ order }) => order.intent.clientOrderId);
  expect(names).toHaveLength(new Set(names).size);
  expect([...taken.keys()].filter((name) => !names.includes(name))).toEqual([]);
  const never = orders.filter(({ status }) => ['notAccepted', 'lapsed'].includes(status));
  expect(never.filter(({ order }) => taken.has(order.intent.clientOrderId))).toEqual([]);
  const booked = new Set(fills.map(({ id }) => id));
  const traded = new Set(trades.map(({ id }) => id));
  expect(trades.filter(({ id, at }) => at <= before && !booked.has(id))).toEqual([]);
  expect(fills.filter(({ id }) => !traded.has(id))).toEqual([]);
  expect(booked.size).toBe(fills.length);
}
