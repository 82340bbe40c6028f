import type { Interval } from '../evaluation/bootstrapMean.ts';
import type { SentimentSummary } from '../evaluation/summariseSentiment.ts';
import { type SentimentCard, sentimentLabel } from '../sentiment/sentimentCard.ts';
import { markdownTable } from './markdownTable.ts';

/** One set of texts that the card was measured on; `plot`: where its calibration plot lies, beside the card. */
export type SentimentMeasurement = { title: string; plot: string; result: SentimentSummary };

/** The sentiment model's card for people: the same figures as card.json, as tables. */
export function sentimentCardMarkdown(
  card: SentimentCard,
  measurements: readonly SentimentMeasurement[],
): string {
  const { record } = card;
  return `${[
    `# Model card: ${card.name} ${card.version}`,
    '',
    card.caveat,
    '',
    `- **Intended use**: ${String(record.intendedUse)}`,
    `- **Licence**: ${String(record.licence)}`,
    `- **Data**: ${String(record.data)}`,
    `- **Checksum** of ${card.onnx.file}: \`${card.onnx.sha256}\` (${card.onnx.bytes} bytes)`,
    `- **Where it fails**: ${String(record.fails)}`,
    `- **Calibrated** with a temperature and an offset of neutral, each class weighing the same, on own lines that were not trained on and on human posts, each fold of them read by a network that had not learned from it; none of them is among the texts below. A sign whose opposite is likelier than ${card.mostOpposite} is not stated, nor is neutral where both signs are likelier than two thirds of that: the answer is "unsure", which is not neutral. The limit is the highest that leaves no more wrong signs among those posts than were aimed at.`,
    '',
    '## Figures',
    '',
    'What the desk is told, with 95% intervals by resampling the texts: an unsure answer is not right, and it has no sign. **Wrong sign** is the share of all texts, neutral ones too, that are positive and were called negative, or the reverse; **of those stated** is the share of the answers with a sign that are so. The last three columns count the likeliest class instead, sure or not.',
    '',
    ...markdownTable(
      [
        'texts',
        'n',
        'accuracy',
        'macro-F1',
        'wrong sign',
        'of those stated',
        'unsure',
        'commonest class',
        'calibration error',
        'likeliest: accuracy',
        'macro-F1',
        'wrong sign',
      ],
      measurements.map(({ title, result }) => [
        title,
        result.n,
        ...[result.intervals.accuracy, result.intervals.macroF1, result.intervals.wrongSign].map(between),
        wrongOfStated(result).toFixed(3),
        result.unsure.toFixed(3),
        commonest(result).toFixed(3),
        result.calibrationError.toFixed(3),
        result.likeliest.accuracy.toFixed(3),
        result.likeliest.macroF1.toFixed(3),
        result.likeliest.wrongSign.toFixed(3),
      ]),
    ),
    '',
    '## What was called what',
    '',
    ...markdownTable(
      ['texts', 'that are', 'called negative', 'neutral', 'positive', 'unsure'],
      measurements.flatMap(({ title, result: { confusion } }) =>
        sentimentLabel.options.map((label) => {
          const { negative, neutral, positive, unsure } = confusion[label];
          return [title, label, negative, neutral, positive, unsure];
        }),
      ),
    ),
    '',
    '## What other limits would give',
    '',
    'The limit is on the probability of the opposite sign; 0.5 leaves no sign unsure.',
    '',
    ...markdownTable(
      ['texts', 'limit', 'unsure', 'accuracy', 'macro-F1', 'wrong sign'],
      measurements.flatMap(({ title, result }) =>
        result.tradeOff.map(({ mostOpposite, unsure, accuracy, macroF1, wrongSign }) => [
          title,
          ...[mostOpposite.toFixed(2), unsure.toFixed(3), accuracy.toFixed(3), macroF1.toFixed(3)],
          wrongSign.toFixed(3),
        ]),
      ),
    ),
    '',
    '## By class',
    '',
    ...markdownTable(
      ['texts', 'class', 'n', 'precision', 'recall', 'F1'],
      measurements.flatMap(({ title, result }) =>
        sentimentLabel.options.map((label) => {
          const { n, precision, recall, f1 } = result.perClass[label];
          return [title, label, n, precision.toFixed(3), recall.toFixed(3), f1.toFixed(3)];
        }),
      ),
    ),
    '',
    '## Reliability',
    ...measurements.flatMap(({ title, plot, result }) => [
      '',
      `![${title}: how often what was said came](${plot})`,
      '',
      ...markdownTable(
        [title, 'said between', 'n', 'said', 'came'],
        result.reliability.map((bin) => [
          bin.outcome,
          `${bin.from} and ${bin.to}`,
          bin.n,
          bin.said.toFixed(3),
          bin.came.toFixed(3),
        ]),
      ),
    ]),
    '',
    '## How it was trained',
    '',
    `\`${JSON.stringify(record.training)}\``,
    ...(record.phraseBankApart
      ? [
          '',
          `Apart, not shipped: a linear head on the same encoder trained on PhraseBank itself, five-fold: \`${JSON.stringify(record.phraseBankApart)}\``,
        ]
      : []),
  ].join('\n')}\n`;
}

/** What always naming the commonest class would get right. */
export function commonest({ perClass, n }: Pick<SentimentSummary, 'perClass' | 'n'>): number {
  return Math.max(...Object.values(perClass).map((one) => one.n)) / n;
}

/** Of the answers with a sign, the share whose opposite is true. */
function wrongOfStated({ confusion: { negative, neutral, positive } }: SentimentSummary): number {
  const signed = [negative, neutral, positive].reduce((sum, one) => sum + one.negative + one.positive, 0);
  return signed === 0 ? 0 : (negative.positive + positive.negative) / signed;
}

function between({ mean, low, high }: Interval): string {
  return `${mean.toFixed(3)} (${low.toFixed(3)} to ${high.toFixed(3)})`;
}
