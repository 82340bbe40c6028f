import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { alert } from '../../domain/Alert.ts';
import { fill } from '../../domain/Fill.ts';
import { instrument } from '../../domain/Instrument.ts';
import { journalEntry } from '../../domain/JournalEntry.ts';
import { bar, quote } from '../../domain/market.ts';
import { newsView } from '../../domain/NewsItem.ts';
import { sourcesView } from '../../domain/SourceView.ts';
import { killView, orderView, portfolioView, riskView, stateView } from '../../domain/views.ts';
import type { DeskApi } from '../DeskApi.ts';
import { fakeDesk } from '../testing/fakeDesk.ts';
import { openTestApp } from '../testing/openTestApp.ts';
import * as samples from '../testing/samples.ts';

const shapes: [string, z.ZodType][] = [
  ['/api/state', stateView],
  ['/api/instruments', z.array(instrument).min(1)],
  ['/api/quote?instrument=BTC%2FUSDT', quote],
  ['/api/bars?instrument=BTC/USDT&timeframe=5m&from=0&to=1760000000000&limit=10', z.array(bar).min(1)],
  ['/api/portfolio', portfolioView],
  ['/api/orders', z.array(orderView).min(1)],
  ['/api/orders?open=true&limit=3', z.array(orderView).min(1)],
  ['/api/orders/ORD-0123456789ABCDEF', orderView],
  ['/api/fills', z.array(fill).min(1)],
  ['/api/fills?instrument=BTC/USDT&limit=1', z.array(fill).min(1)],
  ['/api/risk', riskView],
  ['/api/sources', sourcesView],
  ['/api/news', newsView],
  ['/api/news?instrument=BTC/USDT&since=1&limit=2', newsView],
  ['/api/journal?after=1&limit=2&subject=PRP-7F3KAB12', z.array(journalEntry).min(1)],
  ['/api/alerts?limit=1', z.array(alert).min(1)],
];

const refused: [string, string][] = [
  ['/api/quote', 'instrument'],
  ['/api/quote?instrument=USDT/BTC', 'instrument'],
  ['/api/quote?instrument=btc', 'instrument'],
  ['/api/quote?instrument=BTC/USDT&instrument=ETH/USDT', 'instrument'],
  ['/api/bars?instrument=BTC/USDT', 'timeframe'],
  ['/api/bars?instrument=BTC/USDT&timeframe=2h', 'timeframe'],
  ['/api/bars?instrument=DOGE/USDT&timeframe=1h', 'instrument'],
  ['/api/bars?instrument=BTC/USDT&timeframe=1h&limit=-1', 'limit'],
  ['/api/bars?instrument=BTC/USDT&timeframe=1h&limit=5001', 'limit'],
  ['/api/bars?instrument=BTC/USDT&timeframe=1h&from=yesterday', 'from'],
  ['/api/bars?instrument=BTC/USDT&timeframe=1h&from=2&to=1', 'from'],
  ['/api/bars?instrument=BTC/USDT&timeframe=1h&interval=1h', 'interval'],
  ['/api/orders?open=yes', 'open'],
  ['/api/fills?instrument=NOPE/USDT', 'instrument'],
  ['/api/journal?after=-1', 'after'],
  ['/api/journal?after=1.5', 'after'],
  ['/api/alerts?limit=all', 'limit'],
  ['/api/news?instrument=DOGE/USDT', 'instrument'],
  ['/api/news?limit=201', 'limit'],
  ['/api/news?asset=BTC', 'asset'],
];

