import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4GenerateResult,
  LanguageModelV4StreamPart,
  LanguageModelV4Usage,
} from '@ai-sdk/provider';
import { decideStep } from './decideStep.ts';
import type { World } from './Talk.ts';

/** Words per piece of streamed text, and the pause between pieces. */
const wordsPerPiece = 3;
const pauseMs = 12;

const noUsage: LanguageModelV4Usage = {
  inputTokens: { total: 0, noCache: undefined, cacheRead: undefined, cacheWrite: undefined },
  outputTokens: { total: 0, text: undefined, reasoning: undefined },
};

/**
 * The offline analyst as a language model: rules behind the same interface, so that it runs in the same loop, with the
 * same tools and the same evidence as a real one. It keeps no state; everything is in the prompt.
 */
export function createOfflineModel(world: World): LanguageModelV4 {
  return {
    specificationVersion: 'v4',
    provider: 'offline',
    modelId: 'rules-1',
    supportedUrls: {},
    async doGenerate(options): Promise<LanguageModelV4GenerateResult> {
      const { say, calls } = decide(options, world);
      return {
        content: [...(say ? [{ type: 'text' as const, text: say }] : []), ...calls],
        finishReason: reason(calls.length),
        usage: noUsage,
        warnings: [],
      };
    },
    async doStream(options) {
      const { say, calls } = decide(options, world);
      return { stream: toStream(parts(say, calls, options.abortSignal)) };
    },
  };
}

type Call = { type: 'tool-call'; toolCallId: string; toolName: string; input: string };

function decide(options: LanguageModelV4CallOptions, world: World): { say: string; calls: Call[] } {
  const shown = new Set((options.tools ?? []).map((tool) => tool.name));
  const step = decideStep(options.prompt, shown, world);
  const calls = step.calls.map(({ tool, input }) => ({
    type: 'tool-call' as const,
    toolCallId: `call-${crypto.randomUUID()}`,
    toolName: tool,
    input: JSON.stringify(input),
  }));
  return { say: step.say ?? '', calls };
}

async function* parts(
  say: string,
  calls: readonly Call[],
  signal: AbortSignal | undefined,
): AsyncGenerator<LanguageModelV4StreamPart> {
  yield { type: 'stream-start', warnings: [] };
  if (say) {
    yield { type: 'text-start', id: 'text' };
    for (const delta of piecesOf(say)) {
      signal?.throwIfAborted();
      yield { type: 'text-delta', id: 'text', delta };
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
    yield { type: 'text-end', id: 'text' };
  }
  yield* calls;
  yield { type: 'finish', finishReason: reason(calls.length), usage: noUsage };
}

function toStream(
  source: AsyncGenerator<LanguageModelV4StreamPart>,
): ReadableStream<LanguageModelV4StreamPart> {
  return new ReadableStream({
    async pull(controller) {
      const next = await source.next();
      if (next.done) controller.close();
      else controller.enqueue(next.value);
    },
    async cancel() {
      await source.return(undefined);
    },
  });
}

function piecesOf(text: string): string[] {
  return (
    text.match(new RegExp(`(?:\\S*\\s*){1,${wordsPerPiece}}`, 'g'))?.filter((piece) => piece !== '') ?? []
  );
}

function reason(calls: number) {
  return { unified: calls > 0 ? ('tool-calls' as const) : ('stop' as const), raw: undefined };
}
