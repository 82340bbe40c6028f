import type { Context } from 'hono';
import type { ApiApp } from '../ApiEnv.ts';
import { ProblemError } from './ProblemError.ts';

/** For a path that no route took: 405 with what is allowed if another method has one there, 404 otherwise. */
export function answerUnrouted(app: ApiApp, context: Context): ProblemError {
  const { path, method } = context.req;
  const allowed = new Set<string>();
  for (const route of app.routes) {
    if (route.method !== 'ALL' && matches(route.path, path)) allowed.add(route.method);
  }
  if (allowed.size > 0) {
    if (allowed.has('GET')) allowed.add('HEAD');
    const list = [...allowed].sort().join(', ');
    return new ProblemError({
      status: 405,
      code: 'method-not-allowed',
      title: `${method} is not possible here`,
      detail: `${path} takes ${list}. Nothing was changed and no order was sent.`,
      headers: { allow: list },
    });
  }
  return new ProblemError({
    status: 404,
    code: 'not-found',
    title: 'There is nothing at this address',
    detail: `${path.slice(0, 200)} is no address of this desk; /api/openapi.json lists them all. Nothing was changed and no order was sent.`,
  });
}

function matches(pattern: string, path: string): boolean {
  if (pattern.includes('*')) return false;
  const parts = pattern.split('/');
  const found = path.split('/');
  return (
    parts.length === found.length &&
    parts.every((part, i) => (part.startsWith(':') ? found[i] !== '' : part === found[i]))
  );
}
