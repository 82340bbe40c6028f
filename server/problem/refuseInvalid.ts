import type { Context } from 'hono';
import { routePath } from 'hono/route';
import type { z } from 'zod';
import type { ApiApp, ApiEnv } from '../ApiEnv.ts';
import { invalidRequest } from './invalidRequest.ts';
import { toProblems } from './toProblems.ts';

type Validated = { success: true } | { success: false; error: z.ZodError };

/**
 * What happens when a request does not fit its route's schema. The schema is looked up where the OpenAPI document
 * takes it from, so that an unknown field is answered with the known ones.
 */
export function refuseInvalid(app: () => ApiApp) {
  return (result: Validated & { target: string; data?: unknown }, context: Context<ApiEnv>): undefined => {
    if (result.success) return undefined;
    const schema = schemaOf(app(), context, result.target);
    throw invalidRequest(toProblems(result.error, result.data, schema));
  };
}

function schemaOf(app: ApiApp, context: Context<ApiEnv>, target: string): unknown {
  const path = routePath(context).replaceAll(/:([A-Za-z]+)/g, '{$1}');
  const method = context.req.method.toLowerCase();
  for (const definition of app.openAPIRegistry.definitions) {
    if (definition.type !== 'route') continue;
    const { route } = definition;
    if (route.path !== path || route.method !== method) continue;
    if (target === 'json') return jsonSchemaOf(route.request?.body?.content['application/json']);
    if (target === 'query') return route.request?.query;
    return route.request?.params;
  }
  return undefined;
}

function jsonSchemaOf(media: object | undefined): unknown {
  return media && 'schema' in media ? media.schema : undefined;
}
