import { createRoute, z } from '@hono/zod-openapi';
import type { ApiApp } from '../ApiEnv.ts';
import { setSessionCookie } from '../access/authenticate.ts';
import { requireDecider } from '../access/requireRole.ts';
import type { RouteContext } from './RouteContext.ts';
import { answers, refusals } from './responses.ts';

const newLaunch = createRoute({
  method: 'post',
  path: '/api/launch',
  summary: 'Makes another one-time address for the page; takes the approver’s token or an open page',
  responses: {
    201: answers(
      z.strictObject({ url: z.string(), expiresAt: z.int() }),
      'The address, good once for five minutes',
    ),
    ...refusals(403),
  },
});

const endSession = createRoute({
  method: 'delete',
  path: '/api/session',
  summary: 'Ends the session of this page',
  responses: { 204: { description: 'It has ended' }, ...refusals() },
});

/** Opening the page with a one-time address, and ending that. */
export function addLaunchRoutes(app: ApiApp, context: RouteContext): void {
  const { sessions, launchCodes, port } = context;

  app.openapi(newLaunch, (request) => {
    requireDecider(request, 'open the page, which may decide');
    const { code, expiresAt } = launchCodes.create();
    return request.json({ url: launchUrl(port(), code), expiresAt }, 201);
  });

  app.openapi(endSession, (request) => {
    const { session } = request.get('credential');
    if (session !== null) sessions.end(session);
    return request.body(null, 204);
  });

  app.get('/launch', (request) => {
    // A program that only looks whether the address is there must not use it up.
    if (request.req.method === 'HEAD') return request.body(null, 204);
    const code = request.req.query('code');
    if (code === undefined || !launchCodes.redeem(code)) return request.html(usedUp, 403);
    setSessionCookie(request, sessions, sessions.create());
    return request.redirect('/', 303);
  });
}

/** The address that opens the page once. */
export function launchUrl(port: number, code: string): string {
  return `http://127.0.0.1:${port}/launch?code=${code}`;
}

const usedUp = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Countersign</title>
<meta name="viewport" content="width=device-width,initial-scale=1"></head><body>
<h1>This address has been used or has expired</h1>
<p>An address opens the desk once, within five minutes. Nothing was changed and no order was sent.</p>
<p>For another one, run <code>npx countersign open</code> in a terminal on this machine.</p>
</body></html>`;
