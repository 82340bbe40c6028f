import { expect, test } from 'vitest';
import { type Bar, timeframeMs } from '../../domain/market.ts';
import type { OverrideView } from '../../domain/Override.ts';
import { decide, propose } from '../../test/fixtures/deskActions.ts';
import { btc } from '../../test/fixtures/FakeVenue.ts';
import { openScriptedDesk, type ScriptedDesk } from '../../test/fixtures/openScriptedDesk.ts';
import { until } from '../../test/fixtures/openTestDesk.ts';
import type { Desk } from '../Desk.ts';
import { readProposal } from '../read/readProposal.ts';
import { createOverrideWatch } from './createOverrideWatch.ts';
import { readOverrides } from './readOverrides.ts';

const minute = timeframeMs['1m'];
type Prices = readonly [low: number, high: number];

/** A desk under watch whose later bars a test writes: one a minute from the next full minute on. */
function watched({ desk, clock }: ScriptedDesk, bars: readonly Prices[]) {
  const first = clock.now() - (clock.now() % minute) + minute;
  const script: Bar[] = bars.map(([low, high], n) => ({
    ...{ ts: first + n * minute, open: String((low + high) / 2), high: String(high), low: String(low) },
    ...{ close: String((low + high) / 2), volume: '1' },
  }));
  const market: Desk['market'] = {
    ...desk.market,
    bars: async (_instrument, _timeframe, { from = 0 }) => script.filter(({ ts }) => ts >= from),
  };
  const watch = createOverrideWatch({ ...desk, market });
  desk.runtime.subscribe((entries) => watch.hear(entries));
  return watch;
}
const only = async (desk: Desk): Promise<OverrideView> => {
  const { overrides } = await readOverrides(desk);
  if (!overrides[0] || overrides.length > 1) throw new Error(JSON.stringify(overrides));
  return overrides[0];
};
/** 500 USDT of BTC at 50,000: the book gives 0.0099 at 50,005. */
const asked = { stop: '49000', target: '51000' };

test('default: a declined proposal that would have been stopped out proves the person right', async () => {
  await using opened = await openScriptedDesk();
  const { desk } = opened;
  const watch = watched(opened, [
    [49_900, 50_100],
    [48_900, 49_950],
  ]);
  const proposal = await propose(desk, asked);
  await decide(desk, proposal, 'decline', { reason: 'too early' });
  await watch.idle();
  expect(await only(desk)).toMatchObject({
    ...{ proposal: proposal.id, kind: 'declined', reason: 'too early', final: false },
    asked: { state: 'held', entryPrice: '50005', quantity: proposal.quantity },
  });
  opened.advance(4 * minute);
  await watch.sweep();
  const settled = await only(desk);
  expect(settled).toMatchObject({ final: true, right: 'decider', asked: { state: 'stopped' } });
  // The stop fills below its trigger; both fees are in it.
  const { quantity, entryPrice, exitPrice, fees, profit } = settled.asked;
  expect(Number(exitPrice)).toBeLessThan(49_000);
  const gross = Number(quantity) * (Number(exitPrice) - Number(entryPrice));
  expect(Number(profit)).toBeCloseTo(gross - Number(fees), 6);
  expect(settled.difference).toBe(profit?.slice(1));

  const { proposers, deciders } = await readOverrides(desk);
  expect(proposers).toMatchObject([{ id: 'operator', proposals: 1, right: 0, wrong: 1, made: profit }]);
  expect(deciders).toMatchObject([{ id: 'approver', right: 1, made: settled.difference, madeSoFar: '0' }]);
});

test('behavior: what is settled stays so when its bars are gone, and over another start', async () => {
  await using opened = await openScriptedDesk();
  const { desk } = opened;
  const watch = watched(opened, [[49_900, 51_100]]);
  await decide(desk, await propose(desk, asked), 'decline');
  await watch.idle();
  opened.advance(3 * minute);
  await watch.sweep();
  const settled = await only(desk);
  expect(settled).toMatchObject({ final: true, right: 'proposer', asked: { state: 'tookProfit' } });
  opened.advance(60 * minute);
  await watched(opened, [[1, 2]]).sweep();
  expect(await only(desk)).toEqual(settled);
});

test('behavior: what is open is marked at the present bid', async () => {
  await using opened = await openScriptedDesk();
  const { desk, venue } = opened;
  const watch = watched(opened, []);
  await decide(desk, await propose(desk, asked), 'decline');
  await watch.idle();
  venue.setPrice(btc, 50_800);
  expect(await only(desk)).toMatchObject({ final: false, right: 'proposer', asked: { state: 'held' } });
  venue.setPrice(btc, 49_500);
  expect(await only(desk)).toMatchObject({ final: false, right: 'decider' });
});

