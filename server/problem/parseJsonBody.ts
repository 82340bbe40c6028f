import type { MiddlewareHandler } from 'hono';
import { describe } from '../../domain/schema.ts';
import type { ApiEnv } from '../ApiEnv.ts';
import { invalidRequest } from './invalidRequest.ts';
import { ProblemError } from './ProblemError.ts';

/**
 * Reads a JSON body before the routes do, so that every way of not being JSON gets the same kind of answer. Numbers
 * that JavaScript cannot hold, such as 1e400, are refused by name instead of turning into infinity.
 */
export function parseJsonBody(): MiddlewareHandler<ApiEnv> {
  return async (context, next) => {
    if (context.req.method !== 'POST') return next();
    const text = await context.req.text();
    if (text === '') return next();
    const type = context.req.header('content-type')?.split(';')[0]?.trim().toLowerCase();
    if (type !== 'application/json') {
      throw new ProblemError({
        status: 415,
        code: 'unsupported-media-type',
        title: 'Only JSON is understood',
        detail: 'Send the body with Content-Type: application/json. No order was sent.',
        errors: [{ field: 'Content-Type', found: describe(type ?? ''), allowed: 'application/json' }],
      });
    }
    refuseMalformed(text);
    return next();
  };
}

function refuseMalformed(text: string): void {
  let unusable: { field: string; source: string } | undefined;
  try {
    JSON.parse(text, (key: string, value: unknown, context?: { source?: string }) => {
      if (typeof value === 'number' && !Number.isFinite(value))
        unusable ??= { field: key || 'body', source: context?.source ?? String(value) };
      return value;
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message.split(' in JSON')[0] : 'it cannot be read';
    throw invalidRequest([
      { field: 'body', found: describe(text), allowed: `well-formed JSON, but ${describe(reason)}` },
    ]);
  }
  if (unusable) {
    throw invalidRequest([
      {
        field: unusable.field,
        found: unusable.source,
        allowed: 'a decimal as a string, such as "0.25", of at most 64 characters',
      },
    ]);
  }
}
