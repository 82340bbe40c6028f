import { describe, expect, it } from 'vitest';
import { openTestApp } from './testing/openTestApp.ts';

const routes: Record<string, string[]> = {
  '/api/health': ['get'],
  '/api/state': ['get'],
  '/api/instruments': ['get'],
  '/api/bars': ['get'],
  '/api/quote': ['get'],
  '/api/portfolio': ['get'],
  '/api/overrides': ['get'],
  '/api/proposals': ['get', 'post'],
  '/api/proposals/{id}': ['get'],
  '/api/proposals/{id}/decision': ['post'],
  '/api/positions/close': ['post'],
  '/api/positions/settle': ['post'],
  '/api/orders': ['get'],
  '/api/orders/{id}': ['get'],
  '/api/orders/{id}/cancel': ['post'],
  '/api/orders/{id}/settle': ['post'],
  '/api/fills': ['get'],
  '/api/risk': ['get'],
  '/api/limits': ['get'],
  '/api/limits/loosen': ['post'],
  '/api/kill': ['get', 'post'],
  '/api/models': ['get'],
  '/api/forecast': ['get'],
  '/api/sources': ['get'],
  '/api/news': ['get'],
  '/api/rearm': ['post'],
  '/api/journal': ['get'],
  '/api/alerts': ['get'],
  '/api/audit/{id}': ['get'],
  '/api/evidence/{id}': ['get'],
  '/api/stream': ['get'],
  '/api/chat': ['post'],
  '/api/chats/{id}': ['get'],
  '/api/ask': ['post'],
  '/api/launch': ['post'],
  '/api/session': ['delete'],
};

describe('GET /api/openapi.json', () => {
  it('default: describes every route in OpenAPI 3.1, without a credential', async () => {
    await using test = openTestApp();
    const response = await test.ask('GET', '/api/openapi.json', { as: 'nobody' });
    expect(response.status).toBe(200);
    const document = await response.json();
    expect(document.openapi).toBe('3.1.0');
    expect(
      Object.fromEntries(
        Object.entries(document.paths).map(([path, item]) => [path, Object.keys(item as object).sort()]),
      ),
    ).toEqual(routes);
  });

  it('behavior: requests are described with the fields and patterns of the domain', async () => {
    await using test = openTestApp();
    const document = await (await test.ask('GET', '/api/openapi.json')).json();
    const { schema } = document.paths['/api/proposals'].post.requestBody.content['application/json'];
    expect(schema).toMatchObject({
      type: 'object',
      additionalProperties: false,
      required: ['instrument', 'side', 'type'],
      properties: { side: { enum: ['buy', 'sell'] }, quantity: { type: 'string' } },
    });
    const { parameters } = document.paths['/api/bars'].get;
    expect(parameters.find((parameter: { name: string }) => parameter.name === 'limit').schema).toMatchObject(
      {
        type: 'integer',
        minimum: 1,
        maximum: 5000,
      },
    );
  });

  it('behavior: every route with a credential tells its refusals as problems', async () => {
    await using test = openTestApp();
    const document = await (await test.ask('GET', '/api/openapi.json')).json();
    for (const [path, item] of Object.entries<
      Record<string, { responses: Record<string, { content?: object }> }>
    >(document.paths)) {
      for (const { responses } of Object.values(item)) {
        if (path === '/api/health') continue;
        expect(responses['401']?.content, path).toHaveProperty(['application/problem+json']);
      }
    }
  });
});
