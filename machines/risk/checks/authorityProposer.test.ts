import { expect, test } from 'vitest';
import type { Actor, Origin } from '../../../domain/actor.ts';
import { brief, testExit, testInput } from '../testInput.ts';
import { authorityProposer } from './authorityProposer.ts';

const from = (origin: Origin, role: Actor['role']) => ({
  origin,
  by: { id: 'x', role, channel: 'api' } as const,
});

test('default', () => {
  expect(brief(authorityProposer, testInput())).toBe(
    'pass: operator (operator) as operator | from operator or approver',
  );
});

test('behavior: each origin has its role', () => {
  expect(brief(authorityProposer, testInput(from('agent', 'agent')))).toBe(
    'pass: x (agent) as agent | from agent',
  );
  expect(brief(authorityProposer, testInput(from('strategy', 'strategy')))).toBe(
    'pass: x (strategy) as strategy | from strategy',
  );
});

test('error: somebody who claims another origin is denied, also for an exit', () => {
  expect(brief(authorityProposer, testInput(from('operator', 'agent')))).toBe(
    'deny: x (agent) as operator | from operator or approver',
  );
  expect(brief(authorityProposer, testExit(from('agent', 'strategy')))).toBe(
    'deny: x (strategy) as agent | from agent',
  );
});
