import { expect, test } from 'vitest';
import type { ProposalTerms } from '../../domain/Proposal.ts';
import { emptySums } from '../../machines/risk/sums/accountSums.ts';
import { noHolders } from '../../machines/risk/sums/holders.ts';
import { lastStopOut, noTrades } from '../../machines/risk/sums/trades.ts';
import { orderIn, propose, protection, trade } from '../../test/fixtures/deskActions.ts';
import { btc, eth } from '../../test/fixtures/FakeVenue.ts';
import { openScriptedDesk, type ScriptedDesk } from '../../test/fixtures/openScriptedDesk.ts';
import { testRevision } from '../../test/fixtures/proposalFixtures.ts';
import { BalanceCache } from '../BalanceCache.ts';
import type { Desk } from '../Desk.ts';
import { unitForReads } from '../read/unitForReads.ts';
import { gatherAccount } from './gatherAccount.ts';

const limitBuy = { type: 'limit', limitPrice: '49500', quantity: '0.01', stop: '48500' } as const;
const anything = testRevision(1, true).terms;

function fail(message: string): never {
  throw new Error(message);
}

async function gather(desk: Desk, terms: ProposalTerms = anything) {
  const account = await gatherAccount(desk, unitForReads(desk), { terms });
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
    orders: emptySums(),
    trades: noTrades,
    streakClearedAt: 0,
    holders: noHolders,
    duplicates: 0,
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
  const { orders } = await gather(opened.desk);
  // 0.006 × 49500
  expect(orders.instruments.get(btc)?.buys.priced.toString()).toBe('297');
  expect(orders.instruments.get(btc)?.resting.buy.map(String)).toEqual(['49500']);
  expect(orders.buysOf.get('operator')?.priced.toString()).toBe('297');
  expect(orders.buysAt.get(opened.desk.venue.id)?.priced.toString()).toBe('297');
  expect(orders.claimed.entries().map(([, quantity]) => quantity.toString())).toEqual(['0.01']);
});

test('behavior: an unknown order keeps its claim', async () => {
  await using opened = await openScriptedDesk();
  opened.venue.script.push({ outcome: { kind: 'lostInSilence' } });
  await trade(opened.desk, limitBuy, 'unknown');
  const { cashFree, orders } = await gather(opened.desk);
  expect([cashFree, orders.openOrders]).toEqual(['99504.505', 1]);
});

test('behavior: the order that is being judged is not counted against itself', async () => {
  await using opened = await openScriptedDesk();
  const entry = await trade(opened.desk, limitBuy, 'accepted');
  const account = await gatherAccount(opened.desk, unitForReads(opened.desk), {
    terms: anything,
    order: entry.id,
  });
  expect(account).toMatchObject({ cashFree: '100000', orders: { openOrders: 0 } });
  const { buys, instruments, sent, claimed } = account?.orders ?? fail('The account is not known');
  expect([String(buys.priced), instruments.size, sent.length, claimed.entries()]).toEqual(['0', 0, 0, []]);
});

test('behavior: what is held is free but for what open exits claim; a stop claims nothing', async () => {
  await using opened = await openScriptedDesk();
  const entry = await trade(opened.desk);
  await protection(opened.desk);
  expect((await gather(opened.desk)).holdings).toEqual([
    {
      instrument: btc,
      venue: opened.desk.venue.id,
      quantity: entry.quantity,
      free: entry.quantity,
      price: '50000',
    },
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

test('behavior: orders that went out lately are counted, stops and what never left are not', async () => {
  await using opened = await openScriptedDesk();
  const sent = async () => (await gather(opened.desk)).orders.instruments.get(btc)?.sent.buy.length ?? 0;
  await trade(opened.desk);
  await protection(opened.desk);
  expect(await sent()).toBe(1);
  const stop = opened.desk.runtime.subscribe((entries) => {
    if (entries.some(({ type }) => type === 'send.began')) opened.owns = false;
  });
  await trade(opened.desk, limitBuy, 'lapsed');
  stop();
  opened.owns = true;
  expect(await sent()).toBe(1);
  opened.advance(3_601_000);
  expect(await sent()).toBe(0);
});

test('behavior: a trade is what an order earned that made a position smaller, and says whether it was a stop-out', async () => {
  await using opened = await openScriptedDesk();
  const trades = async () => {
    const { all } = (await gather(opened.desk)).trades;
    return all.map(({ trade: { order, profit, stopOut } }) => ({ order, profit: Number(profit), stopOut }));
  };
  const entry = await trade(opened.desk, { stop: '49000', target: '51000' });
  const both = await protection(opened.desk);
  expect(await trades()).toEqual([]);
  opened.venue.fill(both.clientOrderId, entry.quantity, '51000');
  await orderIn(opened.desk, both.id, 'filled');
  expect(await trades()).toEqual([{ order: both.id, profit: expect.any(Number), stopOut: false }]);
  await trade(opened.desk, { quantity: '0.011', stop: '49000', target: '51000' });
  const again = await protection(opened.desk);
  opened.venue.fill(again.clientOrderId, '0.011', '48990');
  const { fills } = await orderIn(opened.desk, again.id, 'filled');
  const [gain, loss, ...others] = await trades();
  expect([gain?.order, loss?.order, others]).toEqual([both.id, again.id, []]);
  expect([Number(gain?.profit) > 0, Number(loss?.profit) < -11, loss?.stopOut]).toEqual([true, true, true]);
  expect(lastStopOut((await gather(opened.desk)).trades, btc)).toBe(fills.at(-1)?.at);
});

test('behavior: what is held is known by whose entries it came from, until it is sold', async () => {
  await using opened = await openScriptedDesk();
  const entry = await trade(opened.desk);
  const holders = async () => [...((await gather(opened.desk)).holders.get(btc) ?? [])].map(String);
  expect(await holders()).toEqual([`operator,${(await held(opened))?.quantity}`]);
  const stop = await protection(opened.desk);
  opened.venue.fill(stop.clientOrderId, entry.quantity, '49000');
  await orderIn(opened.desk, stop.id, 'filled');
  expect(await holders()).toEqual([]);
});

test('error: without balances, or without the price of something that is held, nothing is known', async () => {
  await using opened = await openScriptedDesk();
  const { desk } = opened;
  const read = (changed: Partial<Desk>) =>
    gatherAccount({ ...desk, ...changed }, unitForReads(desk), { terms: anything });
  expect(await read({ balances: new BalanceCache() })).toBeUndefined();
  opened.venue.deposit('ETH', '1');
  const blind = {
    ...desk.market,
    instruments: desk.venue.instruments,
    quote: (id: typeof btc) => (id === eth ? undefined : desk.market.quote(id)),
  };
  expect(await read({ market: blind })).toBeUndefined();
});
