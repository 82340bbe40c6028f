import { expect, test } from 'vitest';
import { proposalId } from '../domain/ids.ts';
import type { ProposalView } from '../domain/views.ts';
import { decide, propose, trade } from '../test/fixtures/deskActions.ts';
import { btc } from '../test/fixtures/FakeVenue.ts';
import { openScriptedDesk, type ScriptedDesk } from '../test/fixtures/openScriptedDesk.ts';
import { openTestDesk, until } from '../test/fixtures/openTestDesk.ts';
import { approver, operator } from '../test/fixtures/proposalFixtures.ts';
import { type DecideResult, decideProposal } from './decideProposal.ts';
import { killDesk } from './killDesk.ts';
import { listOrders } from './read/listOrders.ts';
import { readPortfolio } from './read/readPortfolio.ts';
import { readProposal } from './read/readProposal.ts';

const limitBuy = { type: 'limit', limitPrice: '49500', notional: '500' } as const;

function decided(result: DecideResult): ProposalView {
  if (result.kind !== 'decided') throw new Error(JSON.stringify(result));
  return result.proposal;
}
function refused(result: DecideResult): string {
  if (result.kind !== 'conflict') throw new Error(JSON.stringify(result));
  expect(result.message).toContain('Nothing was changed by this request.');
  return result.message;
}
/** What stands of a proposal, less the market of the moment and what becomes of its order. */
async function standing(opened: ScriptedDesk, { id }: ProposalView) {
  const { live: _, order, ...rest } = (await readProposal(opened.desk, id)) ?? { live: null, order: null };
  return { ...rest, order: order?.id };
}

test('default', async () => {
  await using opened = await openTestDesk();
  const proposal = await propose(opened.desk);
  expect(decided(await decide(opened.desk, proposal, 'approve'))).toMatchObject({
    status: 'cleared',
    decisions: [{ decision: 'approve', by: approver, revision: 1, hash: proposal.hash }],
    order: { status: 'intended', role: 'entry', quantity: proposal.quantity, price: proposal.priceCap },
  });
  const filled = await until('the fill', async () => {
    const now = await readProposal(opened.desk, proposal.id);
    return now?.order?.status === 'filled' && now;
  });
  expect(filled.order).toMatchObject({ filled: proposal.quantity, proposal: proposal.id });
  const portfolio = await until('the stop', async () => {
    const now = await readPortfolio(opened.desk);
    return now.positions[0]?.protection === 'protected' && now;
  });
  expect(portfolio.positions.map((position) => [position.instrument, position.stop])).toEqual([
    [btc, proposal.stop],
  ]);
});

test('behavior: a second decision names who decided what, from where and when', async () => {
  await using opened = await openScriptedDesk();
  for (const first of ['approve', 'decline'] as const) {
    const proposal = await propose(opened.desk, limitBuy);
    const { decisions, status } = decided(await decide(opened.desk, proposal, first));
    const at = new Date(decisions[0]?.at ?? 0).toISOString();
    const before = await standing(opened, proposal);
    for (const second of ['approve', 'decline', 'edit'] as const) {
      const over = second === 'edit' ? { edits: { quantity: '0.02' } } : {};
      const message = refused(await decide(opened.desk, proposal, second, over));
      expect(message).toContain(`${proposal.id} is ${status}: approver (web) did ${first} at ${at}.`);
    }
    expect(await standing(opened, proposal)).toEqual(before);
    opened.advance(61_000);
  }
  await until('the order', async () => opened.venue.sent.length === 1);
});

test('behavior: of two approvals at once one becomes the order', async () => {
  await using opened = await openScriptedDesk();
  const proposal = await propose(opened.desk);
  const results = await Promise.all(
    Array.from({ length: 5 }, () => decide(opened.desk, proposal, 'approve')),
  );
  expect(results.map(({ kind }) => kind).toSorted()).toEqual([
    'conflict',
    'conflict',
    'conflict',
    'conflict',
    'decided',
  ]);
  await until('the fill', async () =>
    (await listOrders(opened.desk)).some(({ status }) => status === 'filled'),
  );
  expect((await listOrders(opened.desk)).filter(({ role }) => role === 'entry')).toHaveLength(1);
  expect(opened.venue.sent.filter(({ role }) => role === 'entry')).toHaveLength(1);
});

