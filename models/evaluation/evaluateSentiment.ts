import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { CountersignError } from '../../domain/CountersignError.ts';
import type { SentimentModel } from '../sentiment/createSentimentModel.ts';
import { type SentimentLabel, sentimentLabel } from '../sentiment/sentimentCard.ts';

const line = z.looseObject({ text: z.string().min(1), label: sentimentLabel });

export type SentimentEvaluation = {
  model: string;
  modelVersion: string;
  n: number;
  /** Mean of the classes' F1 over the classes that occur in the file. */
  macroF1: number;
  accuracy: number;
  /** Share of positives called negative or negatives called positive. */
  wrongSign: number;
  /** Share of answers whose likeliest class was not likely enough to be stated. */
  unsure: number;
  /** Mean over classes of the bins' |said - came|, weighted by count, in ten bins. */
  calibrationError: number;
  logLoss: number;
  perClass: Record<SentimentLabel, { n: number; precision: number; recall: number; f1: number }>;
};

/**
 * Scores a sentiment model on a file of JSON lines with `text` and `label` (gzipped where the name ends in `.gz`).
 * The likeliest class counts, sure or not. Throws `evaluation` with the line's number for anything else.
 */
export async function evaluateSentiment(path: string, model: SentimentModel): Promise<SentimentEvaluation> {
  const rows = readLabelled(path);
  const scores = await model.score(rows.map((row) => row.text));
  const labels = sentimentLabel.options;
  const said = scores.map(likeliest);
  const count = (check: (truth: SentimentLabel, answer: SentimentLabel) => boolean) =>
    rows.filter((row, i) => check(row.label, said[i] ?? 'neutral')).length;
  const perClass = Object.fromEntries(
    labels.map((label) => {
      const hit = count((truth, answer) => truth === label && answer === label);
      const n = count((truth) => truth === label);
      const called = count((_, answer) => answer === label);
      const f1 = n + called > 0 ? (2 * hit) / (n + called) : 0;
      return [label, { n, precision: called > 0 ? hit / called : 0, recall: n > 0 ? hit / n : 0, f1 }];
    }),
  ) as SentimentEvaluation['perClass'];
  const present = labels.filter((label) => perClass[label].n > 0);
  const opposite = (a: SentimentLabel, b: SentimentLabel) => a !== b && a !== 'neutral' && b !== 'neutral';
  return {
    model: model.name,
    modelVersion: model.version,
    n: rows.length,
    macroF1: present.reduce((sum, label) => sum + perClass[label].f1, 0) / present.length,
    accuracy: count((truth, answer) => truth === answer) / rows.length,
    wrongSign: count(opposite) / rows.length,
    unsure: scores.filter((score) => score.label === 'unsure').length / rows.length,
    calibrationError: calibration(rows, scores),
    logLoss:
      rows.reduce((sum, row, i) => sum - Math.log(Math.max(1e-9, scores[i]?.[row.label] ?? 0)), 0) /
      rows.length,
    perClass,
  };
}

function likeliest(score: Record<SentimentLabel, number>): SentimentLabel {
  return sentimentLabel.options.reduce((best, label) => (score[label] > score[best] ? label : best));
}

function calibration(
  rows: readonly { label: SentimentLabel }[],
  scores: readonly Record<SentimentLabel, number>[],
): number {
  let total = 0;
  for (const label of sentimentLabel.options)
    for (let bin = 0; bin < 10; bin += 1) {
      const inside = rows
        .map((row, i) => ({ said: scores[i]?.[label] ?? 0, came: row.label === label ? 1 : 0 }))
        .filter(({ said }) => Math.min(9, Math.floor(said * 10)) === bin);
      total += Math.abs(inside.reduce((sum, { said, came }) => sum + said - came, 0));
    }
  return total / (3 * rows.length);
}

function readLabelled(path: string): z.infer<typeof line>[] {
  const raw = readFileSync(path);
  const lines = (path.endsWith('.gz') ? gunzipSync(raw) : raw).toString('utf8').split('\n');
  const rows = lines.flatMap((text, i) => {
    if (text.trim() === '') return [];
    const fault = (problem: string, cause?: unknown) =>
      new CountersignError('evaluation', `${path}, line ${i + 1}: ${problem}. Nothing was scored.`, {
        cause,
      });
    let json: unknown;
    try {
      json = JSON.parse(text);
    } catch (cause) {
      throw fault('no JSON', cause);
    }
    const parsed = line.safeParse(json);
    if (!parsed.success) throw fault(z.prettifyError(parsed.error));
    return [parsed.data];
  });
  if (rows.length === 0)
    throw new CountersignError('evaluation', `${path} holds no labelled texts. Nothing was scored.`);
  return rows;
}
