import { expect, test } from 'vitest';
import { trade } from '../../test/fixtures/deskActions.ts';
import { openScriptedDesk } from '../../test/fixtures/openScriptedDesk.ts';
import { approver } from '../../test/fixtures/proposalFixtures.ts';
import { readGuardian } from '../../test/fixtures/readGuardian.ts';
import { createAccountWatch } from '../createAccountWatch.ts';
import { rearmDesk } from '../rearmDesk.ts';

test('default', async () => {
  await using opened = await openScriptedDesk({
    limits: {
      maxFailedSends: 2,
      failedSendWindowSeconds: 100,
      maxOrdersPerMinute: 100,
      duplicateWindowSeconds: 1,
    },
  });
  const watch = createAccountWatch(opened.desk);
  const fail = async (kind: 'rejected' | 'unknown', quantity: string) => {
    const reason = 'no';
    const outcome = kind === 'rejected' ? ({ kind, code: '-2010', reason } as const) : { kind, reason };
    opened.venue.script.push({ outcome, when: ({ role }) => role === 'entry' });
    await trade(opened.desk, { type: 'limit', limitPrice: '49500', quantity }, kind);
  };
  await fail('rejected', '0.01');
  opened.advance(101_000);
  await fail('rejected', '0.011');
  await fail('unknown', '0.012');
  await watch();
  expect((await readGuardian(opened)).state).toBe('active');
  await fail('rejected', '0.013');
  await watch();
  expect(await readGuardian(opened)).toMatchObject({
    state: 'halted',
    causes: {
      errorRate: { latched: true, reason: 'more than 2 orders rejected or of unknown fate within 100 s' },
    },
  });
  await rearmDesk(opened.desk, { reason: 'looked', actor: approver });
  opened.clock.ahead += 10;
  await watch();
  expect((await readGuardian(opened)).state).toBe('active');
});
