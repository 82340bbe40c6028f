import { expect, test } from 'vitest';
import { runId } from '../../domain/ids.ts';
import { propose, trade } from '../../test/fixtures/deskActions.ts';
import { btc } from '../../test/fixtures/FakeVenue.ts';
import { openScriptedDesk } from '../../test/fixtures/openScriptedDesk.ts';
import { approver } from '../../test/fixtures/proposalFixtures.ts';
import { readGuardian } from '../../test/fixtures/readGuardian.ts';
import { closePosition } from '../closePosition.ts';
import { createAccountWatch } from '../createAccountWatch.ts';
import { modelTokensToday, recordModelUse } from './modelUse.ts';

test('default', async () => {
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
  expect((await readGuardian(opened)).state).toBe('active');
  await use(1);
  await watch();
  expect(await readGuardian(opened)).toMatchObject({
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
  expect((await readGuardian(opened)).causes.modelSpend).toBeUndefined();
});
