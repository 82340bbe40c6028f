import type { ApiApp } from './ApiEnv.ts';

/** The API's description in OpenAPI 3.1, generated from the routes and their schemas. */
export function openApiDocument(app: ApiApp, version: string) {
  const document = app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Countersign',
      version,
      description:
        'A trading desk on which models propose, state machines decide and a human countersigns. Decimals are strings; times are epoch milliseconds. Refusals are problem details (RFC 9457) that say which field, what was found, what is allowed, and whether an order was sent.',
      license: { name: 'Apache-2.0' },
    },
    security: [{ token: [] }, { session: [] }],
  });
  return {
    ...document,
    components: {
      ...document.components,
      securitySchemes: {
        token: {
          type: 'http',
          scheme: 'bearer',
          description: 'The file `token` (proposes) or `approver-token` (decides) in the desk’s home',
        },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'countersign-…',
          description:
            'Session of a page that was opened by a one-time address; writes need the exact Origin',
        },
      },
    },
  };
}
