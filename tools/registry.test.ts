import { expect, test } from 'vitest';
import { z } from 'zod';
import { registry, toolNames } from './registry.ts';

test('default: every tool has its own name, a description, and an object as its input', () => {
  const names = registry.map(({ tool }) => tool.name);
  expect(new Set(names).size).toBe(names.length);
  for (const { tool } of registry) {
    expect(tool.description.length, tool.name).toBeGreaterThan(30);
    expect(z.toJSONSchema(tool.input, { io: 'input' }), tool.name).toMatchObject({ type: 'object' });
  }
});

test('behavior: what writes is exactly what proposes', () => {
  for (const { tool, kind } of registry)
    expect(tool.writes, tool.name).toBe(kind === 'read' ? false : 'propose');
});

test('behavior: an analyst is shown nothing that writes', () => {
  const all = ['read', 'proposeEntry', 'proposeExit', 'proposeCancel'] as const;
  const writing = registry.filter(({ tool }) => tool.writes !== false).map(({ tool }) => tool.name);
  expect(writing).toEqual(['proposeOrder', 'closePosition', 'proposeCancel']);
  expect(toolNames('analyst', all).filter((name) => writing.includes(name))).toEqual([]);
  expect(toolNames('trader', all)).toEqual(expect.arrayContaining(writing));
});

test('behavior: kinds that are not allowed are not shown', () => {
  const shown = toolNames('trader', ['read', 'proposeCancel']);
  expect(shown).toContain('proposeCancel');
  expect(shown).not.toContain('proposeOrder');
  expect(toolNames('trader', [])).toEqual([]);
});
