import { InferenceSession, Tensor } from 'onnxruntime-node';
import { CountersignError } from '../../domain/CountersignError.ts';

/** Scores of one batch: per row the probabilities of down, flat and up, and the expected size of the move. */
export type TrendScores = { probabilities: Float32Array; size: Float32Array };

/** An ONNX trend model in memory: input `features`, outputs `probabilities` and `size`. One thread. */
export class TrendSession {
  readonly #session: InferenceSession;

  private constructor(session: InferenceSession) {
    this.#session = session;
  }

  /** Throws `modelUnreadable` where the bytes are no such model. */
  static async create(onnx: Uint8Array): Promise<TrendSession> {
    let session: InferenceSession;
    try {
      session = await InferenceSession.create(onnx, { intraOpNumThreads: 1, interOpNumThreads: 1 });
    } catch (cause) {
      throw new CountersignError('modelUnreadable', 'The ONNX file of the trend model cannot be loaded.', {
        cause,
      });
    }
    const names = [...session.inputNames, ...session.outputNames].join(', ');
    if (names !== 'features, probabilities, size')
      throw new CountersignError(
        'modelMismatch',
        `The ONNX file must read features and write probabilities and size; found ${names}. The trend model stays off.`,
      );
    return new TrendSession(session);
  }

  /** `inputs`: rows of `width` features each, one after another. */
  async score(inputs: Float32Array, width: number): Promise<TrendScores> {
    const rows = inputs.length / width;
    const result = await this.#session.run({ features: new Tensor('float32', inputs, [rows, width]) });
    return { probabilities: floats(result, 'probabilities'), size: floats(result, 'size') };
  }

  async release(): Promise<void> {
    await this.#session.release();
  }
}

function floats(result: InferenceSession.OnnxValueMapType, name: string): Float32Array {
  const data = result[name]?.data;
  if (!(data instanceof Float32Array))
    throw new CountersignError('modelMismatch', `The trend model's output ${name} is no list of floats.`);
  return data;
}
