import { rmSync, writeFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import type { OrderView } from '../domain/views.ts';
import { alertOf, decide, orderIn, propose, protection, trade } from '../test/fixtures/deskActions.ts';
import { btc, type SendScript } from '../test/fixtures/FakeVenue.ts';
import { openScriptedDesk, type ScriptedDesk } from '../test/fixtures/openScriptedDesk.ts';
import { until } from '../test/fixtures/openTestDesk.ts';
import { operator } from '../test/fixtures/proposalFixtures.ts';
import { VenueError } from '../venues/VenueError.ts';
import { closePosition } from './closePosition.ts';
import { listAlerts } from './read/listAlerts.ts';
import { listOrders } from './read/listOrders.ts';
import { readOrder } from './read/readOrder.ts';
import { readProposal } from './read/readProposal.ts';
import { submitOrder } from './submitOrder.ts';

const limitBuy = { type: 'limit', limitPrice: '49500', notional: '500' } as const;
const isEntry = ({ role }: { role: string }) => role === 'entry';

/** Does something right after the commit that says that an order is being sent, and before it leaves. */
function onceSending({ desk }: ScriptedDesk, act: () => void): void {
  const stop = desk.runtime.subscribe((entries) => {
    if (!entries.some(({ type }) => type === 'send.began')) return;
    stop();
    act();
  });
}

async function sentBack({ desk }: ScriptedDesk, order: OrderView) {
  return until('the proposal to need another look', async () => {
    const found = order.proposal && (await readProposal(desk, order.proposal));
    return found && found.status === 'needsReapproval' ? found : false;
  });
}

test('default', async () => {
  await using opened = await openScriptedDesk();
  const order = await trade(opened.desk, limitBuy, 'accepted');
  expect(opened.venue.sent).toMatchObject([
    {
      id: order.id,
      clientOrderId: `cs-${order.id.toLowerCase()}`,
      role: 'entry',
      side: 'buy',
      type: 'limit',
      price: '49500',
      quantity: order.quantity,
      timeInForce: 'gtc',
    },
  ]);
  expect(order.venueOrderId).toBe('V1');
});

test('behavior: submitting again sends nothing', async () => {
  await using opened = await openScriptedDesk();
  const order = await trade(opened.desk, limitBuy, 'accepted');
  await Promise.all([1, 2, 3].map(() => submitOrder(opened.desk, { order: order.id })));
  expect(opened.venue.sent).toHaveLength(1);
  const [waiting] = [await propose(opened.desk, { ...limitBuy, notional: '600' })];
  const approved = await decide(opened.desk, waiting, 'approve');
  const next = approved.kind === 'decided' && approved.proposal.order;
  if (!next) throw new Error('not approved');
  await Promise.all([1, 2, 3].map(() => submitOrder(opened.desk, { order: next.id })));
  await orderIn(opened.desk, next.id, 'accepted');
  expect(opened.venue.sent.filter(({ id }) => id === next.id)).toHaveLength(1);
});

test('behavior: after a start nothing goes out before the books were compared with the venue', async () => {
  await using opened = await openScriptedDesk();
  opened.venue.script.push({ outcome: { kind: 'retryLater', reason: 'rate limit' } });
  const order = await trade(opened.desk, limitBuy, 'intended');
  await until('the first try', async () => opened.venue.sent.length === 1);
  // The comparison alone is kept from it, and not the prices that a send needs as well.
  const compare = vi.spyOn(opened.venue, 'fetchOpenOrders');
  compare.mockRejectedValue(new VenueError('venue.unreachable', 'no answer'));
  await opened.restart();
  expect(opened.desk.runtime.reconciled).toBe(false);
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect(opened.venue.sent).toHaveLength(1);
  compare.mockRestore();
  await orderIn(opened.desk, order.id, 'accepted');
  expect([opened.desk.runtime.reconciled, opened.venue.sent.length]).toEqual([true, 2]);
});

test('behavior: a latch that is set between the commit and the send keeps the order back', async () => {
  await using opened = await openScriptedDesk();
  onceSending(opened, () =>
    opened.desk.latch.set({ level: 'pause', by: 'operator', at: opened.clock.now(), reason: 'test' }),
  );
  const order = await trade(opened.desk, limitBuy, 'lapsed');
  expect(opened.venue.sent).toEqual([]);
  expect(order.reason).toMatch(/kill/i);
  expect(await sentBack(opened, order)).toMatchObject({
    order: null,
    decisions: [{}, { decision: 'recheck' }],
  });
});

test('behavior: a process that loses its account between the commit and the send sends nothing', async () => {
  await using opened = await openScriptedDesk();
  onceSending(opened, () => {
    opened.owns = false;
  });
  const order = await trade(opened.desk, limitBuy, 'lapsed');
  expect([opened.venue.sent, order.reason]).toEqual([[], expect.stringContaining('state.lease')]);
});

test('behavior: an account that went to another process between the commit and the send', async () => {
  await using opened = await openScriptedDesk();
  const { database, desk } = opened;
  const { account } = desk;
  let taken: Promise<unknown> | undefined;
  onceSending(opened, () => {
    const lease = { account, epoch: 2, holder: 'another', leftMs: 60_000 };
    taken = database.transaction(({ leases }) => leases.put(lease));
  });
  const proposal = await propose(desk, limitBuy);
  await decide(desk, proposal, 'approve');
  await until('the other process to have the account', async () => taken !== undefined);
  await taken;
  await until('this process to know', async () => !desk.runtime.ownsLease(account));
  expect(opened.venue.sent).toEqual([]);
  // What it believes of the order is not stored any more; the other process finds it half-sent.
  const [stored] = await listOrders(desk);
  expect(stored?.status).toBe('sending');
  await expect(propose(desk, { ...limitBuy, notional: '600' })).rejects.toMatchObject({ code: 'lease.lost' });
});

test('behavior: a database that cannot be asked right before the send keeps the order back', async () => {
  await using opened = await openScriptedDesk();
  const { leases } = opened.database.read;
  const { get } = leases;
  let broken = true;
  leases.get = async (account) => {
    if (broken) throw new Error('the database is gone');
    return get(account);
  };
  const proposal = await propose(opened.desk, limitBuy);
  const decided = await decide(opened.desk, proposal, 'approve');
  const order = decided.kind === 'decided' ? decided.proposal.order : null;
  if (!order) throw new Error('not approved');
  const kept = await until('the order to be kept back', async () => {
    const [entry] = await opened.database.read.journal.list({ types: ['send.deferred'], subject: order.id });
    return entry;
  });
  expect([opened.venue.sent, kept.data.reason]).toEqual([[], expect.stringContaining('could not be asked')]);
  broken = false;
  await orderIn(opened.desk, order.id, 'accepted');
});

test('behavior: an unreadable latch lets no entry out', async () => {
  await using opened = await openScriptedDesk();
  onceSending(opened, () => writeFileSync(opened.latchFile, '{"level":'));
  await trade(opened.desk, limitBuy, 'lapsed');
  expect(opened.venue.sent).toEqual([]);
  rmSync(opened.latchFile);
  await trade(opened.desk, { ...limitBuy, notional: '600' }, 'accepted');
});

test('behavior: what was not sent in time goes back to the person', async () => {
  await using opened = await openScriptedDesk();
  onceSending(opened, () => opened.advance(20_500));
  const order = await trade(opened.desk, limitBuy, 'lapsed');
  expect(opened.venue.sent).toEqual([]);
  const proposal = await sentBack(opened, order);
  expect(proposal.decisions.at(-1)).toMatchObject({ decision: 'recheck', reason: order.reason });
  expect(proposal.order).toBeNull();
  const fresh = await decide(opened.desk, proposal, 'edit', { edits: {} });
  if (fresh.kind !== 'decided') throw new Error(JSON.stringify(fresh));
  expect(await decide(opened.desk, fresh.proposal, 'approve')).toMatchObject({
    proposal: { status: 'cleared' },
  });
  await until('the second order', async () => opened.venue.openReports().length === 1);
});

test('behavior: an intent that outlived its window while the desk was down is not sent', async () => {
  await using opened = await openScriptedDesk();
  opened.venue.script.push({ outcome: { kind: 'retryLater', reason: 'rate limit' } });
  const order = await trade(opened.desk, limitBuy, 'intended');
  await until('the first try', async () => opened.venue.sent.length === 1);
  await opened.restart(() => {
    opened.clock.ahead += 20_500;
  });
  const lapsed = await orderIn(opened.desk, order.id, 'lapsed');
  expect(lapsed.reason).toBe('It was not sent in time. The price may be another by now.');
  expect(opened.venue.sent).toHaveLength(1);
  await sentBack(opened, order);
});

test('behavior: a price that ran away between approval and send lapses the order', async () => {
  await using opened = await openScriptedDesk();
  const proposal = await propose(opened.desk);
  opened.desk.runtime.setReconciled(false);
  opened.desk.runtime.setReconciled(true);
  const stop = opened.desk.runtime.subscribe((entries) => {
    if (!entries.some(({ type }) => type === 'recheck.passed')) return;
    stop();
    opened.venue.setPrice(btc, 51_000);
  });
  await decide(opened.desk, proposal, 'approve');
  const back = await until('the proposal to come back', async () => {
    const now = await readProposal(opened.desk, proposal.id);
    return now?.status === 'needsReapproval' && now;
  });
  expect([opened.venue.sent, back.decisions.at(-1)?.reason]).toEqual([
    [],
    expect.stringContaining('authority.drift'),
  ]);
});

test('behavior: a refusal for now is tried again and then goes out once', async () => {
  await using opened = await openScriptedDesk();
  opened.venue.script.push({ outcome: { kind: 'retryLater', reason: 'rate limit' } });
  const order = await trade(opened.desk, limitBuy, 'accepted');
  expect(opened.venue.sent.map(({ clientOrderId }) => clientOrderId)).toEqual([
    order.clientOrderId,
    order.clientOrderId,
  ]);
  expect(opened.venue.openReports()).toHaveLength(1);
});

test.each<[string, SendScript, string]>([
  ['rejected', { kind: 'rejected', code: '-2010', reason: 'no money' }, 'order.rejected'],
  ['misconfigured', { kind: 'misconfigured', reason: 'key without trading' }, 'order.misconfigured'],
])('error: %s is final, and a person is told that nothing was traded', async (_, outcome, code) => {
  await using opened = await openScriptedDesk();
  opened.venue.script.push({ outcome });
  const order = await trade(opened.desk, limitBuy, 'rejected');
  expect(order).toMatchObject({ open: false, filled: '0' });
  expect(await alertOf(opened.desk, code)).toContain('Nothing was traded.');
  expect(opened.venue.sent).toHaveLength(1);
});

test('error: an answer that never came leaves the order unknown, its exposure reserved, and it is not sent again', async () => {
  await using opened = await openScriptedDesk();
  opened.venue.script.push({ outcome: { kind: 'lostInSilence' } });
  const order = await trade(opened.desk, limitBuy, 'unknown');
  expect([order.open, order.reason]).toEqual([true, 'the request timed out']);
  expect(await alertOf(opened.desk, 'order.unknown')).toContain('Its exposure stays reserved');
  await submitOrder(opened.desk, { order: order.id });
  expect(opened.venue.sent).toHaveLength(1);
});

test('error: a timeout of an order that the venue has spoken of is no alarm', async () => {
  await using opened = await openScriptedDesk();
  opened.venue.script.push({ outcome: { kind: 'takenInSilence' } });
  const order = await trade(opened.desk, limitBuy, 'accepted');
  await until(
    'the books to be quiet',
    async () => (await opened.database.read.outbox.count(opened.desk.account)) === 0,
  );
  expect((await readOrder(opened.desk, order.id))?.status).toBe('accepted');
  expect(await listAlerts(opened.desk)).toEqual([]);
});

test('behavior: an exit lifts the stop first, and what it leaves is protected again', async () => {
  await using opened = await openScriptedDesk();
  const entry = await trade(opened.desk);
  const stop = await protection(opened.desk, entry.quantity);
  const half = (Number(entry.quantity) / 2).toFixed(4);
  const exit = await trade(opened.desk, { side: 'sell', quantity: half });
  expect([exit.role, Number(exit.filled)]).toEqual(['exit', Number(half)]);
  const after = await protection(opened.desk);
  expect(after.id).not.toBe(stop.id);
  expect(Number(after.quantity)).toBeCloseTo(Number(entry.quantity) - Number(half), 8);
  const sequence = opened.venue.sent.map(({ role }) => role);
  // The rest may be protected again before the exit is out: its stop locks only what stays.
  expect(sequence.slice(0, 2)).toEqual(['entry', 'protection']);
  expect(sequence.slice(2).toSorted()).toEqual(['exit', 'protection']);
});

test('behavior: an exit whose stop cannot be lifted sells nothing, and the stop still stands', async () => {
  await using opened = await openScriptedDesk();
  await trade(opened.desk);
  const stop = await protection(opened.desk);
  const closing = await closePosition(opened.desk, { instrument: btc, actor: operator, origin: 'operator' });
  if (closing.kind !== 'proposed') throw new Error(JSON.stringify(closing));
  opened.venue.cancelOrder = async () => {
    opened.clock.ahead += 3_000;
    throw new Error('cancels are down');
  };
  const approved = await decide(opened.desk, closing.proposal, 'approve');
  expect(approved.kind).toBe('decided');
  const order = await until('the exit to lapse', async () =>
    (await listOrders(opened.desk)).find(({ role, status }) => role === 'exit' && status === 'lapsed'),
  );
  expect(order.reason).toContain('The stop still stands.');
  expect(opened.venue.report(stop.clientOrderId)?.status).toBe('open');
  expect(opened.venue.sent.filter(isEntry)).toHaveLength(1);
  expect(opened.venue.sent.some(({ role }) => role === 'exit')).toBe(false);
});
