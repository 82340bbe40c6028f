import type { Interval } from '../evaluation/bootstrapMean.ts';
import type { SentimentEvaluation } from '../evaluation/evaluateSentiment.ts';
import { type SentimentCard, sentimentLabel } from '../sentiment/sentimentCard.ts';
import { markdownTable } from './markdownTable.ts';

/** One set of texts that the card was measured on; `plot`: where its calibration plot lies, beside the card. */
export type SentimentMeasurement = { title: string; plot: string; result: SentimentEvaluation };

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
    `- **Calibrated** with a temperature and an offset of neutral on texts kept out of training, which are none of those below, each class weighing the same. Below a probability of ${card.sureAbove} it answers "unsure", which is not neutral; the threshold comes from the same texts.`,
    '',
    '## Figures',
    '',
    'Accuracy, macro-F1 (over the classes that occur) and wrong sign count the likeliest class, sure or not, with 95% intervals by resampling the texts. **Wrong sign** is the share of all texts, neutral ones too, that are positive and were called negative, or the reverse; on posts that are all positive or negative it is what is wrong and was not called neutral. "Stated" counts what the desk is told: an unsure answer is not right, and has no sign.',
    '',
    ...markdownTable(
      [
        'texts',
        'n',
        'accuracy',
        'macro-F1',
        'wrong sign',
        'commonest class',
        'calibration error',
        'unsure',
        'stated accuracy',
        'stated wrong sign',
      ],
      measurements.map(({ title, result }) => [
        title,
        result.n,
        ...[result.intervals.accuracy, result.intervals.macroF1, result.intervals.wrongSign].map(between),
        commonest(result).toFixed(3),
        result.calibrationError.toFixed(3),
        result.stated.unsure.toFixed(3),
        result.stated.accuracy.toFixed(3),
        result.stated.wrongSign.toFixed(3),
      ]),
    ),
    '',
    '## What was called what',
    '',
    ...markdownTable(
      [
        'texts',
        'that are',
        'likeliest negative',
        'neutral',
        'positive',
        'stated negative',
        'neutral',
        'positive',
        'unsure',
      ],
      measurements.flatMap(({ title, result }) =>
        sentimentLabel.options.map((label) => {
          const [likeliest, stated] = [result.confusion[label], result.stated.confusion[label]];
          return [
            title,
            label,
            ...sentimentLabel.options.map((called) => likeliest[called]),
            ...sentimentLabel.options.map((called) => stated[called]),
            stated.unsure,
          ];
        }),
      ),
    ),
    '',
    '## What other thresholds would give',
    '',
    'Stating only answers whose likeliest class is at least that probable; what is not stated is not right and has no sign.',
    '',
    ...markdownTable(
      ['texts', 'stated from', 'unsure', 'accuracy', 'macro-F1', 'wrong sign'],
      measurements.flatMap(({ title, result }) =>
        result.tradeOff.map(({ sureAbove, unsure, accuracy, macroF1, wrongSign }) => [
          title,
          ...[sureAbove, unsure, accuracy, macroF1, wrongSign].map((figure, i) =>
            figure.toFixed(i === 0 ? 2 : 3),
          ),
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
export function commonest({ perClass, n }: Pick<SentimentEvaluation, 'perClass' | 'n'>): number {
  return Math.max(...Object.values(perClass).map((one) => one.n)) / n;
}

function between({ mean, low, high }: Interval): string {
  return `${mean.toFixed(3)} (${low.toFixed(3)} to ${high.toFixed(3)})`;
}
