import { createRoute, z } from '@hono/zod-openapi';
import { killLevel } from '../../domain/mode.ts';
import { killView, riskView } from '../../domain/views.ts';
import type { ApiApp } from '../ApiEnv.ts';
import { requireDecider } from '../access/requireRole.ts';
import { ProblemError } from '../problem/ProblemError.ts';
import type { RouteContext } from './RouteContext.ts';
import { answers, refusals } from './responses.ts';

const reason = z.string().trim().min(1).max(500);

const risk = createRoute({
  method: 'get',
  path: '/api/risk',
  summary: 'Trading state, kill switch, limits and how much of each is used',
  responses: { 200: answers(riskView, 'Risk now'), ...refusals(503) },
});

const kill = createRoute({
  method: 'post',
  path: '/api/kill',
  summary:
    'Stops trading: pause entries, also cancel entry orders, also flatten positions; any credential may',
  request: {
    body: {
      required: true,
      content: {
        'application/json': { schema: z.strictObject({ reason, level: killLevel.default('cancel') }) },
      },
    },
  },
  responses: {
    200: answers(killView, 'The kill switch, with what the venue has confirmed so far'),
    ...refusals(422),
  },
});

const killNow = createRoute({
  method: 'get',
  path: '/api/kill',
  summary: 'The kill switch as it stands, also while the database does not answer',
  responses: { 200: answers(killView, 'The kill switch, with what the venue has confirmed'), ...refusals() },
});

const rearm = createRoute({
  method: 'post',
  path: '/api/rearm',
  summary: 'Takes the kill switch back; takes the approver’s credential and a reason',
  request: {
    body: { required: true, content: { 'application/json': { schema: z.strictObject({ reason }) } } },
  },
  responses: { 200: answers(killView, 'The kill switch, armed'), ...refusals(403, 409, 422) },
});

/** Risk, the kill switch, and taking it back. */
export function addRiskRoutes(app: ApiApp, { desk }: RouteContext): void {
  app.openapi(risk, async (context) => context.json(await desk.risk(), 200));

  app.openapi(kill, async (context) => {
    const { level, reason: why } = context.req.valid('json');
    return context.json(await desk.kill({ level, reason: why, actor: context.get('credential').actor }), 200);
  });

  app.openapi(killNow, async (context) => context.json(await desk.readKill(), 200));

  app.openapi(rearm, async (context) => {
    const actor = requireDecider(context, 'rearm');
    const result = await desk.rearm({ reason: context.req.valid('json').reason, actor });
    switch (result.kind) {
      case 'rearmed':
        return context.json(result.kill, 200);
      case 'conflict':
        throw new ProblemError({
          status: 409,
          code: 'not-rearmed',
          title: 'The kill switch was not taken back',
          detail: `${result.message} Nothing was changed.`,
          extensions: { kill: result.kill },
        });
      case 'forbidden':
        throw new ProblemError({
          status: 403,
          code: 'forbidden',
          title: 'This credential may not rearm',
          detail: result.message,
        });
    }
  });
}
