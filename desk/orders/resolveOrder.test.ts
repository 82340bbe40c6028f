import { expect, test } from 'vitest';
import { alertOf, decide, orderIn, propose, protection, trade } from '../../test/fixtures/deskActions.ts';
import { openScriptedDesk } from '../../test/fixtures/openScriptedDesk.ts';
import { until } from '../../test/fixtures/openTestDesk.ts';
import { readOrder } from '../read/readOrder.ts';
import { readProposal } from '../read/readProposal.ts';
import { resolveOrder } from './resolveOrder.ts';

const limitBuy = { type: 'limit', limitPrice: '49500', quantity: '0.01' } as const;

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
  for (const _ of [1, 2, 3]) {
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
  opened.venue.script.push({ outcome: { kind: 'lostInSilence' } });
  const order = await trade(opened.desk, limitBuy, 'unknown');
  const [intent] = opened.venue.sent;
  const fetchOrder = opened.venue.fetchOrder.bind(opened.venue);
  let looks = 0;
  opened.venue.fetchOrder = async (ref) => {
    looks += 1;
    if (looks === 3 && intent) opened.venue.rest(intent);
    return fetchOrder(ref);
  };
  opened.advance(16_000);
  await orderIn(opened.desk, order.id, 'accepted');
  expect(looks).toBeGreaterThanOrEqual(3);
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