test('behavior: a decision repeated with its key answers as before, with another body it is refused', async () => {
  await using opened = await openScriptedDesk();
  const proposal = await propose(opened.desk, limitBuy);
  const key = { idempotencyKey: 'key-00000001' };
  decided(await decide(opened.desk, proposal, 'decline', key));
  const again = decided(await decide(opened.desk, proposal, 'decline', key));
  expect([again.status, again.decisions.length]).toEqual(['declined', 1]);
  expect(refused(await decide(opened.desk, proposal, 'decline', { ...key, reason: 'other' }))).toContain(
    'This idempotency key was used for another decision.',
  );
});

test('behavior: an approval repeated with its key makes one order', async () => {
  await using opened = await openScriptedDesk();
  const proposal = await propose(opened.desk);
  const key = { idempotencyKey: 'key-00000001' };
  const both = await Promise.all([
    decide(opened.desk, proposal, 'approve', key),
    decide(opened.desk, proposal, 'approve', key),
  ]);
  const orders = both.map((result) => decided(result).order?.id);
  expect(orders[0]).toMatch(/^ORD-/);
  expect(orders[1]).toBe(orders[0]);
  await until('the fill', async () =>
    (await listOrders(opened.desk)).some(({ status }) => status === 'filled'),
  );
  expect(opened.venue.sent.filter(({ role }) => role === 'entry')).toHaveLength(1);
});

test('behavior: an edit makes a new revision, keeps instrument, side and expiry, and voids what was shown', async () => {
  await using opened = await openScriptedDesk();
  const first = await propose(opened.desk, limitBuy);
  const edits = { quantity: '0.005', limitPrice: '49400', stop: '48000', target: '52000' };
  const second = decided(await decide(opened.desk, first, 'edit', { edits }));
  expect(second).toMatchObject({
    ...edits,
    status: 'awaitingApproval',
    revision: 2,
    instrument: first.instrument,
    side: first.side,
    expiresAt: first.expiresAt,
    order: null,
  });
  expect(second.hash).not.toBe(first.hash);
  expect(second.revisions.map(({ number, hash, terms }) => [number, hash, terms.expiresAt])).toEqual([
    [1, first.hash, first.expiresAt],
    [2, second.hash, first.expiresAt],
  ]);
  expect(refused(await decide(opened.desk, first, 'approve'))).toContain(
    `You decided on revision 1, but revision 2 of ${first.id} stands now.`,
  );
  decided(await decide(opened.desk, second, 'approve'));
  const [sent] = await until('the order', async () => opened.venue.sent.length > 0 && opened.venue.sent);
  expect(sent).toMatchObject({ quantity: '0.005', price: '49400' });
});

test('behavior: a refresh takes the same terms to the present market', async () => {
  await using opened = await openScriptedDesk();
  const first = await propose(opened.desk);
  opened.venue.setPrice(btc, 50_200);
  expect(refused(await decide(opened.desk, first, 'approve'))).toContain('The price moved 0.40%');
  const second = decided(await decide(opened.desk, first, 'edit', { edits: {} }));
  expect(second).toMatchObject({
    status: 'awaitingApproval',
    revision: 2,
    quantity: first.quantity,
    stop: first.stop,
  });
  expect(Number(second.priceCap)).toBeGreaterThan(Number(first.priceCap));
  expect(decided(await decide(opened.desk, second, 'approve')).status).toBe('cleared');
});

