import { createRoute, z } from '@hono/zod-openapi';
import { limitKeys } from '../../domain/Limits.ts';
import { limitsView } from '../../domain/views.ts';
import type { ApiApp } from '../ApiEnv.ts';
import { requireDecider } from '../access/requireRole.ts';
import { ProblemError } from '../problem/ProblemError.ts';
import type { RouteContext } from './RouteContext.ts';
import { answers, refusals } from './responses.ts';

const read = createRoute({
  method: 'get',
  path: '/api/limits',
  summary: 'The limits in force, what of the configuration waits for a person, and how they came to be',
  responses: { 200: answers(limitsView, 'Limits'), ...refusals() },
});

const loosen = createRoute({
  method: 'post',
  path: '/api/limits/loosen',
  summary:
    'Puts looser limits of the configuration in force; takes the approver’s credential and a reason, and voids approvals',
  request: {
    body: {
      required: true,
      content: {
        'application/json': {
          schema: z.strictObject({
            /** All that wait when left out. */
            keys: z.array(z.enum(limitKeys)).min(1).optional(),
            /** `waitingHash` of what was shown. */
            shown: z
              .string()
              .regex(/^[0-9a-f]{64}$/, { error: 'expected the waitingHash of GET /api/limits' }),
            reason: z.string().trim().min(1).max(500),
          }),
        },
      },
    },
  },
  responses: { 200: answers(limitsView, 'The limits now in force'), ...refusals(403, 409, 422) },
});

/** The limits, and loosening them. Tightening needs no route: it is a stricter configuration and a start. */
export function addLimitRoutes(app: ApiApp, { desk }: RouteContext): void {
  app.openapi(read, async (context) => context.json(await desk.limits(), 200));

  app.openapi(loosen, async (context) => {
    const actor = requireDecider(context, 'loosen limits');
    const { keys, shown, reason } = context.req.valid('json');
    const result = await desk.loosenLimits({ shown, reason, actor, ...(keys && { keys }) });
    switch (result.kind) {
      case 'loosened':
        return context.json(result.limits, 200);
      case 'conflict':
        throw new ProblemError({
          status: 409,
          code: 'not-loosened',
          title: 'The limits were not loosened',
          detail: `${result.message} Nothing was changed.`,
          extensions: { limits: result.limits },
        });
      case 'forbidden':
        throw new ProblemError({
          status: 403,
          code: 'forbidden',
          title: 'This credential may not loosen limits',
          detail: result.message,
        });
    }
  });
}
