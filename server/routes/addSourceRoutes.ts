import { createRoute } from '@hono/zod-openapi';
import { sourcesView } from '../../domain/SourceView.ts';
import type { ApiApp } from '../ApiEnv.ts';
import type { RouteContext } from './RouteContext.ts';
import { answers, refusals } from './responses.ts';

const sources = createRoute({
  method: 'get',
  path: '/api/sources',
  summary: 'Sources of news and mood: how each is, since when, and what it still allows',
  responses: { 200: answers(sourcesView, 'All sources, or that they are off'), ...refusals() },
});

/** How the sources outside of the desk are. */
export function addSourceRoutes(app: ApiApp, { desk }: RouteContext): void {
  app.openapi(sources, (context) => context.json(desk.sources(), 200));
}
