import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { describeSentiment } from './describeSentiment.ts';

const folder = mkdtempSync(join(tmpdir(), 'countersign-mood-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('default: the shipped card, with intervals and a calibration record for both sets of texts', async () => {
  const view = await describeSentiment({});
  expect(view).toMatchObject({ kind: 'sentiment', refused: null, live: null });
  expect(view.measurements).toHaveLength(2);
  for (const { scores } of view.measurements) {
    const wrong = scores.find(({ name }) => name === 'Wrong sign');
    expect(wrong?.low).toBeLessThanOrEqual(wrong?.value ?? -1);
    expect(wrong?.high).toBeGreaterThanOrEqual(wrong?.value ?? 2);
  }
  expect(view.reliability).toHaveLength(2);
  expect(view.facts.map(({ term }) => term)).toContain('Where it fails');
});

test('behavior: a transformer of one’s own is named, and nothing is claimed for it', async () => {
  const transformer = {
    model: '/a.onnx',
    tokenizer: '/t.json',
    labels: ['neutral', 'positive', 'negative'],
  } as const;
  const view = await describeSentiment({ transformer });
  expect(view.caveat).toContain('not measured');
  expect(view).toMatchObject({ measurements: [], reliability: [], refused: null });
  expect(view.facts).toContainEqual({ term: 'Outputs', text: 'neutral, positive, negative' });
});

test('error: a model that is not what its card says is refused, and says so', async () => {
  writeFileSync(join(folder, 'card.json'), '{}');
  const view = await describeSentiment({ folder });
  expect(view.refused).toContain('no sentiment model card');
  expect(view.live).toBeNull();
});
