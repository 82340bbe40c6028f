import { createRoute, z } from '@hono/zod-openapi';
import { orderStory } from '../../domain/OrderStory.ts';
import type { ApiApp } from '../ApiEnv.ts';
import { ProblemError } from '../problem/ProblemError.ts';
import type { RouteContext } from './RouteContext.ts';
import { answers, refusals } from './responses.ts';

const explain = createRoute({
  method: 'get',
  path: '/api/audit/{id}',
  summary:
    'The whole story of an order from the market event on, each line with the journal entry that proves it',
  request: { params: z.strictObject({ id: z.string().max(64) }) },
  responses: {
    200: answers(orderStory, 'The story of an order, a proposal or a client order id'),
    ...refusals(404),
  },
});

/** What the journal tells of one order. */
export function addAuditRoutes(app: ApiApp, { desk }: RouteContext): void {
  app.openapi(explain, async (context) => {
    const { id } = context.req.valid('param');
    const story = await desk.explain(id);
    if (!story) {
      throw new ProblemError({
        status: 404,
        code: 'not-found',
        title: 'Nothing is known of it',
        detail: `The journal of this desk knows no order, proposal or client order id ${id}. Nothing was changed. \`countersign orders\` and \`countersign proposals\` list what there is; an order that this desk did not make is in the venue’s own history.`,
      });
    }
    return context.json(story, 200);
  });
}
