import { createRoute, z } from '@hono/zod-openapi';
import { modelView } from '../../domain/ForecastRecord.ts';
import type { ApiApp } from '../ApiEnv.ts';
import type { RouteContext } from './RouteContext.ts';
import { answers, refusals } from './responses.ts';

const models = createRoute({
  method: 'get',
  path: '/api/models',
  summary: 'Loaded models: what their cards say of them, and how they did since on this desk',
  responses: { 200: answers(z.array(modelView), 'All loaded models'), ...refusals() },
});

/** The models and their live records. */
export function addModelRoutes(app: ApiApp, { desk }: RouteContext): void {
  app.openapi(models, (context) => context.json(desk.models(), 200));
}
