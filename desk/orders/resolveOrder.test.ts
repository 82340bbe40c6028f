import { expect, test } from 'vitest';
import type { OrderId } from '../../domain/ids.ts';
import type { Order } from '../../domain/Order.ts';
import type { OrderView } from '../../domain/views.ts';
import { alertOf, decide, orderIn, propose, protection, trade } from '../../test/fixtures/deskActions.ts';
import type { SendScript } from '../../test/fixtures/FakeVenue.ts';
import { openScriptedDesk, type ScriptedDesk } from '../../test/fixtures/openScriptedDesk.ts';
import { until } from '../../test/fixtures/openTestDesk.ts';
import type { OrderReport } from '../../venues/Venue.ts';
import { asOrder, orderAddress } from '../machineStates.ts';
import { readOrder } from '../read/readOrder.ts';
import { readProposal } from '../read/readProposal.ts';
import { unitForReads } from '../read/unitForReads.ts';
import { recordFill } from '../recordFill.ts';
import { recordReport } from './recordReport.ts';
import { resolveOrder } from './resolveOrder.ts';

const limitBuy = { type: 'limit', limitPrice: '49500', quantity: '0.01' } as const;

/** The stored order, with what no view shows. */
async function readUnknown({ desk }: ScriptedDesk, id: OrderId): Promise<Order> {
  const stored = await unitForReads(desk).get(orderAddress(id));
  if (!stored) throw new Error(`There is no ${id}`);
  return asOrder(stored).order;
}

/** An order whose request was lost, or was taken in silence, and about which the venue has been asked once. */
async function lostOrder(
  opened: ScriptedDesk,
  kind: SendScript['kind'] = 'lostInSilence',
): Promise<OrderView> {
  opened.venue.script.push({ outcome: { kind } as SendScript });
  const order = await trade(opened.desk, limitBuy, 'unknown');
  await until('the first question', async () => (await readUnknown(opened, order.id)).askedSince !== null);
  return order;
}

test('default', async () => {
  await using opened = await openScriptedDesk();
  opened.venue.silent = true;
  opened.venue.script.push({ outcome: { kind: 'takenInSilence' } });
  const order = await trade(opened.desk, limitBuy, 'accepted');
  expect(order.venueOrderId).toBe('V1');
  expect(opened.venue.sent).toHaveLength(1);
});

test('behavior: an order that was taken in silence and filled is found with its fills', async () => {
  await using opened = await openScriptedDesk();
  opened.venue.silent = true;
  opened.venue.script.push({ outcome: { kind: 'takenInSilence' } });
  const order = await trade(opened.desk, {}, 'filled');
  expect(order.fills).toHaveLength(1);
  opened.venue.silent = false;
  await protection(opened.desk, order.quantity);
});

test('behavior: absence proves nothing while the request could still arrive', async () => {
  await using opened = await openScriptedDesk();
  opened.venue.script.push({ outcome: { kind: 'lostInSilence' } });
  const order = await trade(opened.desk, limitBuy, 'unknown');
  await until('the first question', async () => (await readUnknown(opened, order.id)).askedSince !== null);
  for (const _ of [1, 2]) {
    opened.advance(4_000);
    const again = await resolveOrder(opened.desk, { order: order.id });
    expect(again?.againAt).toBeGreaterThan(opened.clock.now());
  }
  expect((await readOrder(opened.desk, order.id))?.status).toBe('unknown');
});

test('behavior: absent twice after the window is not accepted, and its exposure is free again', async () => {
  await using opened = await openScriptedDesk({ limits: { maxOpenOrders: 1 } });
  opened.venue.script.push({ outcome: { kind: 'lostInSilence' } });
  const order = await trade(opened.desk, limitBuy, 'unknown');
  const other = await propose(opened.desk, { ...limitBuy, quantity: '0.011' });
  expect(other.verdict.checks.find(({ code }) => code === 'rate.openOrders')?.outcome).toBe('deny');
  await until('the first question', async () => (await readUnknown(opened, order.id)).askedSince !== null);
  opened.advance(16_000);
  const settled = await orderIn(opened.desk, order.id, 'notAccepted');
  expect(settled.open).toBe(false);
  expect(await alertOf(opened.desk, 'order.notAccepted')).toContain('Nothing was traded');
  const proposal = await until('the proposal to come back', async () => {
    const now = order.proposal && (await readProposal(opened.desk, order.proposal));
    return now && now.status === 'needsReapproval' ? now : false;
  });
  expect(proposal.decisions.at(-1)?.reason).toContain('never took');
  expect(opened.venue.sent).toHaveLength(1);
  // A person looks at the new numbers and approves once more; only then is it sent, under a name of its own.
  const refreshed = await decide(opened.desk, proposal, 'edit', { edits: {} });
  if (refreshed.kind !== 'decided') throw new Error(JSON.stringify(refreshed));
  await decide(opened.desk, refreshed.proposal, 'approve');
  await until('the second order', async () => opened.venue.openReports().length === 1);
  expect(opened.venue.sent[1]?.clientOrderId).not.toBe(order.clientOrderId);
});

test('behavior: an order that turns up late, after one look without it, is found', async () => {
  await using opened = await openScriptedDesk();
  opened.venue.silent = true;
  const order = await lostOrder(opened);
  const [intent] = opened.venue.sent;
  const fetchOrder = opened.venue.fetchOrder.bind(opened.venue);
  let looks = 0;
  opened.venue.fetchOrder = async (ref) => {
    looks += 1;
    if (looks === 2 && intent) opened.venue.rest(intent);
    return fetchOrder(ref);
  };
  opened.advance(16_000);
  await orderIn(opened.desk, order.id, 'accepted');
  expect(looks).toBe(2);
});

