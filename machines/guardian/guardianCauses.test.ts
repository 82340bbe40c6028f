import { expect, test } from 'vitest';
import { guardianCause, guardianCauses } from './guardianCauses.ts';

test('default', () => {
  const having = (latched: boolean, state: 'reducing' | 'halted') =>
    guardianCause.options.filter(
      (cause) => guardianCauses[cause].latched === latched && guardianCauses[cause].state === state,
    );
  expect(having(true, 'reducing')).toEqual(['drawdown', 'dailyLoss', 'lossStreak', 'operator']);
  expect(having(true, 'halted')).toEqual(['runaway', 'errorRate']);
  expect(having(false, 'reducing')).toEqual(['staleFeed', 'foreignOrder', 'unprotected', 'modelSpend']);
  expect(having(false, 'halted')).toEqual(['clockSkew', 'reconciliation', 'database', 'lostLease']);
});
