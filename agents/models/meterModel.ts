import type {
  LanguageModelV4,
  LanguageModelV4GenerateResult,
  LanguageModelV4StreamPart,
  LanguageModelV4Usage,
} from '@ai-sdk/provider';

/** What one request to the model came to. */
export type ModelStep = { calls: number; tokens: number };

/**
 * Stands for a fault of the model towards everything outside: the fault itself can hold a key, the prompt, or text
 * that looks like an answer, and libraries like to print such things.
 */
export class ModelFault extends Error {
  override name = 'ModelFault';

  constructor() {
    super('The model gave no answer.');
  }
}

/**
 * Wraps a model so that every finished request is counted before the tools that it asks for are run: what a run may
 * use up is decided here, and not by the model or the loop around it. Faults go to `onFault` alone.
 */
export function meterModel(
  model: LanguageModelV4,
  on: { step(step: ModelStep): void; fault(fault: unknown): void },
): LanguageModelV4 {
  const guarded = async <T>(work: PromiseLike<T>): Promise<T> => {
    try {
      return await work;
    } catch (fault) {
      on.fault(fault);
      throw new ModelFault();
    }
  };
  return {
    specificationVersion: 'v4',
    provider: model.provider,
    modelId: model.modelId,
    get supportedUrls() {
      return model.supportedUrls;
    },
    async doGenerate(options) {
      const result: LanguageModelV4GenerateResult = await guarded(model.doGenerate(options));
      const calls = result.content.filter((part) => part.type === 'tool-call').length;
      on.step({ calls, tokens: tokensOf(result.usage) });
      return result;
    },
    async doStream(options) {
      const result = await guarded(model.doStream(options));
      const parts = meterParts(result.stream, on);
      return { ...result, stream: toStream(parts) };
    },
  };
}

async function* meterParts(
  stream: ReadableStream<LanguageModelV4StreamPart>,
  on: { step(step: ModelStep): void; fault(fault: unknown): void },
): AsyncGenerator<LanguageModelV4StreamPart> {
  const reader = stream.getReader();
  let calls = 0;
  try {
    for (;;) {
      const { done, value: part } = await reader.read();
      if (done) return;
      if (part.type === 'tool-call') calls += 1;
      // A request that failed has no answer to count.
      if (part.type === 'finish' && part.finishReason.unified !== 'error') {
        on.step({ calls, tokens: tokensOf(part.usage) });
      }
      if (part.type !== 'error') yield part;
      else {
        on.fault(part.error);
        yield { type: 'error', error: new ModelFault() };
      }
    }
  } catch (fault) {
    on.fault(fault);
    yield { type: 'error', error: new ModelFault() };
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

function toStream(
  parts: AsyncGenerator<LanguageModelV4StreamPart>,
): ReadableStream<LanguageModelV4StreamPart> {
  return new ReadableStream({
    async pull(controller) {
      const next = await parts.next();
      if (next.done) controller.close();
      else controller.enqueue(next.value);
    },
    async cancel() {
      await parts.return(undefined);
    },
  });
}

function tokensOf({ inputTokens, outputTokens }: LanguageModelV4Usage): number {
  return (inputTokens.total ?? 0) + (outputTokens.total ?? 0);
}
