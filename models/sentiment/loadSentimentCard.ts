import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { CountersignError } from '../../domain/CountersignError.ts';
import { type SentimentCard, sentimentCard } from './sentimentCard.ts';

/**
 * Reads a sentiment model's card, network and tokeniser and checks their checksums. Throws `modelUnreadable` where
 * a file is missing or malformed, `modelMismatch` where a checksum differs.
 */
export async function loadSentimentCard(
  folder: string,
): Promise<{ card: SentimentCard; onnx: Uint8Array; tokenizer: object }> {
  const card = parseCard(folder, parseJson(folder, await read(join(folder, 'card.json'))));
  const onnx = await read(join(folder, card.onnx.file));
  const tokenizer = await read(join(folder, card.tokenizer.file));
  check(folder, card.onnx, onnx);
  check(folder, card.tokenizer, tokenizer);
  return { card, onnx, tokenizer: z.looseObject({}).parse(parseJson(folder, tokenizer)) };
}

function check(folder: string, expected: { file: string; sha256: string }, bytes: Uint8Array): void {
  const found = createHash('sha256').update(bytes).digest('hex');
  if (found === expected.sha256) return;
  throw new CountersignError(
    'modelMismatch',
    `The sentiment model in ${folder} is refused: its card says ${expected.file} has checksum ${expected.sha256}, found ${found}. No sentiment comes from it; restore the shipped files or train it again.`,
    { context: { folder, file: expected.file, found } },
  );
}

function parseCard(folder: string, json: unknown): SentimentCard {
  const parsed = sentimentCard.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new CountersignError(
    'modelUnreadable',
    `The card in ${folder} is no sentiment model card: ${z.prettifyError(parsed.error)}. The sentiment model stays off.`,
  );
}

function parseJson(folder: string, bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (cause) {
    throw new CountersignError(
      'modelUnreadable',
      `A file of the sentiment model in ${folder} is no JSON. The sentiment model stays off.`,
      { cause },
    );
  }
}

async function read(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (cause) {
    throw new CountersignError(
      'modelUnreadable',
      `${path} cannot be read. The sentiment model stays off; point the configuration at a folder that holds it.`,
      { cause, context: { path } },
    );
  }
}
