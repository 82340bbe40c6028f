import { createRoute, z } from '@hono/zod-openapi';
import { instrumentId } from '../../domain/ids.ts';
import { newsView } from '../../domain/NewsItem.ts';
import { sourcesView } from '../../domain/SourceView.ts';
import type { ApiApp } from '../ApiEnv.ts';
import { requireInstrument } from './addMarketRoutes.ts';
import { time, wholeNumber } from './queries.ts';
import type { RouteContext } from './RouteContext.ts';
import { answers, refusals } from './responses.ts';

const sources = createRoute({
  method: 'get',
  path: '/api/sources',
  summary: 'Sources outside of the desk: how each is, since when, and what it still allows',
  responses: { 200: answers(sourcesView, 'All sources, and whether the crowd is on'), ...refusals() },
});

const news = createRoute({
  method: 'get',
  path: '/api/news',
  summary: 'News or posts as untrusted text, newest first; of one instrument’s coin, or of all',
  request: {
    query: z.strictObject({
      instrument: instrumentId.optional(),
      kind: z.enum(['news', 'post']).optional(),
      since: time,
      limit: wholeNumber({ min: 1, max: 200 }).optional(),
    }),
  },
  responses: { 200: answers(newsView, 'The news, and whether any is read'), ...refusals(422) },
});

/** How the sources outside of the desk are, and the news they gave. */
export function addSourceRoutes(app: ApiApp, { desk }: RouteContext): void {
  app.openapi(sources, (context) => context.json(desk.sources(), 200));

  app.openapi(news, async (context) => {
    const { instrument, kind = 'news', since = 0, limit = 100 } = context.req.valid('query');
    if (instrument !== undefined) requireInstrument(desk, instrument);
    const asset = desk.instruments().find(({ id }) => id === instrument)?.base;
    return context.json(await desk.news({ kind, since, limit, ...(asset !== undefined && { asset }) }), 200);
  });
}