test('behavior: an edit is held against the original, from the approval on', async () => {
  await using opened = await openScriptedDesk();
  const { desk } = opened;
  const watch = watched(opened, [[48_900, 50_100]]);
  const original = await propose(desk, { ...asked, notional: '1000' });
  const edited = await decide(desk, original, 'edit', { edits: { quantity: '0.01' } });
  if (edited.kind !== 'decided') throw new Error(JSON.stringify(edited));
  await decide(desk, edited.proposal, 'approve');
  await until('it to be cleared', async () => (await readProposal(desk, original.id))?.status === 'cleared');
  await watch.idle();
  opened.advance(3 * minute);
  await watch.sweep();
  const view = await only(desk);
  expect(view).toMatchObject({
    kind: 'edited',
    decidedBy: { id: 'approver' },
    right: 'decider',
    final: true,
  });
  expect([view.asked.revision, view.edited?.revision, view.edited?.quantity]).toEqual([1, 2, '0.01']);
  // Half of the size loses half of the money.
  expect(Number(view.difference)).toBeCloseTo(Number(view.edited?.profit) - Number(view.asked.profit), 6);
  expect(Number(view.difference)).toBeGreaterThan(0);
});

test('behavior: a refresh is no edit, and what was carried out as asked is not overruled', async () => {
  await using opened = await openScriptedDesk();
  const { desk } = opened;
  const watch = watched(opened, []);
  const refreshed = await decide(desk, await propose(desk, asked), 'edit', { edits: {} });
  if (refreshed.kind !== 'decided') throw new Error(JSON.stringify(refreshed));
  await decide(desk, refreshed.proposal, 'approve');
  await watch.idle();
  await watch.sweep();
  expect((await readOverrides(desk)).overrides).toEqual([]);
});

test('behavior: what the gate denied is counted apart, until an edit lets it through', async () => {
  await using opened = await openScriptedDesk();
  const { desk } = opened;
  const watch = watched(opened, []);
  const denied = await propose(desk, { ...asked, notional: '14000' });
  expect(denied.status).toBe('denied');
  await watch.idle();
  const view = await readOverrides(desk);
  expect([view.overrides[0]?.kind, view.proposers, view.deciders]).toEqual(['denied', [], []]);
  expect(view.gate).toMatchObject({ id: 'gate', proposals: 1 });
  await decide(desk, denied, 'edit', { edits: { quantity: '0.01' } });
  await watch.idle();
  expect((await readOverrides(desk)).overrides).toEqual([]);
});

test('behavior: one that expired was ruled by nobody, and counts for who proposed it', async () => {
  await using opened = await openScriptedDesk();
  const { desk } = opened;
  const watch = watched(opened, []);
  const proposal = await propose(desk, asked);
  opened.advance(301_000);
  await until('it to expire', async () => (await readProposal(desk, proposal.id))?.status === 'expired');
  await watch.idle();
  const { overrides, proposers, deciders } = await readOverrides(desk);
  expect(overrides).toMatchObject([{ kind: 'expired', decidedBy: null, asked: { state: 'held' } }]);
  expect([proposers.length, deciders]).toEqual([1, []]);
});

test('error: one that nobody noted in time is unknown, and nothing is made up', async () => {
  await using opened = await openScriptedDesk();
  const { desk } = opened;
  await decide(desk, await propose(desk, asked), 'decline');
  opened.advance(60_000);
  await watched(opened, []).sweep();
  expect(await only(desk)).toMatchObject({
    asked: { state: 'unknown', profit: null, reason: 'There was no fresh price when it was decided.' },
    ...{ difference: null, right: null, final: true },
  });
  expect((await readOverrides(desk)).deciders).toMatchObject([{ unknown: 1, right: 0, wrong: 0, made: '0' }]);
});

test('error: where bars cannot be had it stays as it is and is tried again', async () => {
  await using opened = await openScriptedDesk();
  const { desk, venue } = opened;
  const watch = createOverrideWatch(desk);
  desk.runtime.subscribe((entries) => watch.hear(entries));
  await decide(desk, await propose(desk, asked), 'decline');
  await watch.idle();
  opened.advance(3 * minute);
  venue.unreachable = true;
  await watch.sweep();
  expect(await only(desk)).toMatchObject({ asked: { state: 'held' }, final: false });
});
