import type { AgentPart } from '../AgentPart.ts';
import type { ChatChunk } from './ChatMessage.ts';

/** Turns the parts of an answer into the chunks of a UI message stream. Stateful: one for each answer. */
export function createChunker(): { chunks(part: AgentPart): ChatChunk[]; end(): ChatChunk[] } {
  const openTexts = new Set<string>();
  let inStep = false;
  const closeTexts = (): ChatChunk[] => {
    const ids = [...openTexts];
    openTexts.clear();
    return ids.map((id) => ({ type: 'text-end', id }));
  };
  const endStep = (): ChatChunk[] => {
    const ended: ChatChunk[] = inStep ? [...closeTexts(), { type: 'finish-step' }] : [];
    inStep = false;
    return ended;
  };
  return {
    chunks(part) {
      switch (part.type) {
        case 'step': {
          const ended = endStep();
          inStep = true;
          return [...ended, { type: 'start-step' }];
        }
        case 'text': {
          const start: ChatChunk[] = openTexts.has(part.id) ? [] : [{ type: 'text-start', id: part.id }];
          openTexts.add(part.id);
          return [...start, { type: 'text-delta', id: part.id, delta: part.delta }];
        }
        case 'textEnd':
          return openTexts.delete(part.id) ? [{ type: 'text-end', id: part.id }] : [];
        case 'toolCall':
          return [
            { type: 'tool-input-available', toolCallId: part.id, toolName: part.tool, input: part.input },
          ];
        case 'toolOutput':
          return [{ type: 'tool-output-available', toolCallId: part.id, output: part.output }];
        case 'data':
          return part.part.name === 'proposal'
            ? [{ type: 'data-proposal', id: part.part.data.id, data: part.part.data }]
            : [{ type: 'data-chart', data: part.part.data }];
      }
    },
    end: () => [...closeTexts(), ...endStep()],
  };
}
