import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Credential } from './access/Credential.ts';

/** What middleware leaves for the routes. `credential` is set on every route under /api that asks for one. */
export type ApiEnv = { Variables: { credential: Credential; requestId: string } };

export type ApiApp = OpenAPIHono<ApiEnv>;