test('behavior: an edit that the gate refuses is denied and can be edited back', async () => {
  await using opened = await openScriptedDesk();
  const first = await propose(opened.desk, limitBuy);
  const big = decided(await decide(opened.desk, first, 'edit', { edits: { quantity: '1' } }));
  expect([big.status, big.live.canApprove]).toEqual(['denied', false]);
  expect(refused(await decide(opened.desk, big, 'approve'))).toContain('is denied');
  const small = decided(await decide(opened.desk, big, 'edit', { edits: { quantity: '0.01' } }));
  expect([small.status, small.revision]).toEqual(['awaitingApproval', 3]);
});

test('behavior: what heals by itself is a conflict that changes nothing', async () => {
  await using opened = await openScriptedDesk();
  const proposal = await propose(opened.desk, limitBuy);
  const before = await standing(opened, proposal);
  const { runtime } = opened.desk;
  runtime.setReconciled(false);
  expect(refused(await decide(opened.desk, proposal, 'approve'))).toContain('comparing its books');
  runtime.setReconciled(true);
  opened.venue.setPrice(btc, 49_800);
  expect(refused(await decide(opened.desk, proposal, 'approve'))).toContain(
    'The price moved -0.40% since this was shown (limit ±0.3%)',
  );
  opened.venue.setPrice(btc, 50_000);
  opened.clock.ahead += 11_000;
  expect(refused(await decide(opened.desk, proposal, 'approve'))).toMatch(
    /Price is 11 s old\. Approvals paused\./,
  );
  expect(await standing(opened, proposal)).toEqual(before);
  opened.venue.tick();
  const result = await until('an approval', async () => {
    const now = await decide(opened.desk, proposal, 'approve');
    return now.kind === 'decided' && now.proposal.status === 'cleared' && now;
  });
  expect(result.proposal.decisions).toHaveLength(1);
});

test('behavior: an approval that the gate does not bear out needs another look', async () => {
  await using opened = await openScriptedDesk({ limits: { maxOpenOrders: 1 } });
  const [first, second] = [
    await propose(opened.desk, limitBuy),
    await propose(opened.desk, { ...limitBuy, notional: '600' }),
  ];
  expect(decided(await decide(opened.desk, first, 'approve')).status).toBe('cleared');
  const result = decided(await decide(opened.desk, second, 'approve'));
  expect(result).toMatchObject({ status: 'needsReapproval', order: null });
  expect(result.decisions.map(({ decision }) => decision)).toEqual(['approve', 'recheck']);
  expect(result.decisions[1]?.reason).toContain('rate.openOrders');
  expect(refused(await decide(opened.desk, second, 'approve'))).toContain('is needsReapproval');
  const [order] = await listOrders(opened.desk, { open: true });
  opened.venue.end(order?.clientOrderId ?? '', 'cancelled');
  await until('room', async () => (await listOrders(opened.desk, { open: true })).length === 0);
  const again = decided(await decide(opened.desk, second, 'edit', { edits: {} }));
  expect(decided(await decide(opened.desk, again, 'approve')).status).toBe('cleared');
  expect(opened.venue.sent.length).toBeLessThanOrEqual(2);
});

test('behavior: exposure is reserved from the approval on, before anything was sent', async () => {
  await using opened = await openScriptedDesk({ limits: { maxPositionPercentOfEquity: 0.9 } });
  const proposals = [
    await propose(opened.desk, limitBuy),
    await propose(opened.desk, { ...limitBuy, notional: '501' }),
  ];
  const results = await Promise.all(proposals.map((proposal) => decide(opened.desk, proposal, 'approve')));
  expect(results.map((result) => decided(result).status)).toEqual(['cleared', 'needsReapproval']);
});

test('behavior: the stored deadline expires what waits, and an approval right before it still counts', async () => {
  await using opened = await openScriptedDesk();
  const waiting = await propose(opened.desk, limitBuy);
  opened.advance(301_000);
  expect(refused(await decide(opened.desk, waiting, 'approve'))).toMatch(/expired/);
  const expired = await until('the expiry', async () => {
    const now = await readProposal(opened.desk, waiting.id);
    return now?.status === 'expired' && now;
  });
  expect(expired.decisions).toMatchObject([{ decision: 'expire', by: { role: 'desk' } }]);
  expect(refused(await decide(opened.desk, waiting, 'edit', { edits: {} }))).toContain(
    'is expired: desk (desk) did expire',
  );
  const approved = await trade(opened.desk, { ...limitBuy, notional: '700' }, 'accepted');
  opened.advance(301_000);
  await new Promise((resolve) => setTimeout(resolve, 600));
  const proposal = await readProposal(opened.desk, proposalId.parse(approved.proposal));
  expect(proposal?.status).toBe('cleared');
});

