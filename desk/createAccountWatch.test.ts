import { expect, test } from 'vitest';
import { decimal } from '../domain/decimal.ts';
import { alertOf, propose, protection, trade } from '../test/fixtures/deskActions.ts';
import { openScriptedDesk, type ScriptedDesk } from '../test/fixtures/openScriptedDesk.ts';
import { until } from '../test/fixtures/openTestDesk.ts';
import { approver } from '../test/fixtures/proposalFixtures.ts';
import { isInForce, readGuardian } from '../test/fixtures/readGuardian.ts';
import { createAccountWatch } from './createAccountWatch.ts';
import { listAlerts } from './read/listAlerts.ts';
import { readPortfolio } from './read/readPortfolio.ts';
import { rearmDesk } from './rearmDesk.ts';
import { startOfDay } from './risk/equityOf.ts';

/** The account was worth this at the start of the day. */
const worth = ({ desk, clock }: ScriptedDesk, equity: string) =>
  desk.runtime.transact(desk.account, ({ repositories }) =>
    repositories.marks.put({ account: desk.account, at: startOfDay(clock.now()), equity }),
  );

test('default', async () => {
  await using opened = await openScriptedDesk();
  const watch = createAccountWatch(opened.desk);
  await watch();
  expect(await readGuardian(opened)).toEqual({ state: 'active', causes: {} });
  opened.venue.clockOffsetMs = -1_500;
  await watch();
  expect(await readGuardian(opened)).toMatchObject({
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
  expect(await isInForce(opened, 'clockSkew')).toBe(true);
  // A relapse starts the count anew.
  opened.venue.clockOffsetMs = 1_500;
  await watch();
  opened.venue.clockOffsetMs = 0;
  await watch();
  opened.advance(29_000);
  await watch();
  expect(await isInForce(opened, 'clockSkew')).toBe(true);
  opened.advance(1_500);
  await watch();
  expect(await readGuardian(opened)).toEqual({ state: 'active', causes: {} });
  expect((await listAlerts(opened.desk)).filter(({ code }) => code === 'guardian.clockSkew')).toHaveLength(1);
});

test('behavior: a blink of the stream is nothing, a feed that stays away stops entries', async () => {
  await using opened = await openScriptedDesk();
  const watch = createAccountWatch(opened.desk);
  opened.venue.emit({ type: 'stream', stream: 'market', state: 'reconnecting', reason: 'the line broke' });
  await watch();
  expect(await isInForce(opened, 'staleFeed')).toBe(false);
  opened.clock.ahead += 5_100;
  await watch();
  expect(await readGuardian(opened)).toMatchObject({
    state: 'reducing',
    causes: { staleFeed: { latched: false } },
  });
  opened.venue.emit({ type: 'stream', stream: 'market', state: 'live', reason: 'back' });
  await until('a live feed', async () => opened.desk.market.feed.state === 'live');
  await watch();
  opened.advance(10_100);
  await watch();
  expect((await readGuardian(opened)).state).toBe('active');
});

test('behavior: a lost lease halts until it is held again', async () => {
  await using opened = await openScriptedDesk();
  const watch = createAccountWatch(opened.desk);
  opened.owns = false;
  await watch();
  expect((await readGuardian(opened)).state).toBe('halted');
  opened.owns = true;
  await watch();
  opened.advance(5_100);
  await watch();
  expect((await readGuardian(opened)).state).toBe('active');
});

test('behavior: losses latch until a person clears them, and come back while the limit is exceeded', async () => {
  await using opened = await openScriptedDesk();
  const watch = createAccountWatch(opened.desk);
  await worth(opened, '101900');
  await watch();
  expect((await readGuardian(opened)).state).toBe('active');
  await worth(opened, '103000');
  await watch();
  expect(await readGuardian(opened)).toMatchObject({
    state: 'reducing',
    causes: { dailyLoss: { latched: true, reason: '2.91% lost today (limit 2%)' } },
  });
  expect(await alertOf(opened.desk, 'guardian.dailyLoss')).toContain(
    'Clear it with a reason once you have looked.',
  );
  await rearmDesk(opened.desk, { reason: 'looked', actor: approver });
  await watch();
  expect(await isInForce(opened, 'dailyLoss')).toBe(true);
  await worth(opened, '100000');
  opened.advance(3_600_000);
  await watch();
  expect(await isInForce(opened, 'dailyLoss')).toBe(true);
  await rearmDesk(opened.desk, { reason: 'looked', actor: approver });
  await watch();
  expect((await readGuardian(opened)).state).toBe('active');
});

test('behavior: a drawdown from the peak latches too', async () => {
  await using opened = await openScriptedDesk();
  const watch = createAccountWatch(opened.desk);
  const { runtime, account } = opened.desk;
  await runtime.transact(account, ({ repositories }) =>
    repositories.marks.put({ account, at: 1, equity: '112000' }),
  );
  await watch();
  expect(await readGuardian(opened)).toMatchObject({
    state: 'reducing',
    causes: { drawdown: { latched: true, reason: '10.71% below the peak (limit 10%)' } },
  });
});

test('behavior: a drawdown that a person has looked at counts from there on, in the watch and at the gate', async () => {
  await using opened = await openScriptedDesk();
  const watch = createAccountWatch(opened.desk);
  const { runtime, account } = opened.desk;
  const mark = (equity: string) =>
    runtime.transact(account, ({ repositories, now }) =>
      repositories.marks.put({ account, at: now, equity }),
    );
  const gate = async () =>
    (await propose(opened.desk)).verdict.checks.find(({ code }) => code === 'capital.drawdown')?.outcome;
  await mark('112000');
  await watch();
  expect(await isInForce(opened, 'drawdown')).toBe(true);
  expect(await gate()).toBe('deny');
  opened.advance(1);
  await rearmDesk(opened.desk, { reason: '12,000 were withdrawn', actor: approver });
  await watch();
  expect(await isInForce(opened, 'drawdown')).toBe(false);
  expect(await gate()).toBe('pass');
  opened.advance(1);
  await mark('111200');
  await watch();
  expect(await isInForce(opened, 'drawdown')).toBe(true);
  expect(await gate()).toBe('deny');
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
  expect(await isInForce(opened, 'unprotected')).toBe(false);
  opened.advance(5_100);
  await watch();
  expect(await readGuardian(opened)).toMatchObject({
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
  expect(await isInForce(opened, 'unprotected')).toBe(true);
});

test('behavior: what has healed while the clock was behind is taken back once the clock is right', async () => {
  await using opened = await openScriptedDesk();
  const watch = createAccountWatch(opened.desk);
  opened.venue.clockOffsetMs = -1_500;
  await watch();
  expect(await isInForce(opened, 'clockSkew')).toBe(true);
  opened.venue.clockOffsetMs = 0;
  opened.advance(-600_000);
  await watch();
  opened.advance(630_100);
  await watch();
  expect(await isInForce(opened, 'clockSkew')).toBe(false);
});

test('behavior: what a clock that was ahead found wrong is taken back as soon as any other', async () => {
  await using opened = await openScriptedDesk();
  const watch = createAccountWatch(opened.desk);
  opened.advance(600_000);
  opened.venue.clockOffsetMs = -1_500;
  await watch();
  opened.venue.clockOffsetMs = 0;
  opened.advance(-600_000);
  await watch();
  opened.advance(29_900);
  await watch();
  expect(await isInForce(opened, 'clockSkew')).toBe(true);
  opened.advance(200);
  await watch();
  expect(await isInForce(opened, 'clockSkew')).toBe(false);
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
  expect(await isInForce(opened, 'unprotected')).toBe(false);
  opened.advance(5_100);
  await watch();
  expect(await readGuardian(opened)).toMatchObject({
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
  expect(await readGuardian(opened)).toMatchObject({
    causes: { unprotected: { reason: `${half} BTC/USDT` } },
  });
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
  expect(await isInForce(opened, 'unprotected')).toBe(false);
});
