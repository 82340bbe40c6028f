import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { signedPayload } from './authenticate.ts';
import { callEndpoint, toRejection } from './callEndpoint.ts';
import type { VenueContext } from './Endpoint.ts';
import { endpoints } from './endpoints/endpoints.ts';
import { parseParams } from './Params.ts';

/** Tells every answer of the simulated venue from a real exchange's. */
export const simulatedHeader = ['X-Simulated', 'countersign'] as const;

/** Largest request body (bytes); the longest order takes a hundredth of it. */
const maxBody = 64 * 1024;

/** The REST side of the venue. `onFault` hears of errors that are no refusals. */
export function restApp(context: VenueContext, onFault: (error: unknown) => void): Hono {
  const app = new Hono();
  app.use(async (c, next) => {
    await next();
    c.header(...simulatedHeader);
    const key = c.req.header('x-mbx-apikey');
    const account = key === undefined ? '' : (context.keys.get(key)?.account ?? '');
    const used = context.limiter.used(address, account, context.exchange.clock.now());
    c.header('X-MBX-USED-WEIGHT', String(used.weight));
    c.header('X-MBX-USED-WEIGHT-1M', String(used.weight));
    if (c.req.method !== 'GET' && account !== '') {
      c.header('X-MBX-ORDER-COUNT-10S', String(used.tenSeconds));
      c.header('X-MBX-ORDER-COUNT-1D', String(used.day));
    }
  });
  // Only pages in a browser say where they come from: none has anything to ask here.
  app.use(async (c, next) =>
    c.req.header('origin') === undefined
      ? next()
      : c.json({ code: -1002, msg: 'Pages in a browser are not answered here.' }, 403),
  );
  app.use(
    bodyLimit({
      maxSize: maxBody,
      onError: (c) => c.json({ code: -1000, msg: `A request body may have ${maxBody} bytes.` }, 413),
    }),
  );
  for (const endpoint of endpoints) {
    app.on(endpoint.method, endpoint.path, async (c) => {
      const query = new URL(c.req.url).search.slice(1);
      const body = endpoint.method === 'GET' ? '' : await c.req.text();
      const answer = await callEndpoint(context, endpoint, {
        params: parseParams(query, body),
        key: c.req.header('x-mbx-apikey'),
        payload: signedPayload(query, body),
        address,
      });
      return c.json(Object(answer));
    });
  }
  app.notFound((c) =>
    c.json({ code: -1000, msg: `${c.req.method} ${c.req.path} does not exist here.` }, 404),
  );
  app.onError((error, c) => refuse(c, error, onFault));
  return app;
}

/** The venue listens on loopback alone: all clients share one weight. */
const address = 'loopback';

function refuse(c: Context, error: unknown, onFault: (error: unknown) => void): Response {
  const rejection = toRejection(error);
  if (rejection !== error) onFault(error);
  if (rejection.retryAfter !== undefined) c.header('Retry-After', String(rejection.retryAfter));
  const body = {
    code: rejection.code,
    msg: rejection.message,
    ...(rejection.data !== undefined && { data: rejection.data }),
  };
  return c.json(body, statusOf(rejection.status));
}

function statusOf(status: number): ContentfulStatusCode {
  const allowed = [400, 401, 403, 404, 409, 418, 429, 500, 503] as const;
  return allowed.find((each) => each === status) ?? 400;
}
