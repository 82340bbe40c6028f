import { createRoute, z } from '@hono/zod-openapi';
import { stateView } from '../../domain/views.ts';
import type { ApiApp } from '../ApiEnv.ts';
import type { RouteContext } from './RouteContext.ts';
import { answers, refusals } from './responses.ts';

const health = createRoute({
  method: 'get',
  path: '/api/health',
  summary:
    'Whether this process answers and its database does; asks for no credential and tells nothing more',
  security: [],
  responses: {
    200: answers(z.strictObject({ status: z.literal('ok') }), 'It does'),
    503: answers(z.strictObject({ status: z.literal('degraded') }), 'The database does not answer'),
  },
});

const state = createRoute({
  method: 'get',
  path: '/api/state',
  summary: 'Mode, market, analyst, instruments and what the asking credential may do',
  responses: { 200: answers(stateView, 'The desk as it stands'), ...refusals() },
});

/** Health and state of the desk. */
export function addSystemRoutes(app: ApiApp, { desk }: RouteContext): void {
  app.openapi(health, async (context) => {
    try {
      await desk.pingDatabase();
      return context.json({ status: 'ok' as const }, 200);
    } catch {
      return context.json({ status: 'degraded' as const }, 503);
    }
  });

  app.openapi(state, async (context) => {
    const { actor, proposer, decider } = context.get('credential');
    const session = { actor, canPropose: proposer !== null, canDecide: decider !== null };
    return context.json({ ...(await desk.state()), session }, 200);
  });
}
