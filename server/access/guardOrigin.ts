import type { MiddlewareHandler } from 'hono';
import type { ApiEnv } from '../ApiEnv.ts';
import { ProblemError } from '../problem/ProblemError.ts';

/**
 * Refuses requests that another site makes the browser send: a Host that is not this desk's (DNS rebinding), an
 * Origin that is not exactly this desk's, port included, and cross-site fetches that carry no Origin. Opening a
 * page by a link stays possible. `port` is asked late, since it is known only once the server listens.
 */
export function guardOrigin(port: () => number): MiddlewareHandler<ApiEnv> {
  return async (context, next) => {
    const host = context.req.header('host')?.toLowerCase();
    if (host === undefined || !ownHosts(port()).includes(host)) throw foreign('Host', host);
    const origin = context.req.header('origin');
    if (origin !== undefined && origin !== `http://${host}`) throw foreign('Origin', origin);
    const site = context.req.header('sec-fetch-site');
    const opensPage = context.req.header('sec-fetch-mode') === 'navigate' && context.req.method === 'GET';
    if ((site === 'cross-site' || site === 'same-site') && !opensPage) throw foreign('Sec-Fetch-Site', site);
    await next();
  };
}

/** Names under which this desk may be addressed. */
export function ownHosts(port: number): string[] {
  const names = ['127.0.0.1', 'localhost', '[::1]'];
  return [...names.map((name) => `${name}:${port}`), ...(port === 80 ? names : [])];
}

function foreign(header: string, found: string | undefined): ProblemError {
  return new ProblemError({
    status: 403,
    code: 'foreign-origin',
    title: 'This request does not come from the desk’s own page',
    detail: `The header ${header} names another place than this desk, so the request was refused. Nothing was changed and no order was sent. Open the desk by the address that \`countersign open\` prints.`,
    errors: [{ field: header, found: shown(found), allowed: 'the address of this desk, with its port' }],
  });
}

function shown(value: string | undefined): string {
  return value === undefined ? 'nothing' : value.replaceAll(/[^\x20-\x7e]/g, '?').slice(0, 100);
}
