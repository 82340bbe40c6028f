import { expect, test } from 'vitest';
import { statedSentiment } from './statedSentiment.ts';

test('default: the likeliest class is stated where the opposite sign is unlikely', () => {
  expect(statedSentiment({ negative: 0.2, neutral: 0.1, positive: 0.7 }, 0.2)).toBe('positive');
  expect(statedSentiment({ negative: 0.6, neutral: 0.3, positive: 0.1 }, 0.2)).toBe('negative');
  expect(statedSentiment({ negative: 0.3, neutral: 0.57, positive: 0.13 }, 0.2)).toBe('neutral');
});

test('behavior: where both signs are possible it is unsure, also where neutral is likeliest', () => {
  expect(statedSentiment({ negative: 0.21, neutral: 0.09, positive: 0.7 }, 0.2)).toBe('unsure');
  expect(statedSentiment({ negative: 0.7, neutral: 0.09, positive: 0.21 }, 0.2)).toBe('unsure');
  expect(statedSentiment({ negative: 0.3, neutral: 0.56, positive: 0.14 }, 0.2)).toBe('unsure');
  expect(statedSentiment({ negative: 0.26, neutral: 0.48, positive: 0.26 }, 0.33)).toBe('unsure');
  expect(statedSentiment({ negative: 0.26, neutral: 0.26, positive: 0.48 }, 0.33)).toBe('positive');
});
