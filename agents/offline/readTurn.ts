import type {
  LanguageModelV4Message,
  LanguageModelV4Prompt,
  LanguageModelV4ToolResultOutput,
} from '@ai-sdk/provider';
import type { ChatToolOutput } from '../../domain/chat.ts';

/** The newest user message with what has been done about it, and what was said before it. */
export type Turn = {
  text: string;
  /** Outputs of the tools called so far, step by step, in the order of the calls. */
  steps: ChatToolOutput[][];
  previousUser: string;
  previousAssistant: string;
};

/** Reads where the conversation stands from a model's prompt. */
export function readTurn(prompt: LanguageModelV4Prompt): Turn {
  const start = prompt.findLastIndex((message) => message.role === 'user');
  const before = prompt.slice(0, Math.max(start, 0));
  const previousAssistant = before.findLast((message) => message.role === 'assistant');
  const previousUser = before.findLast((message) => message.role === 'user');
  return {
    text: textOf(prompt[start]),
    steps: readSteps(prompt.slice(start + 1)),
    previousUser: textOf(previousUser),
    previousAssistant: textOf(previousAssistant),
  };
}

function textOf(message: LanguageModelV4Message | undefined): string {
  if (!message) return '';
  if (message.role === 'system') return message.content;
  return message.content.map((part) => (part.type === 'text' ? part.text : '')).join('');
}

/** A step is one assistant message with calls, and the outputs that answer them. */
function readSteps(messages: readonly LanguageModelV4Message[]): ChatToolOutput[][] {
  const outputs = new Map<string, ChatToolOutput>();
  const steps: string[][] = [];
  for (const message of messages) {
    if (message.role === 'tool') {
      for (const part of message.content) {
        if (part.type === 'tool-result') outputs.set(part.toolCallId, toOutput(part.output));
      }
    }
    if (message.role === 'assistant') {
      const calls = message.content.flatMap((part) => (part.type === 'tool-call' ? [part.toolCallId] : []));
      if (calls.length > 0) steps.push(calls);
    }
  }
  return steps.map((calls) => calls.map((id) => outputs.get(id) ?? lost));
}

const lost: ChatToolOutput = { ok: false, code: 'tool.lost', message: 'A tool gave no answer.' };

function toOutput(output: LanguageModelV4ToolResultOutput): ChatToolOutput {
  if (output.type === 'json' && isToolOutput(output.value)) return output.value;
  const message =
    output.type === 'error-text' || output.type === 'text'
      ? output.value
      : 'A tool answered with something else.';
  return { ok: false, code: 'tool.failed', message };
}

function isToolOutput(value: unknown): value is ChatToolOutput {
  return typeof value === 'object' && value !== null && 'ok' in value;
}
