import { expect, test } from 'vitest';
import { z } from 'zod';
import { registry } from './registry.ts';

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
