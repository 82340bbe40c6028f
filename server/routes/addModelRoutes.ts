import { createRoute, z } from '@hono/zod-openapi';
import { forecastView } from '../../domain/ForecastRecord.ts';
import { instrumentId } from '../../domain/ids.ts';
import { modelView } from '../../domain/ModelView.ts';
import { timeframe } from '../../domain/market.ts';
import type { ApiApp } from '../ApiEnv.ts';
import { requireInstrument } from './addMarketRoutes.ts';
import type { RouteContext } from './RouteContext.ts';
import { answers, refusals } from './responses.ts';

const models = createRoute({
  method: 'get',
  path: '/api/models',
  summary: 'The models: what their cards say of them, and how they did since on this desk',
  responses: { 200: answers(z.array(modelView), 'All loaded models'), ...refusals() },
});

const forecast = createRoute({
  method: 'get',
  path: '/api/forecast',
  summary: 'The trend model’s newest forecast for one instrument and timeframe, or why there is none',
  request: { query: z.strictObject({ instrument: instrumentId, timeframe }) },
  responses: { 200: answers(forecastView, 'The forecast'), ...refusals(422, 503) },
});

/** The models, their live records, and what they say now. */
export function addModelRoutes(app: ApiApp, { desk }: RouteContext): void {
  app.openapi(models, (context) => context.json(desk.models(), 200));

  app.openapi(forecast, async (context) => {
    const { instrument, timeframe: length } = context.req.valid('query');
    requireInstrument(desk, instrument);
    return context.json(await desk.forecast(instrument, length), 200);
  });
}