describe('reads', () => {
  it.each(shapes)('default: %s has its shape', async (path, schema) => {
    await using test = openTestApp();
    test.desk.emit({ type: 'journal', entry: samples.journalEntry(2) });
    const response = await test.ask('GET', path);
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    schema.parse(await response.json());
  });

  it.each(refused)('error: %s is refused by name', async (path, field) => {
    await using test = openTestApp();
    const response = await test.ask('GET', path);
    expect(response.status).toBe(422);
    expect((await response.json()).errors).toContainEqual({
      field,
      found: expect.any(String),
      allowed: expect.stringMatching(/./),
    });
  });

  it('behavior: filters reach the desk', async () => {
    const asked: unknown[] = [];
    const note =
      <T>(answer: T) =>
      async (...params: unknown[]) => {
        asked.push(params);
        return answer;
      };
    const desk = fakeDesk({
      bars: note([]),
      listOrders: note([]),
      listJournal: note([]),
      news: note({ enabled: true, items: [] }),
    } as Partial<DeskApi>);
    await using test = openTestApp({ desk });
    await test.ask('GET', '/api/bars?instrument=BTC/USDT&timeframe=1h&from=1&to=9&limit=3');
    await test.ask('GET', '/api/orders?open=true');
    await test.ask('GET', '/api/journal?after=7');
    await test.ask('GET', '/api/news?instrument=BTC/USDT&since=5');
    expect(asked).toEqual([
      ['BTC/USDT', '1h', { from: 1, to: 9, limit: 3 }],
      [{ open: true, limit: 200 }],
      [{ after: 7, limit: 500 }],
      [{ kind: 'news', asset: 'BTC', since: 5, limit: 100 }],
    ]);
  });

  it('error: no price yet is 503, not an empty quote', async () => {
    await using test = openTestApp({ desk: fakeDesk({ quote: () => undefined }) });
    const response = await test.ask('GET', '/api/quote?instrument=BTC/USDT');
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('1');
  });

  it('error: evidence that is not there is 404', async () => {
    await using test = openTestApp();
    for (const id of ['EVD-0123456789', 'x'])
      expect((await test.ask('GET', `/api/evidence/${id}`)).status).toBe(404);
  });

  it('behavior: evidence is shown by id', async () => {
    const evidence = {
      id: 'EVD-0123456789',
      run: 'RUN-0123456789',
      tool: 'fetchPrices',
      arguments: {},
      source: 'Simulated venue',
      observedAt: 1,
      exchangeTime: 1,
      hash: 'h',
      trusted: true,
      result: { last: '1' },
      figures: [],
    };
    await using test = openTestApp({ desk: fakeDesk({ readEvidence: async () => evidence as never }) });
    expect(await (await test.ask('GET', '/api/evidence/EVD-0123456789')).json()).toEqual(evidence);
  });

  it('behavior: health asks for no credential and tells nothing else', async () => {
    await using test = openTestApp();
    const well = await test.ask('GET', '/api/health', { as: 'nobody' });
    expect([well.status, await well.json()]).toEqual([200, { status: 'ok' }]);
    await using ill = openTestApp({
      desk: fakeDesk({ pingDatabase: () => Promise.reject(new Error('postgres://me:pw@h')) }),
    });
    const answer = await ill.ask('GET', '/api/health', { as: 'nobody' });
    expect([answer.status, await answer.json()]).toEqual([503, { status: 'degraded' }]);
  });
});

