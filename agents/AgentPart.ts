import type { ChatToolOutput } from '../domain/chat.ts';
import type { ToolPart } from '../tools/Tool.ts';

/** What an answer consists of, in the order in which it comes about. */
export type AgentPart =
  | { type: 'step' }
  | { type: 'text'; id: string; delta: string }
  | { type: 'textEnd'; id: string }
  | { type: 'toolCall'; id: string; tool: string; input: unknown }
  | { type: 'toolOutput'; id: string; output: ChatToolOutput }
  | { type: 'data'; part: ToolPart };