test('behavior: a deadline that passed while the desk was down expires it at the start', async () => {
  await using opened = await openScriptedDesk();
  const waiting = await propose(opened.desk, limitBuy);
  await opened.restart(() => {
    opened.clock.ahead += 400_000;
  });
  const expired = await until('the expiry', async () => {
    const now = await readProposal(opened.desk, waiting.id);
    return now?.status === 'expired' && now;
  });
  expect(expired.hash).toBe(waiting.hash);
});

test('behavior: a proposal outlives a restart as it was and can be approved', async () => {
  await using opened = await openScriptedDesk();
  const waiting = await propose(opened.desk);
  const before = await standing(opened, waiting);
  await opened.restart();
  expect(await standing(opened, waiting)).toEqual(before);
  expect(decided(await decide(opened.desk, waiting, 'approve')).status).toBe('cleared');
});

test('error: only the approver decides', async () => {
  await using opened = await openScriptedDesk();
  const proposal = await propose(opened.desk, limitBuy);
  const before = await standing(opened, proposal);
  const { id, revision, hash } = proposal;
  for (const actor of [operator, { id: 'agent:trader', role: 'agent', channel: 'chat' } as const]) {
    for (const decision of ['approve', 'decline', 'edit'] as const) {
      const command = {
        decision,
        revision,
        hash,
        idempotencyKey: 'key-00000001',
        ...(decision === 'edit' && { edits: {} }),
      };
      expect(await decideProposal(opened.desk, { proposal: id, command, actor })).toEqual({
        kind: 'forbidden',
        message: expect.stringContaining('no order was sent'),
      });
    }
  }
  expect(await standing(opened, proposal)).toEqual(before);
});

test('error: another hash, another revision, an unknown proposal', async () => {
  await using opened = await openScriptedDesk();
  const proposal = await propose(opened.desk, limitBuy);
  expect(refused(await decide(opened.desk, proposal, 'approve', { hash: 'a'.repeat(64) }))).toContain(
    'what you saw is not what stands',
  );
  expect(refused(await decide(opened.desk, proposal, 'decline', { revision: 2 }))).toContain(
    `revision 1 of ${proposal.id} stands now`,
  );
  const unknown = { ...proposal, id: proposalId.parse('PRP-NOTTHERE') };
  expect(await decide(opened.desk, unknown, 'approve')).toEqual({ kind: 'notFound' });
});

test('error: an edit that cannot be is refused with its field', async () => {
  await using opened = await openScriptedDesk();
  const market = await propose(opened.desk);
  expect(await decide(opened.desk, market, 'edit', { edits: { limitPrice: '49000' } })).toEqual({
    kind: 'invalid',
    problems: [{ field: 'edits.limitPrice', found: '49000', allowed: 'nothing: this is a market order' }],
  });
  expect(await decide(opened.desk, market, 'edit', { edits: { quantity: '0.000001' } })).toMatchObject({
    kind: 'invalid',
    problems: [{ field: 'edits.quantity', found: '0.000001' }],
  });
  expect((await readProposal(opened.desk, market.id))?.revision).toBe(1);
});

test('error: under the kill switch an entry is not approved', async () => {
  await using opened = await openScriptedDesk();
  const proposal = await propose(opened.desk, limitBuy);
  await killDesk(opened.desk, { level: 'pause', reason: 'test', actor: operator });
  expect(refused(await decide(opened.desk, proposal, 'approve'))).toContain('The kill switch is on.');
  expect((await readProposal(opened.desk, proposal.id))?.status).toBe('awaitingApproval');
});
