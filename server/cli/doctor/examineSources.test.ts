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
    ...{ name: 'sources', state: 'ok', found: expect.stringContaining('crowd.enabled: true') },
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
    'B: a.example did not finish; never read; its headlines are missing from news and mood',
    'C: nothing came lately; last read 2026-01-02T03:04Z; agents have no newer index',
  ]);
});

test('error: a node that does not answer is named also while the crowd is off', () => {
  const lastError = { code: 'chain.unreachable', message: 'The node did not answer.', at: 2 };
  const node = source({ id: 'chain', name: 'Base (chain 8453)', kind: 'chain', state: 'failing', lastError });
  const { state, found } = examineSources({ enabled: false, sources: [node] });
  expect(state).toBe('warning');
  expect(found).toMatch(
    /news and mood are off.*\nBase \(chain 8453\): The node did not answer;.*balances, transfers and gas/,
  );
});

test('error: an explorer that refuses the key is named with what that disables', () => {
  const lastError = { code: 'explorer.key', message: 'The block explorer does not take the key.', at: 2 };
  const explorer = source({ name: 'Block explorer of Base', kind: 'explorer', state: 'failing', lastError });
  expect(examineSources({ enabled: false, sources: [explorer] }).found).toContain(
    'Block explorer of Base: The block explorer does not take the key; last read 1970-01-01T00:00Z; agents cannot read the past of an address',
  );
});
