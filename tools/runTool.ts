import { z } from 'zod';
import { CountersignError } from '../domain/CountersignError.ts';
import type { ChatToolOutput } from '../domain/chat.ts';
import type { Tool, ToolContext } from './Tool.ts';

/**
 * Calls a tool: checks its input, stores what it read as evidence, and returns what the model and the chat see.
 * A fault becomes an answer that says that nothing was read, so that no model can take silence for a number.
 */
export async function runTool(tool: Tool, context: ToolContext, input: unknown): Promise<ChatToolOutput> {
  const parsed = tool.input.safeParse(input);
  if (!parsed.success) {
    return { ok: false, code: 'tool.invalidInput', message: describeProblems(parsed.error) };
  }
  try {
    const outcome = await tool.run(context, parsed.data);
    if (outcome.kind === 'refused') return { ok: false, code: outcome.code, message: outcome.message };
    if (outcome.kind === 'done') {
      const { summary, result } = outcome;
      return { ...unsourced, summary, result };
    }
    const trusted = outcome.trusted ?? tool.trusted;
    const { source, exchangeTime, figures, instruments, summary, result } = outcome;
    const arguments_ = z.record(z.string(), z.unknown()).parse(parsed.data);
    const ref = await context.evidence.record({
      ...{ tool: tool.name, arguments: arguments_, source, exchangeTime, trusted, result, figures },
      ...{ instruments, summary },
    });
    const ageMs = Math.max(0, ref.observedAt - (exchangeTime ?? ref.observedAt));
    const seen = { evidence: ref.id, source, observedAt: ref.observedAt, exchangeTime, ageMs, trusted };
    return { ok: true, summary, ...seen, result };
  } catch (fault) {
    const known = fault instanceof CountersignError;
    // Other faults can hold rows, addresses or keys, so only their kind is logged and shown.
    const reason = known ? fault.message : 'a fault inside the desk.';
    const code = known ? fault.code : 'tool.failed';
    const kind = fault instanceof Error ? fault.name : typeof fault;
    context.desk.log.warn({ tool: tool.name, run: context.run, code, kind }, 'A tool failed');
    return { ok: false, code, message: `${tool.name} failed, so nothing was read: ${reason}` };
  }
}

const unsourced = {
  ok: true,
  ...{ evidence: null, source: null, observedAt: null, exchangeTime: null, ageMs: null, trusted: true },
} as const;

function describeProblems(error: z.ZodError): string {
  const problems = error.issues.map((issue) => `${issue.path.join('.') || 'input'}: ${issue.message}`);
  return `The tool was called wrongly and nothing was done. ${problems.join('; ')}.`;
}
