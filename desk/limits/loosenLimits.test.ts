import { expect, test } from 'vitest';
import type { Limits } from '../../domain/Limits.ts';
import { ask, decide, propose } from '../../test/fixtures/deskActions.ts';
import { openScriptedDesk, type ScriptedDesk } from '../../test/fixtures/openScriptedDesk.ts';
import { approver, operator } from '../../test/fixtures/proposalFixtures.ts';
import type { Desk } from '../Desk.ts';
import { readProposal } from '../read/readProposal.ts';
import { loosenLimits } from './loosenLimits.ts';
import { readLimits } from './readLimits.ts';

/** A desk whose configuration was loosened since its first start. */
async function loosenedDesk(limits: Partial<Limits>): Promise<ScriptedDesk> {
  const options: { limits: Partial<Limits> } = { limits: {} };
  const opened = await openScriptedDesk(options);
  await opened.restart(() => {
    options.limits = limits;
  });
  return opened;
}
const shownOf = async (desk: Desk) => (await readLimits(desk)).waitingHash ?? '';
const reason = 'the account has grown';

test('default: a person puts a looser limit in force, with a reason, in the journal', async () => {
  await using opened = await loosenedDesk({ maxOpenOrders: 40, maxOrdersPerMinute: 30 });
  const { desk } = opened;
  const before = desk.limitsHash;
  const shown = await shownOf(desk);
  const result = await loosenLimits(desk, { keys: ['maxOpenOrders'], shown, reason, actor: approver });
  expect(result.kind).toBe('loosened');
  expect([desk.limits.maxOpenOrders, desk.limits.maxOrdersPerMinute]).toEqual([40, 10]);
  expect(desk.limitsHash).not.toBe(before);
  const view = await readLimits(desk);
  expect(view.waiting.map(({ key }) => key)).toEqual(['maxOrdersPerMinute']);
  expect(view.history[0]).toMatchObject({
    kind: 'loosened',
    by: approver,
    reason,
    limitsHash: desk.limitsHash,
    changes: [{ key: 'maxOpenOrders', from: 20, to: 40 }],
  });
  await opened.restart();
  expect(opened.desk.limits.maxOpenOrders).toBe(40);
});

test('behavior: a proposal shown under the old limits cannot be approved until it is refreshed', async () => {
  await using opened = await loosenedDesk({ maxOpenOrders: 40 });
  const { desk } = opened;
  const waits = await propose(desk);
  expect(waits.live.canApprove).toBe(true);
  await loosenLimits(desk, { shown: await shownOf(desk), reason, actor: approver });
  const decided = await decide(desk, waits, 'approve');
  expect(decided).toMatchObject({
    kind: 'conflict',
    message: expect.stringContaining('The limits changed since this was shown.'),
  });
  const refreshed = await decide(desk, waits, 'edit', { edits: {} });
  if (refreshed.kind !== 'decided') throw new Error(JSON.stringify(refreshed));
  expect((await readProposal(desk, waits.id))?.live.canApprove).toBe(true);
});

test('behavior: the gate rules by the loosened limit at once', async () => {
  await using opened = await loosenedDesk({ minOrderNotionalQuote: '5' });
  const { desk } = opened;
  const status = async () => {
    const asked = await ask(desk, { notional: '7' });
    return asked.kind === 'proposed' ? asked.proposal.status : asked.kind;
  };
  expect(await status()).toBe('denied');
  await loosenLimits(desk, { shown: await shownOf(desk), reason, actor: approver });
  expect(await status()).toBe('awaitingApproval');
});

test('error: neither the operator nor a blank reason loosens anything', async () => {
  await using opened = await loosenedDesk({ maxOpenOrders: 40 });
  const { desk } = opened;
  const shown = await shownOf(desk);
  for (const over of [
    { actor: operator, reason },
    { actor: approver, reason: '  ' },
  ]) {
    expect((await loosenLimits(desk, { shown, ...over })).kind).toBe('forbidden');
  }
  expect(desk.limits.maxOpenOrders).toBe(20);
  expect((await readLimits(desk)).history).toHaveLength(1);
});

test('error: what was not shown, does not wait, or waits no more, is a conflict', async () => {
  await using opened = await loosenedDesk({ maxOpenOrders: 40 });
  const { desk } = opened;
  const shown = await shownOf(desk);
  const attempt = async (over: object) => {
    const result = await loosenLimits(desk, { shown, reason, actor: approver, ...over });
    return result.kind === 'conflict' ? result.message : result.kind;
  };
  expect(await attempt({ shown: 'f'.repeat(64) })).toContain('not what you saw');
  expect(await attempt({ keys: ['maxOrdersPerMinute'] })).toContain('One that was named does not.');
  expect(desk.limits.maxOpenOrders).toBe(20);
  expect(await attempt({})).toBe('loosened');
  expect(await attempt({})).toContain('No limit of the configuration is looser');
});
