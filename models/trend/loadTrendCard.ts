import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { CountersignError } from '../../domain/CountersignError.ts';
import { featureHash } from './featureHash.ts';
import { windowBars } from './TrendFeatures.ts';
import { type TrendCard, trendCard } from './trendCard.ts';

/**
 * Reads a model's card and its ONNX file and checks that they belong together and to this program's features.
 * Throws `modelUnreadable` where a file is missing or malformed, `modelMismatch` where a check fails.
 */
export async function loadTrendCard(folder: string): Promise<{ card: TrendCard; onnx: Uint8Array }> {
  const card = await readCard(join(folder, 'card.json'));
  const onnx = await readBytes(join(folder, card.onnx.file));
  const found = createHash('sha256').update(onnx).digest('hex');
  if (found !== card.onnx.sha256)
    throw mismatch(folder, 'checksum of the ONNX file', card.onnx.sha256, found);
  const features = featureHash();
  if (features !== card.featureHash) throw mismatch(folder, 'feature hash', card.featureHash, features);
  if (card.windowBars !== windowBars) throw mismatch(folder, 'window', card.windowBars, windowBars);
  for (const horizon of card.scope.horizons)
    if (!card.intervals[horizon])
      throw mismatch(folder, `intervals of horizon ${horizon}`, 'present', 'none');
  if (!card.scope.horizons.includes(card.defaultHorizon))
    throw mismatch(folder, 'default horizon', card.scope.horizons.join(', '), card.defaultHorizon);
  return { card, onnx };
}

async function readCard(path: string): Promise<TrendCard> {
  const bytes = await readBytes(path);
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder().decode(bytes));
  } catch (cause) {
    throw new CountersignError('modelUnreadable', `${path} is no JSON. The trend model stays off.`, {
      cause,
    });
  }
  const parsed = trendCard.safeParse(json);
  if (!parsed.success)
    throw new CountersignError(
      'modelUnreadable',
      `${path} is no trend model card: ${z.prettifyError(parsed.error)}. The trend model stays off.`,
    );
  return parsed.data;
}

async function readBytes(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (cause) {
    throw new CountersignError(
      'modelUnreadable',
      `${path} cannot be read. The trend model stays off; point the configuration at a folder with card.json and its ONNX file.`,
      { cause, context: { path } },
    );
  }
}

function mismatch(folder: string, what: string, card: unknown, found: unknown): CountersignError {
  return new CountersignError(
    'modelMismatch',
    `The trend model in ${folder} is refused: its card says ${what} ${String(card)}, found ${String(found)}. No forecast comes from it; train it again or restore the shipped files.`,
    { context: { folder, what, card, found } },
  );
}
