import { expect, test } from 'vitest';
import { registry } from '../tools/registry.ts';
import { analyst } from './roles/analyst.ts';
import { trader } from './roles/trader.ts';
import { toolsOf } from './toolsOf.ts';

const writing = registry.filter(({ tool }) => tool.writes !== false).map(({ tool }) => tool.name);

test('default', () => {
  expect(writing).toEqual(['proposeOrder', 'closePosition', 'proposeCancel']);
  expect(toolsOf(trader, registry)).toEqual(registry);
});

test('behavior: a role that proposes nothing is given nothing that writes', () => {
  const names = toolsOf(analyst, registry).map(({ tool }) => tool.name);
  expect(names).toContain('fetchQuote');
  expect(names.filter((name) => writing.includes(name))).toEqual([]);
});
