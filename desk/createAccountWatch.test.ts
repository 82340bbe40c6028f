import { expect, test } from 'vitest';
import { deskActor } from '../domain/actor.ts';
import { decimal } from '../domain/decimal.ts';
import { orderId, runId } from '../domain/ids.ts';
import { applyFill, emptyPosition } from '../domain/Position.ts';
import type { GuardianCause } from '../machines/guardian/guardianCauses.ts';
import type { GuardianContext } from '../machines/guardian/guardianMachine.ts';
import { alertOf, propose, protection, trade } from '../test/fixtures/deskActions.ts';
import { btc } from '../test/fixtures/FakeVenue.ts';
import { openScriptedDesk, type ScriptedDesk } from '../test/fixtures/openScriptedDesk.ts';
import { until } from '../test/fixtures/openTestDesk.ts';
import { testFill, testIntent } from '../test/fixtures/orderFixtures.ts';
import { approver } from '../test/fixtures/proposalFixtures.ts';
import { VenueError } from '../venues/VenueError.ts';
import { modelTokensToday, recordModelUse } from './breakers/modelUse.ts';
import { closePosition } from './closePosition.ts';
import { createAccountWatch } from './createAccountWatch.ts';
import { endQuarantine } from './endQuarantine.ts';
import { guardianAddress } from './machineStates.ts';
import { listAlerts } from './read/listAlerts.ts';
import { listOrders } from './read/listOrders.ts';
import { readPortfolio } from './read/readPortfolio.ts';
import { unitForReads } from './read/unitForReads.ts';
import { rearmDesk } from './rearmDesk.ts';
import { reconcile } from './reconcile.ts';
import { startOfDay } from './risk/equityOf.ts';
import { readTradingState } from './risk/readTradingState.ts';

async function guardian({
  desk,
}: ScriptedDesk): Promise<{ state: string; causes: GuardianContext['causes'] }> {
  const stored = await unitForReads(desk).get(guardianAddress(desk.account));
  if (!stored) throw new Error('There is no guardian');
  return { state: stored.state, causes: (stored.context as GuardianContext).causes };
}
const has = async (opened: ScriptedDesk, cause: GuardianCause) =>
  (await guardian(opened)).causes[cause] !== undefined;

/** The account was worth this at the start of the day. */
const worth = ({ desk, database, clock }: ScriptedDesk, equity: string) =>
  database.transaction((repositories) =>
    repositories.marks.put({ account: desk.account, at: startOfDay(clock.now()), equity }),
  );

test('default', async () => {
  await using opened = await openScriptedDesk();
  const watch = createAccountWatch(opened.desk);
  await watch();
  expect(await guardian(opened)).toEqual({ state: 'active', causes: {} });
  opened.venue.clockOffsetMs = -1_500;
  await watch();
  expect(await guardian(opened)).toMatchObject({
    state: 'halted',
    causes: { clockSkew: { latched: false, reason: "1500 ms from the venue's (limit 1000 ms)" } },
  });
  const message = await alertOf(opened.desk, 'guardian.clockSkew');
  expect(message).toContain('Nothing goes out but cancels and the kill. It clears by itself once healthy.');
  expect((await propose(opened.desk)).status).toBe('denied');
});

test('behavior: what heals by itself clears once it has been well for as long as its rule says', async () => {
  await using opened = await openScriptedDesk();
  const watch = createAccountWatch(opened.desk);
  opened.venue.clockOffsetMs = 1_500;
  await watch();
  opened.venue.clockOffsetMs = 0;
  await watch();
  opened.advance(29_000);
  await watch();
  expect(await has(opened, 'clockSkew')).toBe(true);
  // A relapse starts the count anew.
  opened.venue.clockOffsetMs = 1_500;
  await watch();
  opened.venue.clockOffsetMs = 0;
  await watch();
  opened.advance(29_000);
  await watch();
  expect(await has(opened, 'clockSkew')).toBe(true);
  opened.advance(1_500);
  await watch();
  expect(await guardian(opened)).toEqual({ state: 'active', causes: {} });
  expect((await listAlerts(opened.desk)).filter(({ code }) => code === 'guardian.clockSkew')).toHaveLength(1);
});

