import type { Config } from '../config/schema.ts';
import type { SentimentSource } from '../models/sentiment/createSentimentModel.ts';

/** Which sentiment model the configuration asks for; the shipped one where it names none. */
export function sentimentSource({ folder, transformer }: Config['sentiment']): SentimentSource {
  if (transformer === null) return folder === null ? {} : { folder };
  const { model, tokenizer, labels, maxTokens, mostOpposite } = transformer;
  return {
    transformer: {
      ...{ model, tokenizer, labels },
      ...(maxTokens !== undefined && { maxTokens }),
      ...(mostOpposite !== undefined && { mostOpposite }),
    },
  };
}
