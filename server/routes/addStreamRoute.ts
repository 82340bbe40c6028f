import { createRoute, z } from '@hono/zod-openapi';
import { describe } from '../../domain/schema.ts';
import type { ApiApp } from '../ApiEnv.ts';
import { invalidRequest } from '../problem/invalidRequest.ts';
import type { RouteContext } from './RouteContext.ts';
import { refusals } from './responses.ts';

const stream = createRoute({
  method: 'get',
  path: '/api/stream',
  summary:
    'Server-sent events: journal entries (id is their sequence), and the passing ones quote, bar, feed and state. Resumes after Last-Event-ID.',
  responses: {
    200: { description: 'Event stream', content: { 'text/event-stream': { schema: z.string() } } },
    ...refusals(422, 503),
  },
});

/** The event stream. */
export function addStreamRoute(app: ApiApp, { hub, sessions }: RouteContext): void {
  app.openapi(stream, async (context) => {
    const { session } = context.get('credential');
    const body = await hub.open({
      after: lastSeen(context.req.header('last-event-id')),
      isWelcome: () => session === null || sessions.isLive(session),
    });
    return new Response(body, {
      headers: {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store, no-transform',
        'x-accel-buffering': 'no',
      },
    });
  });
}

function lastSeen(header: string | undefined): number | null {
  if (header === undefined || header === '') return null;
  const sequence = /^\d{1,15}$/.test(header) ? Number(header) : Number.NaN;
  if (!Number.isSafeInteger(sequence)) {
    throw invalidRequest([
      { field: 'Last-Event-ID', found: describe(header), allowed: 'the sequence of a journal entry' },
    ]);
  }
  return sequence;
}
