import { expect, test } from 'vitest';
import type { GuardianContext } from '../../machines/guardian/guardianMachine.ts';
import { alertOf, decide, orderIn, propose, protection, trade } from '../../test/fixtures/deskActions.ts';
import { openScriptedDesk, type ScriptedDesk } from '../../test/fixtures/openScriptedDesk.ts';
import { approver } from '../../test/fixtures/proposalFixtures.ts';
import { guardianAddress } from '../machineStates.ts';
import { readRisk } from '../read/readRisk.ts';
import { unitForReads } from '../read/unitForReads.ts';
import { rearmDesk } from '../rearmDesk.ts';

const limits = { runawayOrdersPerMinute: 3, maxOrdersPerMinute: 100, duplicateWindowSeconds: 1 };
let size = 0;
const limitBuy = () => {
  size += 1;
  return { type: 'limit', limitPrice: '49400', quantity: `0.01${String(size).padStart(3, '0')}` } as const;
};

const guardian = async ({ desk }: ScriptedDesk) => {
  const stored = await unitForReads(desk).get(guardianAddress(desk.account));
  return { state: stored?.state, causes: (stored?.context as GuardianContext | undefined)?.causes ?? {} };
};

test('default', async () => {
  await using opened = await openScriptedDesk({ limits });
  for (const _ of [1, 2, 3]) await trade(opened.desk, limitBuy(), 'accepted');
  expect((await guardian(opened)).state).toBe('active');
  const crossing = await trade(opened.desk, limitBuy(), 'lapsed');
  // In the transaction that would have begun the send: nothing was sent, and the desk is halted.
  expect(opened.venue.sent).toHaveLength(3);
  expect(crossing.reason).toContain('4 orders within a minute (limit 3)');
  expect(await guardian(opened)).toMatchObject({
    state: 'halted',
    causes: { runaway: { latched: true, reason: '4 orders within a minute (limit 3)' } },
  });
  const entries = await opened.database.read.journal.list({ types: ['cause.raised', 'intent.lapsed'] });
  expect(entries.slice(0, 2).map(({ type, at }) => [type, at])).toEqual([
    ['cause.raised', entries[0]?.at],
    ['intent.lapsed', entries[0]?.at],
  ]);
  expect(await alertOf(opened.desk, 'guardian.runaway')).toContain('Clear it with a reason');
  expect((await readRisk(opened.desk)).reasons.join(' ')).toContain('4 orders within a minute');
  opened.advance(120_000);
  expect((await propose(opened.desk)).status).toBe('denied');
});

test('behavior: after a person has cleared it, orders count anew', async () => {
  await using opened = await openScriptedDesk({ limits });
  for (const _ of [1, 2, 3]) await trade(opened.desk, limitBuy(), 'accepted');
  await trade(opened.desk, limitBuy(), 'lapsed');
  await rearmDesk(opened.desk, { reason: 'that was me', actor: approver });
  opened.clock.ahead += 10;
  for (const _ of [1, 2, 3]) await trade(opened.desk, limitBuy(), 'accepted');
  await trade(opened.desk, limitBuy(), 'lapsed');
  expect(opened.venue.sent).toHaveLength(6);
});

test('behavior: what was sent before a restart, or a minute ago, counts or does not', async () => {
  await using opened = await openScriptedDesk({ limits });
  for (const _ of [1, 2, 3]) await trade(opened.desk, limitBuy(), 'accepted');
  opened.advance(61_000);
  for (const _ of [1, 2]) await trade(opened.desk, limitBuy(), 'accepted');
  await opened.restart();
  await trade(opened.desk, limitBuy(), 'accepted');
  await trade(opened.desk, limitBuy(), 'lapsed');
  expect((await guardian(opened)).state).toBe('halted');
});

test('behavior: stops do not count, however often they are replaced', async () => {
  await using opened = await openScriptedDesk({ limits });
  const shown = await propose(opened.desk, { type: 'limit', limitPrice: '49500', quantity: '0.01' });
  const decided = await decide(opened.desk, shown, 'approve');
  const entry = decided.kind === 'decided' && decided.proposal.order;
  if (!entry) throw new Error('No order came of it');
  await orderIn(opened.desk, entry.id, 'accepted');
  for (const held of ['0.002', '0.004', '0.006', '0.008', '0.01']) {
    opened.venue.fill(entry.clientOrderId, '0.002');
    await protection(opened.desk, held);
  }
  expect(opened.venue.sent.length).toBeGreaterThan(4);
  await trade(opened.desk, limitBuy(), 'accepted');
  expect((await guardian(opened)).state).toBe('active');
});
