import { type SentimentLabel, sentimentLabel } from '../sentiment/sentimentCard.ts';
import type { Interval } from './bootstrapMean.ts';
import { seededRandom } from './seededRandom.ts';

/** What a text is, and what it was called. `unsure` is no class: it is never right, and it has no sign. */
export type Called = { truth: SentimentLabel; called: SentimentLabel | 'unsure' };

export type ClassScore = { n: number; precision: number; recall: number; f1: number };

export type SentimentScores = {
  accuracy: number;
  /** Mean of the classes' F1 over the classes that occur. */
  macroF1: number;
  /** Of all texts, neutral ones too: the share of positives called negative and negatives called positive. */
  wrongSign: number;
  perClass: Record<SentimentLabel, ClassScore>;
};

const labels = sentimentLabel.options;
const answers = [...labels, 'unsure'] as const;

/** How many texts of each class were called what. */
export type Confusion = Record<SentimentLabel, Record<SentimentLabel | 'unsure', number>>;

export function confusion(rows: readonly Called[]): Confusion {
  const none = () => ({ negative: 0, neutral: 0, positive: 0, unsure: 0 });
  const counts = { negative: none(), neutral: none(), positive: none() };
  for (const { truth, called } of rows) counts[truth][called] += 1;
  return counts;
}

/** Scores of answers that are at least one. */
export function sentimentScores(rows: readonly Called[]): SentimentScores {
  return fromCounts(countOf(rows.map(cellOf)), rows.length);
}

/** 95% intervals, by drawing the texts anew with replacement. Seeded: the same answers give the same intervals. */
export function sentimentIntervals(
  rows: readonly Called[],
  draws = 1000,
): Record<'accuracy' | 'macroF1' | 'wrongSign', Interval> {
  const random = seededRandom(7);
  const cells = rows.map(cellOf);
  const drawn = Array.from({ length: draws }, () => {
    const again = cells.map(() => cells[Math.floor(random() * cells.length)] ?? 0);
    return fromCounts(countOf(again), cells.length);
  });
  const whole = sentimentScores(rows);
  const interval = (name: 'accuracy' | 'macroF1' | 'wrongSign'): Interval => {
    const sorted = drawn.map((one) => one[name]).sort((a, b) => a - b);
    return {
      mean: whole[name],
      low: sorted[Math.floor(draws * 0.025)] ?? Number.NaN,
      high: sorted[Math.ceil(draws * 0.975) - 1] ?? Number.NaN,
    };
  };
  return {
    accuracy: interval('accuracy'),
    macroF1: interval('macroF1'),
    wrongSign: interval('wrongSign'),
  };
}

function cellOf({ truth, called }: Called): number {
  return labels.indexOf(truth) * answers.length + answers.indexOf(called);
}

function countOf(cells: readonly number[]): number[] {
  const counts = new Array<number>(labels.length * answers.length).fill(0);
  for (const cell of cells) counts[cell] = (counts[cell] ?? 0) + 1;
  return counts;
}

function fromCounts(counts: readonly number[], total: number): SentimentScores {
  const count = (truth: SentimentLabel, called: SentimentLabel) => counts[cellOf({ truth, called })] ?? 0;
  const perClass = Object.fromEntries(
    labels.map((label) => {
      const at = labels.indexOf(label) * answers.length;
      const n = counts.slice(at, at + answers.length).reduce((sum, value) => sum + value, 0);
      const called = labels.reduce((sum, truth) => sum + count(truth, label), 0);
      const hit = count(label, label);
      const f1 = n + called > 0 ? (2 * hit) / (n + called) : 0;
      return [label, { n, precision: called > 0 ? hit / called : 0, recall: n > 0 ? hit / n : 0, f1 }];
    }),
  ) as SentimentScores['perClass'];
  const present = labels.filter((label) => perClass[label].n > 0);
  return {
    accuracy: labels.reduce((sum, label) => sum + count(label, label), 0) / total,
    macroF1: present.reduce((sum, label) => sum + perClass[label].f1, 0) / present.length,
    wrongSign: (count('positive', 'negative') + count('negative', 'positive')) / total,
    perClass,
  };
}
