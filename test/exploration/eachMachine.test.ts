import { test } from 'vitest';
import { accountCases } from './accountCases.ts';
import { orderCases } from './orderCases.ts';
import { walkMachine } from './walkMachine.ts';

test.each(Object.entries({ ...orderCases, ...accountCases }))(
  'behavior: %s keeps its rules in every state that it can reach',
  { timeout: 240_000 },
  (id, one) => walkMachine(id, one),
);
