import { evaluateSentiment } from '../../../models/evaluation/evaluateSentiment.ts';
import { createSentimentModel } from '../../../models/sentiment/createSentimentModel.ts';
import { type Cli, print } from '../Cli.ts';

/** Scores the sentiment model as shipped, or of a folder, on labelled texts. */
export async function modelsEvaluateSentiment(
  cli: Cli,
  { file, folder }: { file: string; folder?: string },
): Promise<number> {
  const model = await createSentimentModel(folder === undefined ? {} : { folder });
  try {
    const result = await evaluateSentiment(file, model);
    const share = (value: number) => `${(value * 100).toFixed(1)}%`;
    print(cli, result, () => [
      `${result.model} ${result.modelVersion}: ${result.n} texts`,
      `accuracy ${share(result.accuracy)} · macro-F1 ${result.macroF1.toFixed(3)} · wrong sign ${share(result.wrongSign)} · unsure ${share(result.unsure)}, which counts as not right`,
      `the likeliest class, sure or not: accuracy ${share(result.likeliest.accuracy)} · macro-F1 ${result.likeliest.macroF1.toFixed(3)} · wrong sign ${share(result.likeliest.wrongSign)}`,
      ...Object.entries(result.perClass).map(
        ([label, { n, precision, recall, f1 }]) =>
          `  ${label.padEnd(9)} ${n} texts, precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}, F1 ${f1.toFixed(3)}`,
      ),
    ]);
    return 0;
  } finally {
    await model.close();
  }
}