describe('orders and the kill switch', () => {
  const cancel = '/api/orders/ORD-0123456789ABCDEF/cancel';

  it('default: cancelling answers with the order', async () => {
    await using test = openTestApp();
    const response = await test.ask('POST', cancel, { body: { reason: 'changed my mind' } });
    expect(response.status).toBe(200);
    expect(orderView.parse(await response.json()).status).toBe('pendingCancel');
    expect(test.desk.calls[0]?.params).toEqual({ order: 'ORD-0123456789ABCDEF', reason: 'changed my mind' });
  });

  it('behavior: a cancel needs no body; a second one is a conflict that shows the order', async () => {
    await using test = openTestApp();
    expect((await test.ask('POST', cancel)).status).toBe(200);
    const again = await test.ask('POST', cancel);
    expect(again.status).toBe(409);
    expect((await again.json()).order.status).toBe('pendingCancel');
  });

  it('error: cancelling what is not there is 404, with an unknown field 422', async () => {
    await using test = openTestApp();
    for (const id of ['ORD-AAAAAAAAAAAAAAAA', 'x'])
      expect((await test.ask('POST', `/api/orders/${id}/cancel`)).status).toBe(404);
    expect((await test.ask('POST', cancel, { body: { why: 'x' } })).status).toBe(422);
  });

  it('behavior: only the approver settles, with a reason, and only what is quarantined', async () => {
    await using test = openTestApp();
    const settle = '/api/orders/ORD-0123456789ABCDEF/settle';
    const body = { decision: 'accept', reason: 'compared' };
    expect((await test.ask('POST', settle, { body })).status).toBe(403);
    expect((await test.ask('POST', settle, { body: { ...body, reason: ' ' }, as: 'approver' })).status).toBe(
      422,
    );
    const conflict = await test.ask('POST', settle, { body, as: 'approver' });
    expect([conflict.status, (await conflict.json()).order.status]).toEqual([409, 'accepted']);
    const gone = '/api/orders/ORD-AAAAAAAAAAAAAAAA/settle';
    expect((await test.ask('POST', gone, { body, as: 'approver' })).status).toBe(404);
    const desk = fakeDesk({
      endQuarantine: async () => ({
        kind: 'ended',
        order: samples.sampleOrder({ status: 'writtenOff', open: false }),
      }),
    });
    await using other = openTestApp({ desk });
    const answer = await other.ask('POST', settle, {
      body: { ...body, decision: 'writeOff' },
      as: 'approver',
    });
    expect(orderView.parse(await answer.json()).status).toBe('writtenOff');
  });

  it('behavior: only the approver takes coins off the books, with a reason, and only what is missing', async () => {
    const path = '/api/positions/settle';
    const body = { instrument: 'BTC/USDT', reason: 'moved' };
    await using test = openTestApp();
    expect((await test.ask('POST', path, { body })).status).toBe(403);
    const wrong = [
      { ...body, reason: ' ' },
      { ...body, instrument: 'XYZ/USDT' },
    ];
    for (const one of wrong)
      expect((await test.ask('POST', path, { body: one, as: 'approver' })).status).toBe(422);
    expect(test.desk.calls).toEqual([]);
    const done = await test.ask('POST', path, { body, as: 'approver' });
    expect([done.status, await done.json()]).toMatchObject([200, { writtenOff: '0.005', left: '0.001' }]);
    const desk = fakeDesk({ settleHolding: async () => ({ kind: 'conflict', message: 'None is missing.' }) });
    await using other = openTestApp({ desk });
    const refused = await other.ask('POST', path, { body, as: 'approver' });
    expect([refused.status, (await refused.json()).detail]).toEqual([
      409,
      'None is missing. Nothing was changed.',
    ]);
  });

  it('default: a kill without a level cancels, and is shown in risk', async () => {
    await using test = openTestApp();
    const response = await test.ask('POST', '/api/kill', { body: { reason: 'news' } });
    expect(response.status).toBe(200);
    expect(killView.parse(await response.json())).toMatchObject({
      state: 'killed',
      level: 'cancel',
      reason: 'news',
    });
    expect((await (await test.ask('GET', '/api/risk')).json()).kill.state).toBe('killed');
    expect((await (await test.ask('GET', '/api/kill')).json()).state).toBe('killed');
  });

  it.each([
    [{}],
    [{ reason: '' }],
    [{ reason: '  ' }],
    [{ reason: 'x', level: 'all' }],
    [{ reason: 'x', force: true }],
    [{ reason: 'x'.repeat(501) }],
  ])('error: a kill of %j is refused', async (body) => {
    await using test = openTestApp();
    expect((await test.ask('POST', '/api/kill', { body })).status).toBe(422);
    expect(test.desk.calls).toEqual([]);
  });

  it('error: rearming what is armed is a conflict', async () => {
    await using test = openTestApp();
    const response = await test.ask('POST', '/api/rearm', { as: 'approver', body: { reason: 'all well' } });
    expect(response.status).toBe(409);
    expect((await response.json()).kill.state).toBe('armed');
  });

  it('error: rearming takes a reason', async () => {
    await using test = openTestApp();
    expect((await test.ask('POST', '/api/rearm', { as: 'approver', body: {} })).status).toBe(422);
  });
});
