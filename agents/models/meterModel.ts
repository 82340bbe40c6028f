import type { LanguageModelV4, LanguageModelV4StreamPart, LanguageModelV4Usage } from '@ai-sdk/provider';

/** What one request to the model came to. */
export type ModelStep = { calls: number; tokens: number };

/**
 * Wraps a model so that every finished request is counted before the tools that it asks for are run: what a run may
 * use up is decided here, and not by the model or the loop around it.
 */
export function meterModel(model: LanguageModelV4, onStep: (step: ModelStep) => void): LanguageModelV4 {
  return {
    specificationVersion: 'v4',
    provider: model.provider,
    modelId: model.modelId,
    get supportedUrls() {
      return model.supportedUrls;
    },
    async doGenerate(options) {
      const result = await model.doGenerate(options);
      const calls = result.content.filter((part) => part.type === 'tool-call').length;
      onStep({ calls, tokens: tokensOf(result.usage) });
      return result;
    },
    async doStream(options) {
      const result = await model.doStream(options);
      let calls = 0;
      const meter = new TransformStream<LanguageModelV4StreamPart, LanguageModelV4StreamPart>({
        transform(part, controller) {
          if (part.type === 'tool-call') calls += 1;
          if (part.type === 'finish') onStep({ calls, tokens: tokensOf(part.usage) });
          controller.enqueue(part);
        },
      });
      return { ...result, stream: result.stream.pipeThrough(meter) };
    },
  };
}

function tokensOf({ inputTokens, outputTokens }: LanguageModelV4Usage): number {
  return (inputTokens.total ?? 0) + (outputTokens.total ?? 0);
}
