import type { ChunkType } from '@mastra/core/stream';
import type { ChatToolOutput } from '../domain/chat.ts';
import type { AgentPart } from './AgentPart.ts';

/**
 * Reads the loop's stream into parts. Returns a sentence where the model's last answer is not a whole one; throws
 * what the stream reports as an error.
 */
export async function readParts(
  stream: AsyncIterable<ChunkType>,
  onPart: (part: AgentPart) => void,
): Promise<string | undefined> {
  let finish: string | undefined;
  let steps = 0;
  for await (const chunk of stream) {
    switch (chunk.type) {
      case 'step-start':
        steps += 1;
        onPart({ type: 'step' });
        break;
      case 'text-delta':
        onPart({ type: 'text', id: `${steps}-${chunk.payload.id}`, delta: chunk.payload.text });
        break;
      case 'text-end':
        onPart({ type: 'textEnd', id: `${steps}-${chunk.payload.id}` });
        break;
      case 'tool-call': {
        const { toolCallId: id, toolName: tool, args } = chunk.payload;
        onPart({ type: 'toolCall', id, tool, input: args ?? {} });
        break;
      }
      case 'tool-result':
        onPart({ type: 'toolOutput', id: chunk.payload.toolCallId, output: toOutput(chunk.payload.result) });
        break;
      case 'tool-error': {
        const message = `${chunk.payload.toolName} is not available, and nothing was read or proposed.`;
        onPart({
          type: 'toolOutput',
          id: chunk.payload.toolCallId,
          output: { ok: false, code: 'tool.failed', message },
        });
        break;
      }
      case 'step-finish':
        finish = chunk.payload.stepResult.reason;
        break;
      case 'error':
        throw chunk.payload.error;
      default:
        break;
    }
  }
  return describeUnfinished(finish);
}

/** Why an answer is not whole, by the model's reason for ending it. */
export function describeUnfinished(reason: string | undefined): string | undefined {
  switch (reason) {
    case 'stop':
    case 'tool-calls':
      return undefined;
    case 'length':
      return 'The answer was cut off: it reached the longest that the model may give. Ask for less at once.';
    case 'content-filter':
      return "The model's provider withheld the rest of the answer.";
    default:
      return 'The answer broke off before its end; treat what is above as incomplete and ask again. Nothing further was proposed.';
  }
}

/** The loop answers wrong input by itself, in its own shape. */
function toOutput(result: unknown): ChatToolOutput {
  if (typeof result === 'object' && result !== null) {
    if ('ok' in result) return result as ChatToolOutput;
    if ('message' in result) return { ok: false, code: 'tool.invalidInput', message: String(result.message) };
  }
  return { ok: false, code: 'tool.failed', message: 'A tool gave no usable answer.' };
}