test('behavior: a blink of the stream is nothing, a feed that stays away stops entries', async () => {
  await using opened = await openScriptedDesk();
  const watch = createAccountWatch(opened.desk);
  opened.venue.emit({ type: 'stream', stream: 'market', state: 'reconnecting', reason: 'the line broke' });
  await watch();
  expect(await has(opened, 'staleFeed')).toBe(false);
  opened.clock.ahead += 5_100;
  await watch();
  expect(await guardian(opened)).toMatchObject({
    state: 'reducing',
    causes: { staleFeed: { latched: false } },
  });
  opened.venue.emit({ type: 'stream', stream: 'market', state: 'live', reason: 'back' });
  await until('a live feed', async () => opened.desk.market.feed.state === 'live');
  await watch();
  opened.advance(10_100);
  await watch();
  expect((await guardian(opened)).state).toBe('active');
});

test('behavior: a lost lease halts until it is held again', async () => {
  await using opened = await openScriptedDesk();
  const watch = createAccountWatch(opened.desk);
  opened.owns = false;
  await watch();
  expect((await guardian(opened)).state).toBe('halted');
  opened.owns = true;
  await watch();
  opened.advance(5_100);
  await watch();
  expect((await guardian(opened)).state).toBe('active');
});

test('behavior: losses latch until a person clears them, and come back while the limit is exceeded', async () => {
  await using opened = await openScriptedDesk();
  const watch = createAccountWatch(opened.desk);
  await worth(opened, '101900');
  await watch();
  expect((await guardian(opened)).state).toBe('active');
  await worth(opened, '103000');
  await watch();
  expect(await guardian(opened)).toMatchObject({
    state: 'reducing',
    causes: { dailyLoss: { latched: true, reason: '2.91% lost today (limit 2%)' } },
  });
  expect(await alertOf(opened.desk, 'guardian.dailyLoss')).toContain(
    'Clear it with a reason once you have looked.',
  );
  await rearmDesk(opened.desk, { reason: 'looked', actor: approver });
  await watch();
  expect(await has(opened, 'dailyLoss')).toBe(true);
  await worth(opened, '100000');
  opened.advance(3_600_000);
  await watch();
  expect(await has(opened, 'dailyLoss')).toBe(true);
  await rearmDesk(opened.desk, { reason: 'looked', actor: approver });
  await watch();
  expect((await guardian(opened)).state).toBe('active');
});

test('behavior: a drawdown from the peak latches too', async () => {
  await using opened = await openScriptedDesk();
  const watch = createAccountWatch(opened.desk);
  await opened.database.transaction((repositories) =>
    repositories.marks.put({ account: opened.desk.account, at: 1, equity: '112000' }),
  );
  await watch();
  expect(await guardian(opened)).toMatchObject({
    state: 'reducing',
    causes: { drawdown: { latched: true, reason: '10.71% below the peak (limit 10%)' } },
  });
});

test('behavior: a position without a stop at the venue stops entries until it has one', async () => {
  await using opened = await openScriptedDesk();
  const watch = createAccountWatch(opened.desk);
  const refusal = { kind: 'rejected', code: '-2010', reason: 'no' } as const;
  for (let time = 0; time < 3; time += 1)
    opened.venue.script.push({ outcome: refusal, when: ({ role }) => role === 'protection' });
  const { quantity } = await trade(opened.desk);
  await alertOf(opened.desk, 'protection.missing');
  await watch();
  expect(await has(opened, 'unprotected')).toBe(false);
  opened.advance(5_100);
  await watch();
  expect(await guardian(opened)).toMatchObject({
    state: 'reducing',
    causes: { unprotected: { latched: false, reason: `${quantity} BTC/USDT` } },
  });
});

