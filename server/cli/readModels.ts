import { createSentimentModel } from '../../models/sentiment/createSentimentModel.ts';
import { createTrendModel } from '../../models/trend/createTrendModel.ts';

/** One model as shipped; `caveat` is what its card says of how far to trust it. */
export type ShippedModel = { kind: 'trend' | 'sentiment'; name: string; version: string; caveat: string };

/** Loads every shipped model once. Throws `modelMismatch` or `modelUnreadable` for one that is not what it should be. */
export async function readModels(): Promise<ShippedModel[]> {
  const trend = await createTrendModel();
  const sentiment = await createSentimentModel();
  await Promise.all([trend.close(), sentiment.close()]);
  const { name, version, caveat } = trend.card;
  return [
    { kind: 'trend', name, version, caveat },
    { kind: 'sentiment', name: sentiment.name, version: sentiment.version, caveat: sentiment.caveat },
  ];
}
