import type { Context, MiddlewareHandler } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { ApiEnv } from '../ApiEnv.ts';
import { ProblemError } from '../problem/ProblemError.ts';
import { approverCredential, type Credential, operatorCredential, sessionCredential } from './Credential.ts';
import type { Sessions } from './createSessions.ts';
import { equalHashes, hashSecret } from './hashSecret.ts';
import type { TokenHashes } from './loadTokens.ts';

/** `rotated`: the token that replaces the cookie's. */
type Found = { credential: Credential | undefined; rotated: string | null };

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Finds out who asks: a bearer token first, the page's session otherwise. Refuses everybody else. */
export function authenticate(access: { tokens: TokenHashes; sessions: Sessions }): MiddlewareHandler<ApiEnv> {
  return async (context, next) => {
    const authorization = context.req.header('authorization');
    const found: Found =
      authorization === undefined
        ? fromCookie(context, access.sessions)
        : { credential: fromBearer(context, authorization, access.tokens), rotated: null };
    const { credential, rotated } = found;
    if (!credential) throw unauthenticated();
    if (credential.kind === 'session' && !safeMethods.has(context.req.method)) requireOrigin(context);
    context.set('credential', credential);
    await next();
    // Only now: a header that is set earlier is lost when a route answers with a Response of its own.
    if (rotated !== null) setSessionCookie(context, access.sessions, rotated);
  };
}

/** Puts a session token into the browser's cookie, out of reach of scripts and of other sites. */
export function setSessionCookie(context: Context, sessions: Sessions, token: string): void {
  setCookie(context, sessions.cookieName, token, {
    httpOnly: true,
    sameSite: 'Strict',
    path: '/',
    maxAge: 7 * 24 * 3600,
  });
}

function fromBearer(context: Context, authorization: string, tokens: TokenHashes): Credential | undefined {
  const token = /^Bearer +([\w.~+/=-]{1,512})$/i.exec(authorization)?.[1];
  if (token === undefined) return undefined;
  const hash = hashSecret(token);
  const isOperator = equalHashes(hash, tokens.operator);
  const isApprover = equalHashes(hash, tokens.approver);
  // Where it came from is a label in the journal and opens nothing, so the client's word is enough.
  const channel = context.req.header('user-agent')?.startsWith('countersign-cli/') ? 'cli' : 'api';
  if (isOperator) return operatorCredential(channel);
  if (isApprover) return approverCredential(channel);
  return undefined;
}

function fromCookie(context: Context, sessions: Sessions): Found {
  const token = getCookie(context, sessions.cookieName);
  const session = token === undefined ? undefined : sessions.check(token);
  return session
    ? { credential: sessionCredential(session.id), rotated: session.rotated }
    : { credential: undefined, rotated: null };
}

/** `guardOrigin` has refused a wrong Origin already; a write from the page must carry one at all. */
function requireOrigin(context: Context): void {
  if (context.req.header('origin') !== undefined) return;
  throw new ProblemError({
    status: 403,
    code: 'missing-origin',
    title: 'A write from the page needs its Origin',
    detail:
      'The request carries the page’s session but no Origin header, so it may come from elsewhere. Nothing was changed and no order was sent. Use the page itself, or a token.',
    errors: [{ field: 'Origin', found: 'nothing', allowed: 'the address of this desk, with its port' }],
  });
}

function unauthenticated(): ProblemError {
  return new ProblemError({
    status: 401,
    code: 'unauthenticated',
    title: 'Who is asking?',
    detail:
      'This needs a token from the desk’s home as Bearer, or a page opened by a one-time address: run `countersign open`. Nothing was changed and no order was sent.',
    headers: { 'www-authenticate': 'Bearer realm="countersign"' },
  });
}
