import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Agents } from '../agents/createAgents.ts';
import { orderView, portfolioView, proposalView, riskView } from '../domain/views.ts';
import { openTestDesk, type TestDesk, until } from '../test/fixtures/openTestDesk.ts';
import { createDeskApi } from './createDeskApi.ts';
import { openTestApp, type TestApp } from './testing/openTestApp.ts';
import { state } from './testing/samples.ts';

/** Nobody thinks in this test; what the routes do with the analyst is tested with a fake one. */
const agents = { provider: 'offline', label: 'none', ruleBased: true } as Agents;

describe('the API over a hosted desk', () => {
  let hosted: TestDesk;
  let test: TestApp;
  beforeAll(async () => {
    hosted = await openTestDesk();
    const { desk } = hosted;
    const api = createDeskApi({
      desk,
      agents,
      models: () => [],
      sources: () => ({ enabled: false, sources: [] }),
      news: async () => ({ enabled: false, items: [] }),
      forecast: async () => ({ kind: 'none', reason: 'no model' }),
      state: async () => state,
      subscribe: (listener) =>
        desk.runtime.subscribe((entries) => {
          for (const entry of entries) listener({ type: 'journal', entry });
        }),
      close: async () => {},
    });
    test = openTestApp({ api });
  });
  afterAll(async () => {
    await test[Symbol.asyncDispose]();
    await hosted[Symbol.asyncDispose]();
  });

  async function order(overrides: object = {}) {
    const { bid } = await (await test.ask('GET', '/api/quote?instrument=BTC/USDT')).json();
    const stop = (Number(bid) * 0.98).toFixed(2);
    return { instrument: 'BTC/USDT', side: 'buy', type: 'market', notional: '500', stop, ...overrides };
  }

  it('default: propose, approve, filled, booked, protected, closed', async () => {
    const made = await test.ask('POST', '/api/proposals', { body: await order() });
    expect(made.status).toBe(201);
    const proposal = proposalView.parse(await made.json());
    expect(proposal).toMatchObject({
      status: 'awaitingApproval',
      origin: 'operator',
      by: { id: 'operator' },
    });

    const decision = { decision: 'approve', revision: 1, hash: proposal.hash, idempotencyKey: 'approve-1' };
    const path = `/api/proposals/${proposal.id}/decision`;
    const decided = await test.ask('POST', path, { as: 'approver', body: decision });
    expect(decided.status).toBe(200);
    const second = await test.ask('POST', path, {
      as: 'session',
      body: { ...decision, idempotencyKey: 'approve-2' },
    });
    expect(second.status).toBe(409);
    expect(await second.json()).toMatchObject({
      decidedBy: { id: 'approver', channel: 'api' },
      decision: 'approve',
    });

    const filled = await until('the fill', async () => {
      const { order } = await (await test.ask('GET', `/api/proposals/${proposal.id}`)).json();
      return order?.status === 'filled' && orderView.parse(order);
    });
    const entry = await (await test.ask('GET', `/api/orders/${filled.id}`)).json();
    expect(entry.fills.length).toBeGreaterThan(0);
    await until('the protective stop', async () => {
      const { positions } = portfolioView.parse(await (await test.ask('GET', '/api/portfolio')).json());
      return positions[0]?.protection === 'protected';
    });
    riskView.parse(await (await test.ask('GET', '/api/risk')).json());

    const closing = await test.ask('POST', '/api/positions/close', { body: { instrument: 'BTC/USDT' } });
    expect(closing.status).toBe(201);
    expect(await closing.json()).toMatchObject({ side: 'sell', reduceOnly: true });
  });

  it('behavior: a request that is repeated with its key proposes once, also at once', async () => {
    const body = await order({ instrument: 'BTC/USDT', notional: '321' });
    const ask = () =>
      test.ask('POST', '/api/proposals', { body, headers: { 'idempotency-key': 'same-key-1' } });
    const answers = await Promise.all([ask(), ask(), ask()]);
    expect(answers.map((answer) => answer.status)).toEqual([201, 201, 201]);
    const ids = await Promise.all(answers.map(async (answer) => (await answer.json()).id));
    expect(new Set(ids).size).toBe(1);

    const other = await test.ask('POST', '/api/proposals', {
      body: { ...body, notional: '322' },
      headers: { 'idempotency-key': 'same-key-1' },
    });
    expect(other.status).toBe(409);
    expect((await other.json()).type).toBe('urn:countersign:problem:idempotency-conflict');
    const all = await (await test.ask('GET', '/api/proposals')).json();
    expect(all.filter((one: { id: string }) => ids.includes(one.id))).toHaveLength(1);
  });

  it('behavior: what the gate refuses is 201, denied, with the check and its numbers', async () => {
    const response = await test.ask('POST', '/api/proposals', { body: await order({ notional: '20000' }) });
    expect(response.status).toBe(201);
    const { status, verdict } = proposalView.parse(await response.json());
    expect(status).toBe('denied');
    expect(verdict.checks).toContainEqual(
      expect.objectContaining({ code: 'size.notional', outcome: 'deny' }),
    );
  });

  it('behavior: the stream resumes from the desk’s own journal', async () => {
    const journal = await (await test.ask('GET', '/api/journal')).json();
    expect(journal.map((entry: { sequence: number }) => entry.sequence)).toEqual(
      journal.map((_: unknown, index: number) => index + 1),
    );
    const response = await test.ask('GET', '/api/stream', {
      headers: { 'last-event-id': String(journal.length - 1) },
    });
    const reader = response.body?.getReader();
    let text = '';
    while (reader && !text.includes('event: journal'))
      text += new TextDecoder().decode((await reader.read()).value);
    expect(text).toContain(`id: ${journal.length}\nevent: journal\n`);
    await reader?.cancel();
  });

  it('behavior: kill and rearm reach the desk', async () => {
    expect(
      await (await test.ask('POST', '/api/kill', { body: { reason: 'test', level: 'pause' } })).json(),
    ).toMatchObject({
      level: 'pause',
      by: { id: 'operator', channel: 'api' },
    });
    await until(
      'the kill',
      async () => (await (await test.ask('GET', '/api/risk')).json()).kill.state === 'killed',
    );
    const denied = await test.ask('POST', '/api/proposals', { body: await order({ notional: '111' }) });
    expect((await denied.json()).status).toBe('denied');
    const rearmed = await test.ask('POST', '/api/rearm', { as: 'approver', body: { reason: 'over' } });
    expect((await rearmed.json()).state).toBe('armed');
  });
});
