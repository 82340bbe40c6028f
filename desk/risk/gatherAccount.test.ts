import { expect, test } from 'vitest';
import type { ProposalTerms } from '../../domain/Proposal.ts';
import { orderIn, propose, protection, trade } from '../../test/fixtures/deskActions.ts';
import { btc, eth } from '../../test/fixtures/FakeVenue.ts';
import { openScriptedDesk, type ScriptedDesk } from '../../test/fixtures/openScriptedDesk.ts';
import { testRevision } from '../../test/fixtures/proposalFixtures.ts';
import { BalanceCache } from '../BalanceCache.ts';
import type { Desk } from '../Desk.ts';
import { gatherAccount } from './gatherAccount.ts';

const limitBuy = { type: 'limit', limitPrice: '49500', quantity: '0.01', stop: '48500' } as const;
const anything = testRevision(1, true).terms;

async function gather(desk: Desk, terms: ProposalTerms = anything) {
  const account = await gatherAccount(desk, desk.database.read, { terms });
  if (!account) throw new Error('The account is not known');
  return account;
}
const held = ({ desk }: ScriptedDesk) => desk.database.read.positions.get(desk.account, btc);

test('default', async () => {
  await using opened = await openScriptedDesk();
  expect(await gather(opened.desk)).toEqual({
    equity: '100000',
    cashFree: '100000',
    dayStartEquity: '100000',
    peakEquity: '100000',
    holdings: [],
    openOrders: [],
    recentOrders: [],
    duplicates: 0,
    lastStopOut: {},
  });
});

test('behavior: free cash is less by what every open buy may still need, with its fee', async () => {
  await using opened = await openScriptedDesk();
  const entry = await trade(opened.desk, limitBuy, 'accepted');
  // 0.01 × 49500 × 1.001
  expect((await gather(opened.desk)).cashFree).toBe('99504.505');
  opened.venue.fill(entry.clientOrderId, '0.004');
  await orderIn(opened.desk, entry.id, 'partiallyFilled');
  // 198.198 are spent, and 0.006 × 49500 × 1.001 may be.
  expect((await gather(opened.desk)).cashFree).toBe('99504.505');
  expect(await gather(opened.desk)).toMatchObject({
    openOrders: expect.arrayContaining([
      {
        instrument: btc,
        role: 'entry',
        status: 'partiallyFilled',
        side: 'buy',
        remaining: '0.006',
        price: '49500',
      },
    ]),
  });
});

test('behavior: an unknown order keeps its claim', async () => {
  await using opened = await openScriptedDesk();
  opened.venue.script.push({ outcome: { kind: 'lostInSilence' } });
  await trade(opened.desk, limitBuy, 'unknown');
  const { cashFree, openOrders } = await gather(opened.desk);
  expect([cashFree, openOrders.map(({ status }) => status)]).toEqual(['99504.505', ['unknown']]);
});

test('behavior: the order that is being judged is not counted against itself', async () => {
  await using opened = await openScriptedDesk();
  const entry = await trade(opened.desk, limitBuy, 'accepted');
  const account = await gatherAccount(opened.desk, opened.desk.database.read, {
    terms: anything,
    order: entry.id,
  });
  expect(account).toMatchObject({ cashFree: '100000', openOrders: [], recentOrders: [] });
});

test('behavior: what is held is free but for what open exits claim; a stop claims nothing', async () => {
  await using opened = await openScriptedDesk();
  const entry = await trade(opened.desk);
  await protection(opened.desk);
  expect((await gather(opened.desk)).holdings).toEqual([
    { instrument: btc, quantity: entry.quantity, free: entry.quantity, price: '50000' },
  ]);
  await trade(
    opened.desk,
    { side: 'sell', type: 'limit', limitPrice: '51000', quantity: '0.004' },
    'accepted',
  );
  expect((await gather(opened.desk)).holdings).toMatchObject([{ quantity: entry.quantity, free: '0.00599' }]);
});

