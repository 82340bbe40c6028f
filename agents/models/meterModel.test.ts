import type { LanguageModelV4, LanguageModelV4StreamPart, LanguageModelV4Usage } from '@ai-sdk/provider';
import { expect, test } from 'vitest';
import { ModelFault, type ModelStep, meterModel } from './meterModel.ts';

const usage: LanguageModelV4Usage = {
  inputTokens: { total: 100, noCache: undefined, cacheRead: undefined, cacheWrite: undefined },
  outputTokens: { total: 20, text: undefined, reasoning: undefined },
};
const call = { type: 'tool-call', toolCallId: 'c', toolName: 'x', input: '{}' } as const;
const finish = (unified: 'tool-calls' | 'error') =>
  ({ type: 'finish', usage, finishReason: { unified, raw: undefined } }) as const;

async function read(parts: readonly LanguageModelV4StreamPart[], thrown?: unknown) {
  const model: LanguageModelV4 = {
    ...{ specificationVersion: 'v4', provider: 'p', modelId: 'm', supportedUrls: {} },
    doGenerate: () => Promise.reject(thrown),
    async doStream() {
      if (thrown && parts.length === 0) throw thrown;
      return {
        stream: new ReadableStream({
          start(controller) {
            for (const part of parts) controller.enqueue(part);
            if (thrown) controller.error(thrown);
            else controller.close();
          },
        }),
      };
    },
  };
  const steps: ModelStep[] = [];
  const faults: unknown[] = [];
  const metered = meterModel(model, {
    step: (step) => steps.push(step),
    fault: (fault) => faults.push(fault),
  });
  const seen: LanguageModelV4StreamPart[] = [];
  const { stream } = await Promise.resolve(metered.doStream({ prompt: [] })).catch((fault: unknown) => {
    seen.push({ type: 'error', error: fault });
    return { stream: new ReadableStream({ start: (controller) => controller.close() }) };
  });
  const reader = stream.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) seen.push(next.value);
  return { steps, faults, seen };
}

test('default: calls and tokens are counted before the finish is passed on', async () => {
  const { steps, seen } = await read([call, call, finish('tool-calls')]);
  expect(steps).toEqual([{ calls: 2, tokens: 120 }]);
  expect(seen).toHaveLength(3);
});

test('error: a request that failed is no answer', async () => {
  const { steps } = await read([finish('error')]);
  expect(steps).toEqual([]);
});

test.each([
  ['before the answer', [], new Error('sk-secret')],
  ['as a part', [{ type: 'error', error: new Error('sk-secret') }], undefined],
] as const)('error: a fault %s is kept for us and replaced for others', async (_when, parts, thrown) => {
  const { faults, seen } = await read(parts, thrown);
  expect(faults).toEqual([new Error('sk-secret')]);
  expect(seen).toEqual([{ type: 'error', error: expect.any(ModelFault) }]);
});
