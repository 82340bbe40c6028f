import { expect, test } from 'vitest';
import type { SourceView } from '../../../domain/SourceView.ts';
import { examineSources } from './examineSources.ts';

const source = (over: Partial<SourceView>): SourceView => ({
  ...{ id: 'feed:A', name: 'A', kind: 'news', state: 'ok', stale: false, reads: 1, failures: 0 },
  ...{ lastTriedAt: 1, lastOkAt: 1, nextAt: 2, newestAt: 1, lastError: null, budget: null },
  ...over,
});

test('default: what is off, and what is well, is nothing to mend', () => {
  expect(examineSources({ enabled: false, sources: [] })).toMatchObject({
    ...{ name: 'crowd', state: 'ok', found: expect.stringContaining('crowd.enabled: true') },
  });
  const sources = [source({}), source({ state: 'waiting', lastOkAt: null })];
  expect(examineSources({ enabled: true, sources })).toMatchObject({
    ...{ state: 'ok', found: '1 of 2 sources read, 1 not asked yet' },
  });
});

test('error: each that fails or is stale is named with what it disables', () => {
  const lastError = { code: 'source.slow', message: 'a.example did not finish.', at: 2 };
  const sources = [
    source({}),
    source({ name: 'B', state: 'failing', lastOkAt: null, lastError }),
    source({ name: 'C', kind: 'fearAndGreed', stale: true, lastOkAt: Date.UTC(2026, 0, 2, 3, 4) }),
  ];
  const finding = examineSources({ enabled: true, sources });
  expect(finding.state).toBe('warning');
  expect(finding.found.split('\n')).toEqual([
    '1 of 3 sources read; trading does not need them',
    'B: a.example did not finish. never read; its headlines are missing from news and mood',
    'C: nothing came lately. last read 2026-01-02T03:04Z; agents have no newer index',
  ]);
});
