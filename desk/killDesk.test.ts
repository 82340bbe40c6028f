import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { KillLevel } from '../domain/mode.ts';
import type { KillView } from '../domain/views.ts';
import { alertOf, ask, decide, orderIn, propose, protection, trade } from '../test/fixtures/deskActions.ts';
import { eth } from '../test/fixtures/FakeVenue.ts';
import { openScriptedDesk, type ScriptedDesk } from '../test/fixtures/openScriptedDesk.ts';
import { openTestDesk, until } from '../test/fixtures/openTestDesk.ts';
import { testIntent } from '../test/fixtures/orderFixtures.ts';
import { operator } from '../test/fixtures/proposalFixtures.ts';
import type { Desk } from './Desk.ts';
import { killDesk } from './killDesk.ts';
import { listOrders } from './read/listOrders.ts';
import { readKill } from './read/readKill.ts';
import { readOrder } from './read/readOrder.ts';
import { readPortfolio } from './read/readPortfolio.ts';
import { readProposal } from './read/readProposal.ts';
import { readRisk } from './read/readRisk.ts';
import { unitForReads } from './read/unitForReads.ts';

const limitBuy = { type: 'limit', limitPrice: '49500', quantity: '0.01', stop: '48500' } as const;
const kill = (desk: Desk, level: KillLevel) => killDesk(desk, { level, reason: 'a test', actor: operator });

function killed(desk: Desk): Promise<KillView> {
  return until('the kill to be confirmed', async () => {
    const view = await readKill(desk, unitForReads(desk));
    return view.state === 'killed' && view;
  });
}
const openAtVenue = ({ venue }: ScriptedDesk) =>
  venue.openReports().map(({ side, type }) => `${side} ${type}`);

test('default', async () => {
  await using opened = await openTestDesk();
  await trade(opened.desk);
  await protection(opened.desk);
  const began = await kill(opened.desk, 'flatten');
  expect(began).toMatchObject({ state: 'freezing', level: 'flatten', by: operator, reason: 'a test' });
  expect(opened.desk.latch.read()).toMatchObject({ level: 'flatten', by: 'operator' });
  const view = await killed(opened.desk);
  expect(view.report.join('\n')).toContain('BTC/USDT: sold all');
  expect(view.report.at(-1)).toBe(
    'Simulated venue confirms: no entry orders and no position that can be sold.',
  );
  expect(await opened.venue.fetchOpenOrders()).toEqual([]);
  expect(Number((await opened.venue.fetchBalances()).get('BTC')?.free ?? 0)).toBeLessThan(0.00001);
  expect((await readPortfolio(opened.desk)).positions).toEqual([]);
  const [sale] = (await listOrders(opened.desk)).filter(({ role }) => role === 'emergency');
  expect([sale?.status, sale?.side, sale?.timeInForce]).toEqual(['filled', 'sell', 'ioc']);
});

test('behavior: pause keeps new entries back and leaves orders and stops where they are', async () => {
  await using opened = await openScriptedDesk();
  await trade(opened.desk);
  await protection(opened.desk);
  await trade(opened.desk, limitBuy, 'accepted');
  await kill(opened.desk, 'pause');
  const view = await killed(opened.desk);
  expect(view.report).toEqual(['Fake venue confirms: no entries leave.']);
  expect(openAtVenue(opened).toSorted()).toEqual(['buy limit', 'sell stop']);
  const next = await propose(opened.desk, { ...limitBuy, quantity: '0.011' });
  expect([next.status, next.verdict.checks.find(({ code }) => code === 'state.trading')?.outcome]).toEqual([
    'denied',
    'deny',
  ]);
  expect((await readRisk(opened.desk)).tradingState).toBe('reducing');
});

test('behavior: cancel takes back every entry at the venue, also of others, and keeps the stops', async () => {
  await using opened = await openScriptedDesk();
  await trade(opened.desk);
  await protection(opened.desk);
  const entry = await trade(opened.desk, limitBuy, 'accepted');
  opened.venue.rest(testIntent({ clientOrderId: 'somebody', quantity: '0.01', price: '40000' }));
  await kill(opened.desk, 'cancel');
  const view = await killed(opened.desk);
  expect(openAtVenue(opened)).toEqual(['sell stop']);
  expect((await readOrder(opened.desk, entry.id))?.status).toBe('cancelled');
  expect(view.report).toEqual([
    `${entry.id} (buy 0.01 BTC/USDT) is cancelled.`,
    'order somebody of another client (buy 0.01 BTC/USDT) is cancelled.',
    'Fake venue confirms: no open entry orders.',
  ]);
  expect((await readRisk(opened.desk)).tradingState).toBe('halted');
});

test('behavior: an approved entry that has not left goes back to the person', async () => {
  await using opened = await openScriptedDesk();
  opened.venue.script.push({ outcome: { kind: 'retryLater', reason: 'rate limit' } });
  const entry = await trade(opened.desk, limitBuy, 'intended');
  await until('the first try', async () => opened.venue.sent.length === 1);
  await kill(opened.desk, 'pause');
  await orderIn(opened.desk, entry.id, 'lapsed');
  await killed(opened.desk);
  expect(opened.venue.sent).toHaveLength(1);
  await until('the proposal to come back', async () => {
    const now = entry.proposal && (await readProposal(opened.desk, entry.proposal));
    return now && now.status === 'needsReapproval';
  });
});

