import { expect, test } from 'vitest';
import { hashOf } from '../domain/hash.ts';
import { instrumentId } from '../domain/ids.ts';
import { ask, propose } from '../test/fixtures/deskActions.ts';
import { btc, eth } from '../test/fixtures/FakeVenue.ts';
import { openScriptedDesk } from '../test/fixtures/openScriptedDesk.ts';
import { openTestDesk } from '../test/fixtures/openTestDesk.ts';
import { operator } from '../test/fixtures/proposalFixtures.ts';
import { proposeOrder } from './proposeOrder.ts';
import { listOrders } from './read/listOrders.ts';
import { listProposals } from './read/listProposals.ts';

test('default', async () => {
  await using opened = await openTestDesk();
  const proposal = await propose(opened.desk);
  expect(proposal.verdict.checks.filter((check) => check.outcome === 'deny')).toEqual([]);
  expect(proposal).toMatchObject({
    status: 'awaitingApproval',
    revision: 1,
    mode: 'sim',
    venue: 'simulated',
    origin: 'operator',
    by: operator,
    decisions: [],
    order: null,
  });
  expect(proposal.hash).toBe(hashOf(proposal.revisions[0]?.terms));
  expect(proposal.expiresAt).toBe(proposal.createdAt + 300_000);
  expect(await listOrders(opened.desk)).toEqual([]);
});

test('behavior: a market order is capped by the allowed slippage and goes immediate-or-cancel', async () => {
  await using opened = await openScriptedDesk();
  // Ask 50005.00, slippage 0.5%.
  const buy = await propose(opened.desk);
  expect([buy.priceCap, buy.timeInForce, buy.limitPrice]).toEqual(['50255.02', 'ioc', null]);
  // Bid 49995.00: what a sell gets at least is rounded up.
  const sell = await propose(opened.desk, { side: 'sell', quantity: '0.01' });
  expect([sell.priceCap, sell.reduceOnly]).toEqual(['49745.03', true]);
});

test('behavior: a notional becomes a quantity at the expected price, cut to the step and never above', async () => {
  await using opened = await openScriptedDesk();
  // 500 / 50005 = 0.00999900…
  expect((await propose(opened.desk)).quantity).toBe('0.00999');
  const limit = { type: 'limit', notional: '500', limitPrice: '49000' } as const;
  // 500 / 49000 = 0.0102040…
  expect((await propose(opened.desk, limit)).quantity).toBe('0.0102');
  expect((await propose(opened.desk, { quantity: '0.0123456789' })).quantity).toBe('0.01234');
});

test('behavior: prices are rounded to the tick on the safe side', async () => {
  await using opened = await openScriptedDesk();
  const buy = await propose(opened.desk, {
    type: 'limit',
    limitPrice: '49000.019',
    stop: '48000.011',
    target: '51000.011',
  });
  expect([buy.limitPrice, buy.stop, buy.target, buy.timeInForce]).toEqual([
    '49000.01',
    '48000.02',
    '51000.02',
    'gtc',
  ]);
});

test('behavior: what the gate refuses is stored as denied, with its verdict', async () => {
  await using opened = await openScriptedDesk();
  const proposal = await propose(opened.desk, { notional: '20000' });
  expect([proposal.status, proposal.verdict.allowed]).toEqual(['denied', false]);
  const codes = proposal.verdict.checks.filter(({ outcome }) => outcome === 'deny').map(({ code }) => code);
  expect(codes).toContain('size.notional');
  expect(proposal.live.blockedBecause).toEqual([expect.stringMatching(/^Blocked by \d+ checks?\.$/)]);
  expect((await listProposals(opened.desk, { status: ['denied'] })).map(({ id }) => id)).toEqual([
    proposal.id,
  ]);
  expect(opened.venue.sent).toEqual([]);
});

test('behavior: the same key and body answer with the proposal that the first one made', async () => {
  await using opened = await openScriptedDesk();
  const request = { instrument: btc, side: 'buy', type: 'market', notional: '500', stop: '49000' } as const;
  const command = { scope: 'propose/operator', key: 'key-00000001', bodyHash: 'body' };
  const send = (over: Partial<typeof command> = {}) =>
    proposeOrder(opened.desk, {
      request,
      actor: operator,
      origin: 'operator',
      command: { ...command, ...over },
    });
  const both = await Promise.all([send(), send()]);
  const ids = both.map((result) => result.kind === 'proposed' && result.proposal.id);
  expect(ids[0]).toMatch(/^PRP-/);
  expect(ids[1]).toBe(ids[0]);
  expect(await listProposals(opened.desk)).toHaveLength(1);
  await expect(send({ bodyHash: 'another' })).rejects.toMatchObject({ code: 'command.keyReused' });
  await send({ scope: 'propose/another' });
  expect(await listProposals(opened.desk)).toHaveLength(2);
});

test('error: an instrument that does not exist, or with base and quote swapped', async () => {
  await using opened = await openScriptedDesk();
  const unknown = await ask(opened.desk, { instrument: instrumentId.parse('DOGE/USDT'), stop: '1' });
  expect(unknown).toEqual({
    kind: 'invalid',
    problems: [{ field: 'instrument', found: 'DOGE/USDT', allowed: 'one of BTC/USDT, ETH/USDT' }],
  });
  expect(await ask(opened.desk, { instrument: instrumentId.parse('USDT/BTC'), stop: '1' })).toMatchObject({
    problems: [{ field: 'instrument', allowed: 'BTC/USDT (base and quote are swapped)' }],
  });
  expect(await listProposals(opened.desk)).toEqual([]);
});

test('error: less than one step, or a price below one tick, names the field', async () => {
  await using opened = await openScriptedDesk();
  expect(await ask(opened.desk, { notional: '0.3' })).toEqual({
    kind: 'invalid',
    problems: [{ field: 'notional', found: '0.3', allowed: 'at least one step of 0.00001 BTC' }],
  });
  expect(await ask(opened.desk, { quantity: '0.000009' })).toMatchObject({
    problems: [{ field: 'quantity', found: '0.000009' }],
  });
  expect(await ask(opened.desk, { type: 'limit', limitPrice: '0.001' })).toMatchObject({
    problems: [{ field: 'limitPrice', found: '0.001', allowed: 'at least one tick, 0.01' }],
  });
});

test('error: a book that cannot be read denies, and a price that cannot be had proposes nothing', async () => {
  await using opened = await openScriptedDesk();
  opened.venue.unreachable = true;
  const blind = await propose(opened.desk);
  expect(blind.status).toBe('denied');
  await opened.restart();
  expect(opened.desk.market.quote(eth)).toBeDefined();
  const { desk } = opened;
  const priceless = {
    ...desk,
    market: { ...desk.market, instruments: desk.venue.instruments, quote: () => undefined },
  };
  await expect(
    proposeOrder(priceless, {
      request: { instrument: eth, side: 'buy', type: 'market', notional: '500', stop: '2400' },
      actor: operator,
      origin: 'operator',
    }),
  ).rejects.toMatchObject({ code: 'venue.unreachable' });
  expect(await listProposals(desk)).toHaveLength(1);
});
