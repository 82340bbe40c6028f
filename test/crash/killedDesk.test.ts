import { randomInt, randomUUID } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Quote } from '../../domain/market.ts';
import type { KillView, OrderView, PortfolioView, ProposalView, StateView } from '../../domain/views.ts';
import { until } from '../fixtures/openTestDesk.ts';
import { readTestEnvironment } from '../fixtures/readTestEnvironment.ts';
import { type DeskProcess, startDeskProcess, temporaryHome } from '../fixtures/startDeskProcess.ts';
import { readAfterDeath } from './readAfterDeath.ts';

const instruments = ['BTC/USDT', 'ETH/USDT', 'SOL/USDT'] as const;
/** States that an order does not rest in. */
const underWay = ['intended', 'sending', 'unknown', 'pendingCancel'];

async function get<T>(desk: DeskProcess, path: string): Promise<T> {
  const { status, body } = await desk.api(path);
  if (status !== 200)
    throw new Error(`${path} answered ${status}: ${JSON.stringify(body)}\n${desk.errors()}`);
  return body as T;
}

async function ready(desk: DeskProcess): Promise<DeskProcess> {
  await until('the desk to agree with its venue', async () => {
    const state = await get<StateView>(desk, '/api/state');
    return state.reconciled && state.market.feed.state === 'live';
  });
  return desk;
}

/** Asks for a buy at a price so many percent below the market, or at the market; with a stop below that. */
async function propose(
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
  if (status !== 201 || proposal.status !== 'awaitingApproval') throw new Error(JSON.stringify(body));
  return proposal;
}

function approve(desk: DeskProcess, { id, revision, hash }: ProposalView, idempotencyKey = randomUUID()) {
  const body = { decision: 'approve', revision, hash, idempotencyKey };
  return desk.api(`/api/proposals/${id}/decision`, { as: 'approver', body });
}

async function settled(desk: DeskProcess): Promise<OrderView[]> {
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
async function expectAgreement(home: string, before: number): Promise<void> {
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

test('default', { timeout: 120_000 }, async () => {
  await using home = temporaryHome();
  await using first = await ready(await startDeskProcess(home.path));
  const limit = await propose(first, 'ETH/USDT', { below: 3 });
  expect((await approve(first, limit)).status).toBe(200);
  const working = await until('the order to work', async () =>
    (await get<OrderView[]>(first, '/api/orders')).find(({ status }) => status === 'accepted'),
  );
  const waiting = await propose(first, 'BTC/USDT', {});
  await first.kill();

  await using second = await ready(await startDeskProcess(home.path));
  const [order] = (await get<OrderView[]>(second, '/api/orders')).filter(({ id }) => id === working.id);
  expect(order).toMatchObject({ status: 'accepted', venueOrderId: working.venueOrderId, filled: '0' });
  const pending = await get<ProposalView>(second, `/api/proposals/${waiting.id}`);
  expect(pending).toMatchObject({
    status: 'awaitingApproval',
    hash: waiting.hash,
    revision: waiting.revision,
    expiresAt: waiting.expiresAt,
    verdict: waiting.verdict,
  });
  // The price may have moved while it was down; then a person has to look again, which is one more click.
  const answer = await approve(second, waiting);
  if (answer.status === 409) expect(JSON.stringify(answer.body)).toContain('The price moved');
  else {
    await until('the fill', async () => {
      const now = await get<ProposalView>(second, `/api/proposals/${waiting.id}`);
      return now.order?.status === 'filled';
    });
    await until('the stop', async () => {
      const { positions } = await get<PortfolioView>(second, '/api/portfolio');
      return positions.some(
        ({ instrument, protection }) => instrument === 'BTC/USDT' && protection === 'protected',
      );
    });
  }

  // The kill switch outlives the process that it was set in, and keeps what waits from leaving.
  expect((await second.api('/api/kill', { body: { level: 'pause', reason: 'a test' } })).status).toBe(200);
  await second.kill();
  expect(JSON.parse(readFileSync(join(home.path, 'kill.json'), 'utf8'))).toMatchObject({ level: 'pause' });
  await using third = await ready(await startDeskProcess(home.path));
  const { kill, tradingState } = await get<{ kill: KillView; tradingState: string }>(third, '/api/risk');
  expect([kill.level, tradingState]).toEqual(['pause', 'reducing']);
  expect(
    await until(
      'the kill to be confirmed',
      async () => (await get<{ kill: KillView }>(third, '/api/risk')).kill.state === 'killed',
    ),
  ).toBe(true);
  expect((await third.api('/api/rearm', { as: 'approver', body: { reason: 'a test' } })).status).toBe(200);
  expect(existsSync(join(home.path, 'kill.json'))).toBe(false);
  const before = Date.now();
  await new Promise((resolve) => setTimeout(resolve, 500));
  await third.kill();
  await expectAgreement(home.path, before);
});

const rounds = readTestEnvironment().crashRounds;

test(`behavior: killed at ${rounds} moments around an approval, nothing is sent twice and nothing is lost`, {
  timeout: 60_000 + rounds * 40_000,
}, async () => {
  await using home = temporaryHome();
  const plenty = 'limits:\n  maxOrdersPerMinute: 900\n  maxOpenOrders: 900\n  maxDriftPercent: 5\n';
  writeFileSync(join(home.path, 'config.yaml'), plenty);
  let desk = await ready(await startDeskProcess(home.path));
  try {
    let before = 0;
    const approved = new Set<string>();
    for (let round = 0; round < rounds; round += 1) {
      const proposals: ProposalView[] = [];
      for (const [index, instrument] of instruments.entries()) {
        const notional = String(20 + round + index / 10);
        // Two at market and one that rests, so that both a fill and a working order are under way.
        proposals.push(await propose(desk, instrument, index === 2 ? { notional, below: 2 } : { notional }));
      }
      const delay = randomInt(0, 301);
      const answers = proposals.map((proposal) =>
        approve(desk, proposal).then(
          ({ status }) => status,
          () => undefined,
        ),
      );
      await new Promise((resolve) => setTimeout(resolve, delay));
      await desk.kill();
      const statuses = await Promise.all(answers);
      for (const [index, proposal] of proposals.entries())
        if (statuses[index] === 200) approved.add(proposal.id);

      desk = await ready(await startDeskProcess(home.path));
      await settled(desk);
      before = Date.now();
      for (const { id, hash } of proposals) {
        const now = await get<ProposalView>(desk, `/api/proposals/${id}`);
        const told = `round ${round}, killed after ${delay} ms: ${id} is ${now.status}`;
        if (approved.has(id)) expect(['cleared', 'needsReapproval', 'expired'], told).toContain(now.status);
        else expect(['awaitingApproval', 'cleared', 'needsReapproval'], told).toContain(now.status);
        expect(now.revisions[0]?.hash, told).toBe(hash);
        if (now.order)
          expect(['filled', 'accepted', 'partiallyFilled', 'expired'], told).toContain(now.order.status);
      }
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
    await desk.kill();
    await expectAgreement(home.path, before);
    // With this many tries at least one approval must have come through, or nothing was tested.
    expect(approved.size).toBeGreaterThan(0);
  } finally {
    await desk.kill();
  }
});