test('behavior: a clock that is set back does not put a cause off', async () => {
  await using opened = await openScriptedDesk();
  const watch = createAccountWatch(opened.desk);
  const refusal = { kind: 'rejected', code: '-2010', reason: 'no' } as const;
  for (let time = 0; time < 3; time += 1)
    opened.venue.script.push({ outcome: refusal, when: ({ role }) => role === 'protection' });
  await trade(opened.desk);
  await alertOf(opened.desk, 'protection.missing');
  await watch();
  opened.advance(-600_000);
  await watch();
  opened.advance(5_100);
  await watch();
  expect(await has(opened, 'unprotected')).toBe(true);
});

test('behavior: what has healed while the clock was behind is taken back once the clock is right', async () => {
  await using opened = await openScriptedDesk();
  const watch = createAccountWatch(opened.desk);
  opened.venue.clockOffsetMs = -1_500;
  await watch();
  expect(await has(opened, 'clockSkew')).toBe(true);
  opened.venue.clockOffsetMs = 0;
  opened.advance(-600_000);
  await watch();
  opened.advance(630_100);
  await watch();
  expect(await has(opened, 'clockSkew')).toBe(false);
});

test('behavior: a stop of which nobody knows whether the venue has it is none', async () => {
  await using opened = await openScriptedDesk();
  const watch = createAccountWatch(opened.desk);
  opened.venue.script.push({
    outcome: { kind: 'unknown', reason: 'the connection was reset' },
    when: ({ role }) => role === 'protection',
  });
  const { quantity } = await trade(opened.desk);
  await alertOf(opened.desk, 'order.unknown');
  await watch();
  expect(await has(opened, 'unprotected')).toBe(false);
  opened.advance(5_100);
  await watch();
  expect(await guardian(opened)).toMatchObject({
    state: 'reducing',
    causes: { unprotected: { latched: false, reason: `${quantity} BTC/USDT` } },
  });
});

test('behavior: what an exit may be selling that nobody knows of is not covered by the stop for the rest', async () => {
  await using opened = await openScriptedDesk();
  const watch = createAccountWatch(opened.desk);
  await trade(opened.desk);
  const { quantity } = await protection(opened.desk);
  const half = decimal(quantity).div(2).toDecimalPlaces(5).toString();
  opened.venue.script.push({
    outcome: { kind: 'unknown', reason: 'the connection was reset' },
    when: ({ role }) => role === 'exit',
  });
  await trade(opened.desk, { side: 'sell', quantity: half }, 'unknown');
  const rest = decimal(quantity).minus(half).toString();
  await protection(opened.desk, rest);
  await watch();
  opened.advance(5_100);
  await watch();
  expect(await guardian(opened)).toMatchObject({ causes: { unprotected: { reason: `${half} BTC/USDT` } } });
});

test('behavior: what is too little for any stop keeps nobody from trading', async () => {
  await using opened = await openScriptedDesk();
  const watch = createAccountWatch(opened.desk);
  await trade(opened.desk);
  const { clientOrderId, quantity } = await protection(opened.desk);
  const dust = '0.00005';
  opened.venue.fill(clientOrderId, decimal(quantity).minus(dust).toString());
  opened.venue.end(clientOrderId, 'cancelled');
  await expect
    .poll(async () => (await readPortfolio(opened.desk)).positions)
    .toMatchObject([{ quantity: dust, protection: 'unprotected' }]);
  await watch();
  opened.advance(5_100);
  await watch();
  expect(await has(opened, 'unprotected')).toBe(false);
});

test('behavior: a price that is too old for any instrument stops entries until there are prices again', async () => {
  await using opened = await openScriptedDesk({ limits: { maxFeedAgeSeconds: 60 } });
  const watch = createAccountWatch(opened.desk);
  const old = { ...opened.desk.market, feed: { state: 'live', since: 0, reason: '' } } as const;
  const desk = { ...opened.desk, market: { ...old, quote: opened.desk.market.quote } };
  const watchLive = createAccountWatch(desk);
  opened.clock.ahead += 59_000;
  await watchLive();
  expect(await has(opened, 'staleFeed')).toBe(false);
  opened.clock.ahead += 1_100;
  await watchLive();
  opened.clock.ahead += 5_100;
  await watchLive();
  expect((await guardian(opened)).causes.staleFeed?.reason).toBe('no price for 65 s (limit 60 s)');
  opened.advance(0);
  await until('a live feed', async () => opened.desk.market.feed.state === 'live');
  await watch();
  opened.advance(10_100);
  await watch();
  expect(await has(opened, 'staleFeed')).toBe(false);
});

