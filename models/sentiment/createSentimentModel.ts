import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CountersignError } from '../../domain/CountersignError.ts';
import type { InstrumentId } from '../../domain/ids.ts';
import { loadSentimentCard } from './loadSentimentCard.ts';
import { mentionedInstruments } from './mentionedInstruments.ts';
import { readableText } from './readableText.ts';
import type { SentimentLabel } from './sentimentCard.ts';
import { statedSentiment } from './statedSentiment.ts';
import { TransformerClassifier } from './TransformerClassifier.ts';

/** Where the model that comes with the program lies. */
export const shippedSentimentFolder = join(import.meta.dirname, 'shipped');

/** A user's own transformer states no sign whose opposite is likelier than this, unless it is told otherwise. */
const defaultMostOpposite = 0.33;

/** A user's own classifier: an ONNX file, its `tokenizer.json`, and what its outputs mean, in their order. */
export type OwnTransformer = {
  model: string;
  tokenizer: string;
  labels: readonly SentimentLabel[];
  maxTokens?: number;
  mostOpposite?: number;
};

/** A folder with a card, the shipped one where none is named, or a transformer without one. */
export type SentimentSource = { folder?: string } | { transformer: OwnTransformer };

/** Probabilities sum to 1. `label` is `unsure` where both signs stay possible (`statedSentiment`); that is not neutral. */
export type Sentiment = {
  negative: number;
  neutral: number;
  positive: number;
  label: SentimentLabel | 'unsure';
  confidence: number;
  instruments: InstrumentId[];
};

export type SentimentModel = {
  name: string;
  version: string;
  caveat: string;
  /**
   * Texts are cut to the model's length. `instruments`: those the desk knows, to look for in the texts.
   */
  score(texts: readonly string[], instruments?: readonly InstrumentId[]): Promise<Sentiment[]>;
  close(): Promise<void>;
};

/**
 * Loads the sentiment model of a folder (the shipped one by default), checked against its card, or a user's own
 * transformer. Throws `modelUnreadable` or `modelMismatch`.
 */
export async function createSentimentModel(source: SentimentSource = {}): Promise<SentimentModel> {
  if ('transformer' in source) return ownModel(source.transformer);
  const { card, onnx, tokenizer } = await loadSentimentCard(source.folder ?? shippedSentimentFolder);
  const classifier = await TransformerClassifier.create(onnx, tokenizer, card.maxTokens);
  return modelOf(classifier, card);
}

async function ownModel(own: OwnTransformer): Promise<SentimentModel> {
  const missing = (['negative', 'neutral', 'positive'] as const).filter(
    (label) => !own.labels.includes(label),
  );
  if (missing.length > 0 || own.labels.length !== 3)
    throw new CountersignError(
      'modelMismatch',
      `labels must name negative, neutral and positive once each, in the order of the model's outputs; found ${own.labels.join(', ')}. The sentiment model stays off.`,
    );
  let files: [Uint8Array, string];
  let tokenizer: object;
  try {
    files = await Promise.all([readFile(own.model), readFile(own.tokenizer, 'utf8')]);
    tokenizer = Object(JSON.parse(files[1]));
  } catch (cause) {
    throw new CountersignError(
      'modelUnreadable',
      `${own.model} or ${own.tokenizer} cannot be read. The sentiment model stays off; check both paths in the configuration.`,
      { cause },
    );
  }
  return modelOf(await TransformerClassifier.create(files[0], tokenizer, own.maxTokens ?? 128), {
    name: 'own transformer',
    version: 'unversioned',
    caveat: 'This model is the user’s own and was not measured here.',
    labels: own.labels,
    mostOpposite: own.mostOpposite ?? defaultMostOpposite,
  });
}

function modelOf(
  classifier: TransformerClassifier,
  description: {
    name: string;
    version: string;
    caveat: string;
    labels: readonly SentimentLabel[];
    mostOpposite: number;
  },
): SentimentModel {
  const { name, version, caveat, labels, mostOpposite } = description;
  return {
    name,
    version,
    caveat,
    close: () => classifier.release(),
    async score(texts, instruments = []) {
      const rows = await classifier.classify(texts.map(readableText));
      return texts.map((text, i) => {
        const row = rows[i] ?? [];
        const of = (label: SentimentLabel) => row[labels.indexOf(label)] ?? Number.NaN;
        const said = { negative: of('negative'), neutral: of('neutral'), positive: of('positive') };
        return {
          ...said,
          label: statedSentiment(said, mostOpposite),
          confidence: Math.max(...row),
          instruments: mentionedInstruments(text, instruments),
        };
      });
    },
  };
}