test('behavior: a balance that is late never makes what is held look smaller, nor free what is not there', async () => {
  await using opened = await openScriptedDesk();
  await trade(opened.desk);
  const booked = (await held(opened))?.quantity;
  opened.venue.deposit('BTC', '-0.004');
  expect((await gather(opened.desk)).holdings).toMatchObject([{ quantity: booked, free: '0.00599' }]);
  opened.venue.deposit('BTC', '1');
  expect((await gather(opened.desk)).holdings).toMatchObject([{ quantity: '1.00599' }]);
});

test('behavior: equity counts cash and every holding at its middle price, against the day and the peak', async () => {
  await using opened = await openScriptedDesk();
  opened.venue.deposit('ETH', '2');
  opened.venue.setPrice(eth, 3_000);
  expect((await gather(opened.desk)).equity).toBe('106000');
  await opened.database.transaction(async ({ marks }) => {
    await marks.put({ account: opened.desk.account, at: 1, equity: '150000' });
  });
  expect(await gather(opened.desk)).toMatchObject({ peakEquity: '150000', dayStartEquity: '100000' });
});

test('behavior: a proposal that waits with the same content is a duplicate, itself and others are not', async () => {
  await using opened = await openScriptedDesk();
  const first = await propose(opened.desk, limitBuy);
  await propose(opened.desk, { ...limitBuy, quantity: '0.011' });
  const terms = first.revisions[0]?.terms ?? anything;
  expect((await gather(opened.desk, terms)).duplicates).toBe(0);
  expect((await gather(opened.desk, { ...terms, proposal: anything.proposal })).duplicates).toBe(1);
  expect(
    (await gather(opened.desk, { ...terms, proposal: anything.proposal, side: 'sell' })).duplicates,
  ).toBe(0);
  opened.advance(61_000);
  expect((await gather(opened.desk, { ...terms, proposal: anything.proposal })).duplicates).toBe(0);
});

test('behavior: orders of the last hour are counted, stops and what never left are not', async () => {
  await using opened = await openScriptedDesk();
  await trade(opened.desk);
  await protection(opened.desk);
  expect((await gather(opened.desk)).recentOrders).toMatchObject([{ instrument: btc, side: 'buy' }]);
  const stop = opened.desk.runtime.subscribe((entries) => {
    if (entries.some(({ type }) => type === 'send.began')) opened.owns = false;
  });
  await trade(opened.desk, limitBuy, 'lapsed');
  stop();
  opened.owns = true;
  expect((await gather(opened.desk)).recentOrders).toHaveLength(1);
  opened.advance(3_601_000);
  expect((await gather(opened.desk)).recentOrders).toEqual([]);
});

test('behavior: a stop that was hit is remembered, a target that was reached is not', async () => {
  await using opened = await openScriptedDesk();
  const entry = await trade(opened.desk, { stop: '49000', target: '51000' });
  const both = await protection(opened.desk);
  opened.venue.fill(both.clientOrderId, entry.quantity, '51000');
  await orderIn(opened.desk, both.id, 'filled');
  expect((await gather(opened.desk)).lastStopOut).toEqual({});
  await trade(opened.desk, { quantity: '0.011', stop: '49000', target: '51000' });
  const again = await protection(opened.desk);
  opened.venue.fill(again.clientOrderId, '0.011', '48990');
  const { fills } = await orderIn(opened.desk, again.id, 'filled');
  expect((await gather(opened.desk)).lastStopOut).toEqual({ [btc]: fills[0]?.at });
});

test('error: without balances, or without the price of something that is held, nothing is known', async () => {
  await using opened = await openScriptedDesk();
  const { desk } = opened;
  const read = (changed: Partial<Desk>) =>
    gatherAccount({ ...desk, ...changed }, desk.database.read, { terms: anything });
  expect(await read({ balances: new BalanceCache() })).toBeUndefined();
  opened.venue.deposit('ETH', '1');
  const blind = {
    ...desk.market,
    instruments: desk.venue.instruments,
    quote: (id: typeof btc) => (id === eth ? undefined : desk.market.quote(id)),
  };
  expect(await read({ market: blind })).toBeUndefined();
});
