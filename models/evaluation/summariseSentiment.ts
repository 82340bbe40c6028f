import { type SentimentLabel, sentimentLabel } from '../sentiment/sentimentCard.ts';
import { likeliestSentiment, statedSentiment } from '../sentiment/statedSentiment.ts';
import { calibrationError, type ReliabilityBin, reliability } from './reliability.ts';
import {
  type Called,
  type Confusion,
  confusion,
  type SentimentScores,
  sentimentIntervals,
  sentimentScores,
} from './sentimentScores.ts';
import { mean } from './trendScores.ts';

/** What a text is, the probabilities that were said of it, and what was stated. */
export type SentimentAnswer = {
  truth: SentimentLabel;
  said: Readonly<Record<SentimentLabel, number>>;
  stated: SentimentLabel | 'unsure';
};

/** Figures of one way to answer; `unsure`: the share of all texts that had no answer. */
type Answered = Pick<SentimentScores, 'accuracy' | 'macroF1' | 'wrongSign'> & { unsure: number };

/**
 * Every figure of a set of answers. The first ones count what the model states: an `unsure` answer is not right, and it
 * has no sign. `likeliest` has the same figures for the likeliest class, sure or not.
 */
export type SentimentSummary = SentimentScores & {
  n: number;
  unsure: number;
  /** 95% intervals of the figures above. */
  intervals: ReturnType<typeof sentimentIntervals>;
  likeliest: Answered;
  /** How many texts of each class were called what. */
  confusion: Confusion;
  /** What other limits on the probability of the opposite sign would give. */
  tradeOff: (Answered & { mostOpposite: number })[];
  calibrationError: number;
  reliability: ReliabilityBin[];
  logLoss: number;
};

const labels = sentimentLabel.options;
const limits = [0.5, 0.45, 0.42, 0.4, 0.38, 0.36, 0.34, 0.32, 0.3, 0.25, 0.2];

/** `answers`: at least one. */
export function summariseSentiment(answers: readonly SentimentAnswer[]): SentimentSummary {
  const called = (name: (answer: SentimentAnswer) => Called['called']): Called[] =>
    answers.map((answer) => ({ truth: answer.truth, called: name(answer) }));
  const stated = called((answer) => answer.stated);
  const bins = reliability(
    labels,
    answers.map(({ truth, said }) => ({
      said: labels.map((label) => said[label]),
      came: labels.indexOf(truth),
    })),
  );
  return {
    n: answers.length,
    ...sentimentScores(stated),
    unsure: unsureShare(stated),
    intervals: sentimentIntervals(stated),
    likeliest: answered(called(({ said }) => likeliestSentiment(said))),
    confusion: confusion(stated),
    tradeOff: limits.map((mostOpposite) => ({
      mostOpposite,
      ...answered(called(({ said }) => statedSentiment(said, mostOpposite))),
    })),
    calibrationError: calibrationError(bins),
    reliability: bins,
    logLoss: mean(answers.map(({ truth, said }) => -Math.log(Math.max(1e-9, said[truth])))),
  };
}

function answered(rows: readonly Called[]): Answered {
  const { accuracy, macroF1, wrongSign } = sentimentScores(rows);
  return { accuracy, macroF1, wrongSign, unsure: unsureShare(rows) };
}

function unsureShare(rows: readonly Called[]): number {
  return rows.filter(({ called }) => called === 'unsure').length / rows.length;
}