/** Buys at 50,000 and sells for less or more, so that one trade is closed. */
async function closeTrade(opened: ScriptedDesk, number: number, profit: number): Promise<void> {
  await opened.desk.runtime.transact(opened.desk.account, async (unit) => {
    const { positions } = unit.repositories;
    const at = opened.clock.now();
    for (const [side, price] of [
      ['buy', 50_000],
      ['sell', 50_000 + profit * 100],
    ] as const) {
      const order = orderId.parse(
        `ORD-${side.toUpperCase().padStart(8, '0')}${String(number).padStart(8, '0')}`,
      );
      const fill = testFill(`${number}-${side}`, '0.01', { side, order, price: String(price), fee: '0', at });
      const before =
        (await positions.get(opened.desk.account, btc)) ?? emptyPosition(opened.desk.account, btc);
      const after = applyFill(before, fill);
      await positions.put(after);
      const data = { fill: fill.id, order, stopOut: false, before, after };
      unit.journal({ type: 'position.changed', subject: btc, actor: deskActor, data });
    }
  });
  opened.clock.ahead += 10;
}

test('behavior: so many losing trades in a row latch, and after a person has looked they count anew', async () => {
  await using opened = await openScriptedDesk({ limits: { maxLossStreak: 2 } });
  const watch = createAccountWatch(opened.desk);
  for (const [number, profit] of [-1, -1, 1, -1, -1].entries()) await closeTrade(opened, number, profit);
  await watch();
  expect(await has(opened, 'lossStreak')).toBe(false);
  await closeTrade(opened, 5, -1);
  await watch();
  expect(await guardian(opened)).toMatchObject({
    state: 'reducing',
    causes: { lossStreak: { latched: true, reason: '3 losing trades in a row (limit 2)' } },
  });
  await rearmDesk(opened.desk, { reason: 'looked', actor: approver });
  opened.clock.ahead += 10;
  await closeTrade(opened, 6, -1);
  await watch();
  expect((await guardian(opened)).state).toBe('active');
  for (const number of [7, 8]) await closeTrade(opened, number, -1);
  await watch();
  expect(await has(opened, 'lossStreak')).toBe(true);
});

test('behavior: more orders refused or of unknown fate than the limit within its window halt the desk', async () => {
  await using opened = await openScriptedDesk({
    limits: {
      maxFailedSends: 2,
      failedSendWindowSeconds: 100,
      maxOrdersPerMinute: 100,
      duplicateWindowSeconds: 1,
    },
  });
  const watch = createAccountWatch(opened.desk);
  const fail = async (kind: 'rejected' | 'unknown', quantity: string) => {
    const reason = 'no';
    const outcome = kind === 'rejected' ? ({ kind, code: '-2010', reason } as const) : { kind, reason };
    opened.venue.script.push({ outcome, when: ({ role }) => role === 'entry' });
    await trade(opened.desk, { type: 'limit', limitPrice: '49500', quantity }, kind);
  };
  await fail('rejected', '0.01');
  opened.advance(101_000);
  await fail('rejected', '0.011');
  await fail('unknown', '0.012');
  await watch();
  expect((await guardian(opened)).state).toBe('active');
  await fail('rejected', '0.013');
  await watch();
  expect(await guardian(opened)).toMatchObject({
    state: 'halted',
    causes: {
      errorRate: { latched: true, reason: 'more than 2 orders rejected or of unknown fate within 100 s' },
    },
  });
  await rearmDesk(opened.desk, { reason: 'looked', actor: approver });
  opened.clock.ahead += 10;
  await watch();
  expect((await guardian(opened)).state).toBe('active');
});

