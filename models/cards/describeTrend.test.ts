import { expect, test } from 'vitest';
import { summariseLive } from '../live/summariseLive.ts';
import { shippedTrendFolder } from '../trend/createTrendModel.ts';
import { loadTrendCard } from '../trend/loadTrendCard.ts';
import { describeTrend } from './describeTrend.ts';

const { card } = await loadTrendCard(shippedTrendFolder);
const live = () => summariseLive(card, [], 0);

test('default: the shipped card with its measurements, its calibration record and the live score', () => {
  const view = describeTrend({ card, live });
  expect(view).toMatchObject({
    kind: 'trend',
    caveat: card.caveat,
    refused: null,
    live: { state: 'tooFew' },
  });
  const hourly = view.measurements.find(({ title }) => title.startsWith('1h bars, 4 ahead: all instruments'));
  expect(hourly?.scores.map(({ name }) => name)).toContain('Calibration error');
  const better = hourly?.scores.find(({ name }) => name === 'Better by');
  expect(better?.low).toBeLessThan(better?.value ?? 0);
  expect(view.reliability.map(({ title }) => title)).toContain('1h bars, 4 ahead');
  for (const { bins } of view.reliability)
    expect([...new Set(bins.map(({ outcome }) => outcome))]).toEqual(['down', 'flat', 'up']);
  expect(view.facts.find(({ term }) => term === 'Checksum')?.text).toContain(card.onnx.sha256);
});

test('behavior: a card of one’s own without a record has no measurements, and still a live score', () => {
  const view = describeTrend({ card: { ...card, record: {} }, live });
  expect(view).toMatchObject({ measurements: [], reliability: [], live: { scored: 0 } });
  expect(view.facts.map(({ term }) => term)).toEqual(['Covers', 'Checksum']);
});
