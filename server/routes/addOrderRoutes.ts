import { createRoute, z } from '@hono/zod-openapi';
import { orderId } from '../../domain/ids.ts';
import { orderView } from '../../domain/views.ts';
import type { ApiApp } from '../ApiEnv.ts';
import { requireDecider } from '../access/requireRole.ts';
import { notFound } from '../problem/notFound.ts';
import { ProblemError } from '../problem/ProblemError.ts';
import { limit } from './queries.ts';
import type { RouteContext } from './RouteContext.ts';
import { answers, refusals } from './responses.ts';

const list = createRoute({
  method: 'get',
  path: '/api/orders',
  summary: 'Orders, newest first',
  request: { query: z.strictObject({ open: z.literal('true').optional(), limit }) },
  responses: { 200: answers(z.array(orderView), 'Orders'), ...refusals(422) },
});

const read = createRoute({
  method: 'get',
  path: '/api/orders/{id}',
  summary: 'One order with its fills',
  request: { params: z.strictObject({ id: z.string() }) },
  responses: { 200: answers(orderView, 'The order'), ...refusals(404) },
});

const cancel = createRoute({
  method: 'post',
  path: '/api/orders/{id}/cancel',
  summary: 'Asks the venue to cancel an entry order; any credential may',
  request: {
    params: z.strictObject({ id: z.string() }),
    body: {
      content: { 'application/json': { schema: z.strictObject({ reason: z.string().max(500).optional() }) } },
    },
  },
  responses: {
    200: answers(orderView, 'The order, with its cancel under way'),
    ...refusals(404, 409, 422, 503),
  },
});

const settle = createRoute({
  method: 'post',
  path: '/api/orders/{id}/settle',
  summary:
    'Ends a quarantine by the venue’s word or by writing off; takes the approver’s credential and a reason',
  request: {
    params: z.strictObject({ id: z.string() }),
    body: {
      required: true,
      content: {
        'application/json': {
          schema: z.strictObject({
            decision: z.enum(['accept', 'writeOff']),
            reason: z.string().trim().min(1).max(500),
          }),
        },
      },
    },
  },
  responses: { 200: answers(orderView, 'The order, settled'), ...refusals(403, 404, 409, 422, 503) },
});

/** Orders. */
export function addOrderRoutes(app: ApiApp, { desk }: RouteContext): void {
  app.openapi(list, async (context) => {
    const { open, limit: count = 200 } = context.req.valid('query');
    return context.json(await desk.listOrders({ limit: count, ...(open === 'true' && { open: true }) }), 200);
  });

  app.openapi(read, async (context) => {
    const { id } = context.req.valid('param');
    const known = orderId.safeParse(id);
    const view = known.success ? await desk.readOrder(known.data) : undefined;
    if (!view) throw notFound('order', id);
    return context.json(view, 200);
  });

  app.openapi(cancel, async (context) => {
    const { actor } = context.get('credential');
    const { id } = context.req.valid('param');
    const known = orderId.safeParse(id);
    if (!known.success) throw notFound('order', id);
    const { reason } = context.req.valid('json');
    const result = await desk.cancelOrder({
      order: known.data,
      actor,
      ...(reason !== undefined && { reason }),
    });
    switch (result.kind) {
      case 'requested':
        return context.json(result.order, 200);
      case 'notFound':
        throw notFound('order', id);
      case 'conflict':
        throw new ProblemError({
          status: 409,
          code: 'not-cancellable',
          title: 'This order cannot be cancelled',
          detail: `${result.message} Nothing was changed.`,
          extensions: { order: result.order },
        });
    }
  });

  app.openapi(settle, async (context) => {
    const actor = requireDecider(context, 'settle an order');
    const { id } = context.req.valid('param');
    const known = orderId.safeParse(id);
    if (!known.success) throw notFound('order', id);
    const result = await desk.endQuarantine({ order: known.data, actor, ...context.req.valid('json') });
    switch (result.kind) {
      case 'ended':
        return context.json(result.order, 200);
      case 'notFound':
        throw notFound('order', id);
      case 'conflict':
        throw new ProblemError({
          status: 409,
          code: 'not-settled',
          title: 'This order cannot be settled so',
          detail: `${result.message} Nothing was changed.`,
          extensions: { order: result.order },
        });
      case 'forbidden':
        throw new ProblemError({
          status: 403,
          code: 'forbidden',
          title: 'This credential may not settle an order',
          detail: result.message,
        });
    }
  });
}