test('behavior: a used-up budget for models stops entries until the next day, and no exit', async () => {
  await using opened = await openScriptedDesk({ limits: { maxModelTokensPerDay: 1_000 } });
  const watch = createAccountWatch(opened.desk);
  const run = runId.parse('RUN-0000000001');
  const use = (tokens: number) =>
    recordModelUse(opened.desk, {
      run,
      tokens,
      actor: { id: 'agent:trader', role: 'agent', channel: 'chat' },
    });
  await trade(opened.desk, { quantity: '0.01' });
  await use(999);
  await watch();
  expect((await guardian(opened)).state).toBe('active');
  await use(1);
  await watch();
  expect(await guardian(opened)).toMatchObject({
    state: 'reducing',
    causes: { modelSpend: { latched: false, reason: '1000 tokens today (limit 1000)' } },
  });
  expect((await propose(opened.desk)).status).toBe('denied');
  const closing = await closePosition(opened.desk, { instrument: btc, actor: approver, origin: 'operator' });
  expect(closing).toMatchObject({ kind: 'proposed', proposal: { status: 'awaitingApproval' } });
  // A restart counts from the journal.
  await opened.restart();
  expect(await modelTokensToday(opened.desk)).toBe(1_000);
  const again = createAccountWatch(opened.desk);
  opened.advance(86_400_000);
  await again();
  expect((await guardian(opened)).causes.modelSpend).toBeUndefined();
});

test('behavior: an order of somebody else stops entries until a person has settled it', async () => {
  await using opened = await openScriptedDesk();
  const watch = createAccountWatch(opened.desk);
  opened.venue.rest(testIntent({ clientOrderId: 'web_1', quantity: '0.01', price: '40000' }));
  await reconcile(opened.desk, { atStart: false });
  await watch();
  const [order] = await listOrders(opened.desk);
  if (!order) throw new Error('It was not taken in');
  expect(await guardian(opened)).toMatchObject({
    state: 'reducing',
    causes: { foreignOrder: { latched: false, reason: order.id } },
  });
  expect((await propose(opened.desk)).status).toBe('denied');
  await endQuarantine(opened.desk, { order: order.id, decision: 'accept', reason: 'mine', actor: approver });
  await watch();
  expect((await guardian(opened)).state).toBe('active');
});

test('error: a database that does not answer denies at once, and halts when it can be told', async () => {
  await using opened = await openScriptedDesk();
  const watch = createAccountWatch(opened.desk);
  const { database } = opened.desk;
  const { ping } = database;
  const isHealthy = async () =>
    (await readTradingState(opened.desk, unitForReads(opened.desk))).databaseHealthy;
  expect(await isHealthy()).toBe(true);
  database.ping = () => Promise.reject(new Error('connection refused'));
  await watch();
  expect(await isHealthy()).toBe(false);
  expect(await guardian(opened)).toMatchObject({
    state: 'halted',
    causes: { database: { latched: false, reason: 'Error: connection refused' } },
  });
  database.ping = ping;
  await watch();
  expect(await isHealthy()).toBe(true);
  opened.advance(4_000);
  await watch();
  expect(await has(opened, 'database')).toBe(true);
  opened.advance(1_100);
  await watch();
  expect((await guardian(opened)).state).toBe('active');
});

test('error: what could not be stored makes the database unhealthy until something could', async () => {
  await using opened = await openScriptedDesk();
  const { desk } = opened;
  const isHealthy = async () => (await readTradingState(desk, unitForReads(desk))).databaseHealthy;
  const broken = desk.runtime.transact(desk.account, async ({ repositories }) => {
    await repositories.marks.put({ account: desk.account, at: 1, equity: '1' });
    throw new Error('disk full');
  });
  await expect(broken).rejects.toThrow('disk full');
  expect(await isHealthy()).toBe(false);
  const answer = desk.runtime.transact(desk.account, async () => {
    throw new VenueError('venue.unreachable', 'no');
  });
  await expect(answer).rejects.toThrow('no');
  await createAccountWatch(desk)();
  expect(await has(opened, 'database')).toBe(true);
  expect(await isHealthy()).toBe(true);
});
