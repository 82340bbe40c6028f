import type { ChatToolOutput } from '../../domain/chat.ts';
import type { Instrument } from '../../domain/Instrument.ts';
import type { InstrumentId } from '../../domain/ids.ts';
import type { Limits } from '../../domain/Limits.ts';
import type { ResultOf } from '../../tools/Tool.ts';

/** What the rules know without asking a tool: fixed while the desk runs. */
export type World = {
  instruments: ReadonlyMap<InstrumentId, Instrument>;
  limits: Limits;
  currency: string;
};

/** A tool call with the type of what it returns. */
export type ToolRequest<Result = unknown> = { tool: string; input: Record<string, unknown>; result?: Result };

/** One step of an answer: tools to call, and what to say before. */
export type Step = { say?: string; calls: readonly ToolRequest[] };

/**
 * An answer, written as straight code: it yields the tools it needs, is handed their outputs, and returns its text.
 * It is run again from its start at every step, so it depends on nothing but the outputs.
 */
export type Talk = Generator<Step, string, ChatToolOutput[]>;

type OutputsOf<Requests extends readonly ToolRequest[]> = {
  [Index in keyof Requests]: Requests[Index] extends ToolRequest<infer Result>
    ? ChatToolOutput<Result>
    : never;
};

/** Prepares a call; `Tool` is the type of the tool's module export. */
export function request<Tool>(
  tool: string,
  input: Record<string, unknown> = {},
): ToolRequest<ResultOf<Tool>> {
  return { tool, input };
}

/** Calls tools side by side and waits for all of their outputs. */
export function* ask<const Requests extends readonly ToolRequest[]>(
  calls: Requests,
  say?: string,
): Generator<Step, OutputsOf<Requests>, ChatToolOutput[]> {
  const outputs = yield say === undefined ? { calls } : { say, calls };
  // The outputs come back in the order of the calls, as the tools' own types describe them.
  return outputs as unknown as OutputsOf<Requests>;
}
