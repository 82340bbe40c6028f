import { expect, test } from 'vitest';
import { createRetention, keptMs } from './retention.ts';

const hour = 3_600_000;

test('default: news is forgotten after its time, looked at once an hour of its own time', () => {
  const pruneBefore = createRetention();
  const at = Date.UTC(2026, 5, 1);
  const kept = keptMs.news ?? 0;
  expect(kept).toBe(30 * 24 * hour);
  expect(pruneBefore('news', at)).toBe(at - kept);
  expect(pruneBefore('news', at + hour - 1)).toBeUndefined();
  expect(pruneBefore('news', at - 48 * hour)).toBeUndefined();
  expect(pruneBefore('news', at + hour)).toBe(at + hour - kept);
});

test('behavior: evidence, transcripts and the rest stay for good', () => {
  const pruneBefore = createRetention();
  for (const collection of ['evidence', 'transcripts', 'forecasts', 'overrides'] as const)
    expect(pruneBefore(collection, Number.MAX_SAFE_INTEGER)).toBeUndefined();
});