test('behavior: flatten sells every holding of the venue, in several instruments and not bought here', async () => {
  await using opened = await openScriptedDesk();
  await trade(opened.desk);
  await trade(opened.desk, { instrument: eth });
  opened.venue.deposit('BTC', '0.05');
  await until('the stops', async () => opened.venue.openReports().length === 2);
  await kill(opened.desk, 'flatten');
  await killed(opened.desk);
  const balances = await opened.venue.fetchBalances();
  expect([balances.get('BTC')?.free, balances.get('ETH')?.free, openAtVenue(opened)]).toEqual(['0', '0', []]);
  expect(
    opened.venue.sent.filter(({ role }) => role === 'emergency').every(({ reduceOnly }) => reduceOnly),
  ).toBe(true);
});

test('behavior: a level can be raised and never lowered', async () => {
  await using opened = await openScriptedDesk();
  await trade(opened.desk);
  await protection(opened.desk);
  await kill(opened.desk, 'pause');
  await killed(opened.desk);
  await kill(opened.desk, 'flatten');
  await until('flat', async () => (await opened.venue.fetchBalances()).get('BTC')?.free === '0');
  await killed(opened.desk);
  const lower = await kill(opened.desk, 'pause');
  expect([lower.level, opened.desk.latch.read()?.level]).toEqual(['flatten', 'flatten']);
});

test('behavior: without the venue it waits, says so, and goes on when the venue is back', async () => {
  await using opened = await openScriptedDesk();
  const entry = await trade(opened.desk, limitBuy, 'accepted');
  opened.venue.unreachable = true;
  await kill(opened.desk, 'cancel');
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect((await readKill(opened.desk, unitForReads(opened.desk))).state).toBe('cancelling');
  expect(opened.venue.report(entry.clientOrderId)?.status).toBe('open');
  opened.venue.unreachable = false;
  await killed(opened.desk);
  expect(openAtVenue(opened)).toEqual([]);
});

test('behavior: what the venue contradicts keeps it confirming and is sold as soon as it can be', async () => {
  await using opened = await openScriptedDesk();
  await trade(opened.desk);
  await protection(opened.desk);
  const refusal = { kind: 'rejected', code: '-1013', reason: 'Market is closed.' } as const;
  for (let time = 0; time < 2; time += 1)
    opened.venue.script.push({ outcome: refusal, when: ({ role }) => role === 'emergency' });
  await kill(opened.desk, 'flatten');
  const contradicted = await until('the contradiction', async () => {
    const view = await readKill(opened.desk, unitForReads(opened.desk));
    return view.state === 'confirming' && view.report.some((line) => line.startsWith('Still held')) && view;
  });
  expect(contradicted.report.join('\n')).toContain('could not be sold: Market is closed.');
  await killed(opened.desk);
  expect((await opened.venue.fetchBalances()).get('BTC')?.free).toBe('0');
});

test('behavior: a restart while killed stays killed, and goes on with what was under way', async () => {
  await using opened = await openScriptedDesk();
  await trade(opened.desk);
  await protection(opened.desk);
  await kill(opened.desk, 'flatten');
  await opened.restart();
  await killed(opened.desk);
  expect((await opened.venue.fetchBalances()).get('BTC')?.free).toBe('0');
  await opened.restart();
  const view = await readKill(opened.desk, unitForReads(opened.desk));
  expect([view.state, view.level, (await readRisk(opened.desk)).tradingState]).toEqual([
    'killed',
    'flatten',
    'halted',
  ]);
  expect((await propose(opened.desk)).status).toBe('denied');
});

test('behavior: a latch that another process set or raised while the desk was down is carried out', async () => {
  await using opened = await openScriptedDesk();
  const entry = await trade(opened.desk, limitBuy, 'accepted');
  const latch = (level: KillLevel) =>
    writeFileSync(
      opened.latchFile,
      JSON.stringify({ level, by: 'second process', at: 1, reason: 'it hung' }),
    );
  await opened.restart(() => latch('pause'));
  expect((await killed(opened.desk)).reason).toBe('it hung (set by second process)');
  expect(opened.venue.report(entry.clientOrderId)?.status).toBe('open');
  await opened.restart(() => latch('cancel'));
  await until('the cancel', async () => opened.venue.openReports().length === 0);
  expect((await killed(opened.desk)).level).toBe('cancel');
});

test('error: a latch that cannot be read blocks entries, and a new kill mends it', async () => {
  await using opened = await openScriptedDesk();
  const waiting = await propose(opened.desk, limitBuy);
  await opened.restart(() => writeFileSync(opened.latchFile, '{"level":"pa'));
  expect(await alertOf(opened.desk, 'kill.unreadableLatch')).toContain('no entry goes out');
  expect(await decide(opened.desk, waiting, 'approve')).toMatchObject({ kind: 'conflict' });
  expect(await ask(opened.desk, { ...limitBuy, quantity: '0.011' })).toMatchObject({
    proposal: { status: 'denied' },
  });
  expect(opened.venue.sent).toEqual([]);
  await kill(opened.desk, 'pause');
  expect(opened.desk.latch.read()?.level).toBe('pause');
  await killed(opened.desk);
});
