import { z } from 'zod';
import { CountersignError } from '../../domain/CountersignError.ts';
import type { ModelScore, ModelView } from '../../domain/ModelView.ts';
import { type SentimentSource, shippedSentimentFolder } from '../sentiment/createSentimentModel.ts';
import { loadSentimentCard } from '../sentiment/loadSentimentCard.ts';
import { cardFacts } from './cardFacts.ts';

const interval = z.object({ mean: z.number(), low: z.number(), high: z.number() });

/** The part of the card's measurements that is shown; a card of one's own may lack them. */
const measurement = z.object({
  title: z.string(),
  n: z.int(),
  intervals: z.object({ accuracy: interval, macroF1: interval, wrongSign: interval }),
  unsure: z.number(),
  likeliest: z.object({ accuracy: z.number(), wrongSign: z.number() }),
  calibrationError: z.number(),
  reliability: z.array(
    z.object({ outcome: z.string(), n: z.int().positive(), said: z.number(), came: z.number() }),
  ),
});

/**
 * The sentiment model as a person is shown it, from its card, which is checked against its files. One that is refused
 * says why; the desk runs without it.
 */
export async function describeSentiment(source: SentimentSource): Promise<ModelView> {
  if ('transformer' in source)
    return {
      ...nothing,
      name: 'own transformer',
      version: 'unversioned',
      caveat: 'This model is your own and was not measured here.',
      facts: [
        { term: 'Model', text: source.transformer.model },
        { term: 'Tokeniser', text: source.transformer.tokenizer },
        { term: 'Outputs', text: source.transformer.labels.join(', ') },
      ],
    };
  try {
    const { card } = await loadSentimentCard(source.folder ?? shippedSentimentFolder);
    const { name, version, caveat, onnx, record, mostOpposite } = card;
    const measured = z.array(measurement).safeParse(record.measurements).data ?? [];
    return {
      ...nothing,
      ...{ name, version, caveat },
      facts: [
        ...cardFacts(record, {
          intendedUse: 'Intended use',
          fails: 'Where it fails',
          licence: 'Licence',
          data: 'Trained on',
        }),
        {
          term: 'Unsure',
          text: `A sign whose opposite is likelier than ${mostOpposite} is not stated: the answer is unsure, which is not neutral. The figures count that as not right, and as no sign.`,
        },
        { term: 'Checksum', text: `${onnx.sha256} (${onnx.bytes} bytes), checked at the start` },
      ],
      measurements: measured.map(({ title, n, ...figures }) => ({ title, n, scores: scoresOf(figures) })),
      reliability: measured.map(({ title, reliability }) => ({ title, bins: reliability })),
    };
  } catch (fault) {
    if (!(fault instanceof CountersignError)) throw fault;
    return { ...nothing, name: 'sentiment', version: 'none', caveat: fault.message, refused: fault.message };
  }
}

const nothing = {
  kind: 'sentiment' as const,
  refused: null,
  facts: [],
  measurements: [],
  reliability: [],
  live: null,
};

function scoresOf({
  intervals,
  unsure,
  likeliest,
  calibrationError,
}: Omit<z.infer<typeof measurement>, 'title' | 'n' | 'reliability'>): ModelScore[] {
  const between = (name: string, { mean, low, high }: z.infer<typeof interval>) => ({
    ...{ name, value: mean, low, high },
  });
  return [
    between('Accuracy', intervals.accuracy),
    between('Macro-F1', intervals.macroF1),
    between('Wrong sign', intervals.wrongSign),
    { name: 'Unsure', value: unsure },
    { name: 'Calibration error', value: calibrationError },
    { name: 'Accuracy of the likeliest, sure or not', value: likeliest.accuracy },
    { name: 'Wrong sign of the likeliest', value: likeliest.wrongSign },
  ];
}
