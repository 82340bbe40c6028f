import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { CountersignError } from '../../domain/CountersignError.ts';
import type { Sentiment, SentimentModel } from '../sentiment/createSentimentModel.ts';
import { sentimentLabel } from '../sentiment/sentimentCard.ts';
import { type SentimentSummary, summariseSentiment } from './summariseSentiment.ts';

const line = z.looseObject({ text: z.string().min(1), label: sentimentLabel });

export type SentimentEvaluation = SentimentSummary & { model: string; modelVersion: string };

/**
 * Scores a sentiment model on a file of JSON lines with `text` and `label` (gzipped where the name ends in `.gz`).
 * Throws `evaluation` with the line's number for anything else.
 */
export async function evaluateSentiment(path: string, model: SentimentModel): Promise<SentimentEvaluation> {
  const rows = readLabelled(path);
  const scores = await model.score(rows.map((row) => row.text));
  const answers = rows.map(({ label }, i) => {
    const score = scoreAt(scores, i);
    return { truth: label, said: score, stated: score.label };
  });
  return { model: model.name, modelVersion: model.version, ...summariseSentiment(answers) };
}

function scoreAt(scores: readonly Sentiment[], index: number): Sentiment {
  const score = scores[index];
  if (score) return score;
  throw new CountersignError('evaluation', 'The model left a text without an answer. Nothing was scored.');
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
