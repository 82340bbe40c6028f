import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { CountersignError } from '../../domain/CountersignError.ts';
import type { Sentiment, SentimentModel } from '../sentiment/createSentimentModel.ts';
import { type SentimentLabel, sentimentLabel } from '../sentiment/sentimentCard.ts';
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

const line = z.looseObject({ text: z.string().min(1), label: sentimentLabel });

type Stated = Pick<SentimentScores, 'accuracy' | 'macroF1' | 'wrongSign'> & { unsure: number };

/** From stating every answer to stating only near certain ones. */
const thresholds = [0.34, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.8, 0.9];

export type SentimentEvaluation = SentimentScores & {
  model: string;
  modelVersion: string;
  n: number;
  /** 95% intervals of the figures above. */
  intervals: ReturnType<typeof sentimentIntervals>;
  /**
   * The same figures for what the model states: an answer whose likeliest class is not likely enough is `unsure`, which
   * is not right and has no sign. `unsure` is their share of all texts.
   */
  stated: Stated & { confusion: Confusion };
  /** How many texts of each class have which likeliest class, sure or not. */
  confusion: Confusion;
  /** What stating only answers whose likeliest class reaches another probability would give. */
  tradeOff: (Stated & { sureAbove: number })[];
  calibrationError: number;
  reliability: ReliabilityBin[];
  logLoss: number;
};

/**
 * Scores a sentiment model on a file of JSON lines with `text` and `label` (gzipped where the name ends in `.gz`). The
 * likeliest class counts, sure or not; `stated` tells what an answer that may be unsure is worth. Throws `evaluation`
 * with the line's number for anything else.
 */
export async function evaluateSentiment(path: string, model: SentimentModel): Promise<SentimentEvaluation> {
  const rows = readLabelled(path);
  const scores = await model.score(rows.map((row) => row.text));
  const labels = sentimentLabel.options;
  const answers = rows.map(({ label }, i) => ({ truth: label, score: scoreAt(scores, i) }));
  const forced = answers.map(({ truth, score }): Called => ({ truth, called: likeliest(score) }));
  const stated = answers.map(({ truth, score }): Called => ({ truth, called: score.label }));
  const bins = reliability(
    labels,
    answers.map(({ truth, score }) => ({
      said: labels.map((label) => score[label]),
      came: labels.indexOf(truth),
    })),
  );
  return {
    model: model.name,
    modelVersion: model.version,
    n: rows.length,
    ...sentimentScores(forced),
    intervals: sentimentIntervals(forced),
    confusion: confusion(forced),
    stated: { ...statedScores(stated), confusion: confusion(stated) },
    tradeOff: thresholds.map((sureAbove) => ({
      sureAbove,
      ...statedScores(
        forced.map(({ truth, called }, i) => {
          const sure = scoreAt(scores, i).confidence >= sureAbove;
          return { truth, called: sure ? called : 'unsure' };
        }),
      ),
    })),
    calibrationError: calibrationError(bins),
    reliability: bins,
    logLoss: mean(answers.map(({ truth, score }) => -Math.log(Math.max(1e-9, score[truth])))),
  };
}

function statedScores(rows: readonly Called[]): Stated {
  const { accuracy, macroF1, wrongSign } = sentimentScores(rows);
  const unsure = rows.filter(({ called }) => called === 'unsure').length / rows.length;
  return { accuracy, macroF1, wrongSign, unsure };
}

function scoreAt(scores: readonly Sentiment[], index: number): Sentiment {
  const score = scores[index];
  if (score) return score;
  throw new CountersignError('evaluation', 'The model left a text without an answer. Nothing was scored.');
}

function likeliest(score: Record<SentimentLabel, number>): SentimentLabel {
  return sentimentLabel.options.reduce((best, label) => (score[label] > score[best] ? label : best));
}

function readLabelled(path: string): z.infer<typeof line>[] {
  const lines = readText(path).split('\n');
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

function readText(path: string): string {
  let raw: Buffer;
  try {
    raw = readFileSync(path);
  } catch (cause) {
    throw new CountersignError(
      'evaluation',
      `${path} cannot be read (${cause instanceof Error ? cause.message : 'unknown fault'}). Nothing was scored.`,
      { cause },
    );
  }
  if (!path.endsWith('.gz')) return raw.toString('utf8');
  try {
    return gunzipSync(raw).toString('utf8');
  } catch (cause) {
    throw new CountersignError(
      'evaluation',
      `${path}: the gzip data is damaged or cut off; fetch the file again. Nothing was scored.`,
      { cause },
    );
  }
}