test('error: a venue that cannot be asked leaves it unknown, however long', async () => {
  await using opened = await openScriptedDesk();
  opened.venue.unreachable = true;
  opened.venue.script.push({ outcome: { kind: 'lostInSilence' } });
  const proposal = await propose(opened.desk, limitBuy).catch(() => undefined);
  expect(proposal?.status).toBe('denied');
  opened.venue.unreachable = false;
  const order = await trade(opened.desk, { ...limitBuy, quantity: '0.011' }, 'unknown');
  opened.venue.unreachable = true;
  for (const _ of [1, 2, 3]) {
    opened.advance(60_000);
    await expect(resolveOrder(opened.desk, { order: order.id })).rejects.toMatchObject({
      code: 'venue.unreachable',
    });
  }
  expect((await readOrder(opened.desk, order.id))?.status).toBe('unknown');
  opened.venue.unreachable = false;
  opened.advance(60_000);
  await orderIn(opened.desk, order.id, 'notAccepted');
});

test('behavior: the window is counted by the venue’s clock, not by ours', async () => {
  await using opened = await openScriptedDesk();
  const order = await lostOrder(opened);
  // Ours jumps an hour ahead, and the venue's says so.
  opened.venue.clockOffsetMs = -3_600_000;
  opened.advance(3_600_000);
  for (const _ of [1, 2, 3]) await resolveOrder(opened.desk, { order: order.id });
  expect((await readOrder(opened.desk, order.id))?.status).toBe('unknown');
  opened.advance(11_000);
  await orderIn(opened.desk, order.id, 'notAccepted');
});

test('behavior: a restart does not shorten the proof', async () => {
  await using opened = await openScriptedDesk();
  const order = await lostOrder(opened);
  const { askedSince } = await readUnknown(opened, order.id);
  await opened.restart(() => {
    opened.clock.ahead += 5_000;
  });
  await resolveOrder(opened.desk, { order: order.id });
  expect(await readUnknown(opened, order.id)).toMatchObject({ askedSince });
  expect((await readOrder(opened.desk, order.id))?.status).toBe('unknown');
  opened.advance(7_000);
  await orderIn(opened.desk, order.id, 'notAccepted');
});

test('behavior: both looks lie past the venue’s delay, and the second as far past the first', async () => {
  await using opened = await openScriptedDesk();
  opened.venue.warrants = { requestWindowMs: 10_000, consistencyDelayMs: 30_000 };
  const order = await lostOrder(opened);
  opened.advance(39_000);
  await resolveOrder(opened.desk, { order: order.id });
  expect((await readOrder(opened.desk, order.id))?.status).toBe('unknown');
});

test('error: a venue that enforces no window is never sent the order again, however long it is silent', async () => {
  await using opened = await openScriptedDesk();
  opened.venue.warrants = { requestWindowMs: null, consistencyDelayMs: 0 };
  const order = await lostOrder(opened);
  expect(await alertOf(opened.desk, 'order.unprovable')).toContain('never sends it again');
  for (const _ of [1, 2, 3]) {
    opened.advance(86_400_000);
    expect(await resolveOrder(opened.desk, { order: order.id })).toMatchObject({
      againAt: expect.any(Number),
    });
  }
  expect(await readOrder(opened.desk, order.id)).toMatchObject({ status: 'unknown', open: true });
  expect(opened.venue.sent).toHaveLength(1);
});

test.each(['fetchOpenOrders', 'fetchFills'] as const)(
  'behavior: an order that only %s still shows was taken',
  async (shows) => {
    await using opened = await openScriptedDesk();
    opened.venue.silent = true;
    opened.venue.fetchOrder = async () => 'absent';
    if (shows === 'fetchFills') opened.venue.fetchOpenOrders = async () => [];
    opened.venue.script.push({ outcome: { kind: 'takenInSilence' } });
    const request = shows === 'fetchFills' ? {} : limitBuy;
    const order = await trade(opened.desk, request, shows === 'fetchFills' ? 'filled' : 'accepted');
    expect(opened.venue.sent.filter(({ id }) => id === order.id)).toHaveLength(1);
  },
);

test('error: a fill after all, of an order that was proven absent, is booked and quarantined', async () => {
  await using opened = await openScriptedDesk();
  const order = await lostOrder(opened);
  opened.advance(12_000);
  await orderIn(opened.desk, order.id, 'notAccepted');
  const [intent] = opened.venue.sent;
  if (!intent) throw new Error('Nothing was sent');
  opened.venue.silent = true;
  opened.venue.rest(intent);
  expect(await recordFill(opened.desk, opened.venue.fill(intent.clientOrderId, '0.004'))).toBe('booked');
  const quarantined = await orderIn(opened.desk, order.id, 'quarantined');
  expect([quarantined.filled, quarantined.open]).toEqual(['0.004', true]);
  await protection(opened.desk, '0.004');
});

test('error: what was accepted is not sent again after a late or lost answer, by a retry or by a restart', async () => {
  await using opened = await openScriptedDesk();
  opened.venue.silent = true;
  opened.venue.script.push({ outcome: { kind: 'takenInSilence' } });
  const order = await trade(opened.desk, limitBuy, 'accepted');
  await recordReport(opened.desk, opened.venue.openReports()[0] as OrderReport);
  await opened.restart();
  await opened.restart();
  expect((await readOrder(opened.desk, order.id))?.status).toBe('accepted');
  expect(opened.venue.sent).toHaveLength(1);
});
