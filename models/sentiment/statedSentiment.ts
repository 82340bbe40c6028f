import { type SentimentLabel, sentimentLabel } from './sentimentCard.ts';

/** Neutral takes less than a sign to be doubted: text beyond a model's depth gets a like share of every class. */
const neutralShare = 2 / 3;

/**
 * What a model states of a text: its likeliest class, or `unsure` where both signs stay possible. A sign is stated where
 * its opposite is no likelier than `mostOpposite`; neutral where not both signs are likelier than two thirds of
 * that. Unsure is not neutral: neutral says that neither sign is likely.
 */
export function statedSentiment(
  said: Readonly<Record<SentimentLabel, number>>,
  mostOpposite: number,
): SentimentLabel | 'unsure' {
  const likeliest = likeliestSentiment(said);
  const most = likeliest === 'neutral' ? neutralShare * mostOpposite : mostOpposite;
  return Math.min(said.negative, said.positive) > most ? 'unsure' : likeliest;
}

/** The likeliest class, sure or not. */
export function likeliestSentiment(said: Readonly<Record<SentimentLabel, number>>): SentimentLabel {
  return sentimentLabel.options.reduce((best, label) => (said[label] > said[best] ? label : best));
}
