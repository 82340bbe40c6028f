import { OpenAPIHono } from '@hono/zod-openapi';
import { bodyLimit } from 'hono/body-limit';
import { routePath } from 'hono/route';
import type { Log } from '../desk/Log.ts';
import type { Clock } from '../domain/Clock.ts';
import type { ApiApp, ApiEnv } from './ApiEnv.ts';
import { authenticate } from './access/authenticate.ts';
import type { LaunchCodes } from './access/createLaunchCodes.ts';
import type { Sessions } from './access/createSessions.ts';
import { guardOrigin } from './access/guardOrigin.ts';
import { newSecret } from './access/hashSecret.ts';
import type { TokenHashes } from './access/loadTokens.ts';
import { secureHeaders } from './access/secureHeaders.ts';
import type { DeskApi } from './DeskApi.ts';
import type { Metrics } from './metrics/createMetrics.ts';
import { openApiDocument } from './openApiDocument.ts';
import { answerUnrouted } from './problem/answerUnrouted.ts';
import { parseJsonBody } from './problem/parseJsonBody.ts';
import { problemResponse } from './problem/problemResponse.ts';
import { refuseInvalid } from './problem/refuseInvalid.ts';
import { tooLarge } from './problem/tooLarge.ts';
import { toProblemDetails } from './problem/toProblemDetails.ts';
import { addAuditRoutes } from './routes/addAuditRoutes.ts';
import { addBookRoutes } from './routes/addBookRoutes.ts';
import { addChatRoutes } from './routes/addChatRoutes.ts';
import { addLaunchRoutes } from './routes/addLaunchRoutes.ts';
import { addLimitRoutes } from './routes/addLimitRoutes.ts';
import { addMarketRoutes } from './routes/addMarketRoutes.ts';
import { addModelRoutes } from './routes/addModelRoutes.ts';
import { addOrderRoutes } from './routes/addOrderRoutes.ts';
import { addProposalRoutes } from './routes/addProposalRoutes.ts';
import { addRiskRoutes } from './routes/addRiskRoutes.ts';
import { addSourceRoutes } from './routes/addSourceRoutes.ts';
import { addStreamRoute } from './routes/addStreamRoute.ts';
import { addSystemRoutes } from './routes/addSystemRoutes.ts';
import type { Site } from './site/loadSite.ts';
import { notBuilt } from './site/notBuilt.ts';
import { serveSite } from './site/serveSite.ts';
import type { EventHub } from './stream/createEventHub.ts';

export type AppParts = {
  desk: DeskApi;
  hub: EventHub;
  metrics: Metrics;
  tokens: TokenHashes;
  sessions: Sessions;
  launchCodes: LaunchCodes;
  /** The page; undefined when it has not been built. */
  site: Site | undefined;
  version: string;
  clock: Clock;
  log: Log;
  /** Port that the server listens on; asked at each request. */
  port: () => number;
};

const maxBodyBytes = 256 * 1024;

/** Asks for no credential: they tell nothing of what the desk holds or does. */
const open = new Set(['/api/health', '/api/openapi.json']);

/** The whole HTTP side of the desk: API, event stream, chat, metrics and the page, behind one guard. */
export function createApp(parts: AppParts): ApiApp {
  const { log, metrics, site } = parts;
  const app: ApiApp = new OpenAPIHono<ApiEnv>({ defaultHook: refuseInvalid(() => app) });

  app.use(async (context, next) => {
    const started = performance.now();
    context.set('requestId', newSecret().slice(0, 12));
    await next();
    const seconds = (performance.now() - started) / 1000;
    metrics.observeRequest({
      method: context.req.method,
      route: routePath(context, -1),
      status: context.res.status,
      seconds,
    });
  });
  app.use(secureHeaders());
  app.use(guardOrigin(parts.port));
  const identify = authenticate(parts);
  app.use('/api/*', (context, next) => (open.has(context.req.path) ? next() : identify(context, next)));
  app.use('/api/*', bodyLimit({ maxSize: maxBodyBytes, onError: () => tooLarge(maxBodyBytes) }));
  app.use('/api/*', parseJsonBody());

  addSystemRoutes(app, parts);
  addMarketRoutes(app, parts);
  addBookRoutes(app, parts);
  addAuditRoutes(app, parts);
  addProposalRoutes(app, parts);
  addOrderRoutes(app, parts);
  addRiskRoutes(app, parts);
  addLimitRoutes(app, parts);
  addModelRoutes(app, parts);
  addSourceRoutes(app, parts);
  addChatRoutes(app, parts);
  addStreamRoute(app, parts);
  addLaunchRoutes(app, parts);

  app.get('/metrics', async () => {
    return new Response(await metrics.render(), { headers: { 'content-type': metrics.contentType } });
  });
  app.get('/api/openapi.json', (context) => context.json(openApiDocument(app, parts.version)));

  app.notFound(async (context) => {
    const { path } = context.req;
    if (site && !path.startsWith('/api/')) {
      const page = await serveSite(site, context);
      if (page) return page;
    }
    if (!site && path === '/') return notBuilt(context);
    throw answerUnrouted(app, context);
  });

  app.onError((error, context) => {
    const write = context.req.method !== 'GET' && context.req.method !== 'HEAD';
    const details = toProblemDetails(error, write);
    if (details.status >= 500) {
      log.error(
        { requestId: context.get('requestId'), path: context.req.path, error: error.stack ?? String(error) },
        'a request failed',
      );
    }
    return problemResponse(details, context.get('requestId'));
  });
  return app;
}
