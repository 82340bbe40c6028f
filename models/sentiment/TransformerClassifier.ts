import { Tokenizer } from '@huggingface/tokenizers';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { CountersignError } from '../../domain/CountersignError.ts';

/** Texts scored at once; sorted by length first, so that little is padded. */
const batchTexts = 32;

/**
 * A text classifier in ONNX with its Hugging Face tokeniser: reads `input_ids` and `attention_mask` (and
 * `token_type_ids` where the graph has it), writes `logits`. One thread.
 */
export class TransformerClassifier {
  readonly #session: InferenceSession;
  readonly #tokenizer: Tokenizer;
  readonly #maxTokens: number;

  private constructor(session: InferenceSession, tokenizer: Tokenizer, maxTokens: number) {
    this.#session = session;
    this.#tokenizer = tokenizer;
    this.#maxTokens = maxTokens;
  }

  /** `tokenizer`: the content of a `tokenizer.json`. Throws `modelUnreadable` for files that are no such model. */
  static async create(
    onnx: Uint8Array,
    tokenizer: object,
    maxTokens: number,
  ): Promise<TransformerClassifier> {
    try {
      const session = await InferenceSession.create(onnx, { intraOpNumThreads: 1, interOpNumThreads: 1 });
      const missing = ['input_ids', 'attention_mask'].filter((name) => !session.inputNames.includes(name));
      if (missing.length > 0 || !session.outputNames.includes('logits'))
        throw new Error(
          `It reads ${session.inputNames.join(', ')} and writes ${session.outputNames.join(', ')}; needed are input_ids, attention_mask and logits.`,
        );
      return new TransformerClassifier(session, new Tokenizer(tokenizer, {}), maxTokens);
    } catch (cause) {
      throw new CountersignError(
        'modelUnreadable',
        `The text classifier cannot be loaded: ${cause instanceof Error ? cause.message : String(cause)}`,
        { cause },
      );
    }
  }

  /** Token ids with the special tokens, cut to the longest length while the last (end) token is kept. */
  tokenIds(text: string): number[] {
    const { ids } = this.#tokenizer.encode(text);
    const last = ids.at(-1);
    if (ids.length <= this.#maxTokens || last === undefined) return ids;
    return [...ids.slice(0, this.#maxTokens - 1), last];
  }

  /** Class probabilities per text, in the order of the texts. */
  async classify(texts: readonly string[]): Promise<number[][]> {
    const encoded = texts.map((text, place) => ({ ids: this.tokenIds(text), place }));
    encoded.sort((a, b) => a.ids.length - b.ids.length);
    const results: number[][] = new Array(texts.length).fill([]);
    for (let start = 0; start < encoded.length; start += batchTexts) {
      const batch = encoded.slice(start, start + batchTexts);
      const rows = await this.#run(batch.map(({ ids }) => ids));
      batch.forEach(({ place }, i) => {
        results[place] = rows[i] ?? [];
      });
    }
    return results;
  }

  release(): Promise<void> {
    return this.#session.release();
  }

  async #run(batch: number[][]): Promise<number[][]> {
    const width = Math.max(...batch.map((ids) => ids.length));
    const ids = new BigInt64Array(batch.length * width);
    const mask = new BigInt64Array(batch.length * width);
    batch.forEach((row, i) => {
      row.forEach((id, j) => {
        ids[i * width + j] = BigInt(id);
        mask[i * width + j] = 1n;
      });
    });
    const shape = [batch.length, width];
    const feeds: Record<string, Tensor> = {
      input_ids: new Tensor('int64', ids, shape),
      attention_mask: new Tensor('int64', mask, shape),
    };
    if (this.#session.inputNames.includes('token_type_ids'))
      feeds.token_type_ids = new Tensor('int64', new BigInt64Array(ids.length), shape);
    const { logits } = await this.#session.run(feeds);
    if (!(logits?.data instanceof Float32Array))
      throw new CountersignError('modelMismatch', 'The text classifier does not write its logits as floats.');
    const classes = logits.data.length / batch.length;
    const { data } = logits;
    return batch.map((_, i) => softmax(data.subarray(i * classes, (i + 1) * classes)));
  }
}

function softmax(logits: Float32Array): number[] {
  const top = Math.max(...logits);
  const powers = Array.from(logits, (value) => Math.exp(value - top));
  const total = powers.reduce((sum, value) => sum + value, 0);
  return powers.map((value) => value / total);
}
