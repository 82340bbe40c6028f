import { createRoute, z } from '@hono/zod-openapi';
import { instrument as instrumentSchema } from '../../domain/Instrument.ts';
import { type InstrumentId, instrumentId } from '../../domain/ids.ts';
import { bar, quote as quoteSchema, timeframe } from '../../domain/market.ts';
import type { ApiApp } from '../ApiEnv.ts';
import type { DeskApi } from '../DeskApi.ts';
import { invalidRequest } from '../problem/invalidRequest.ts';
import { ProblemError } from '../problem/ProblemError.ts';
import { time, wholeNumber } from './queries.ts';
import type { RouteContext } from './RouteContext.ts';
import { answers, refusals } from './responses.ts';

const instruments = createRoute({
  method: 'get',
  path: '/api/instruments',
  summary: 'What can be traded, with the venue’s rules',
  responses: { 200: answers(z.array(instrumentSchema), 'All instruments'), ...refusals() },
});

const quote = createRoute({
  method: 'get',
  path: '/api/quote',
  summary: 'Newest best bid and ask; judge its age by exchangeTime',
  request: { query: z.strictObject({ instrument: instrumentId }) },
  responses: { 200: answers(quoteSchema, 'The newest quote'), ...refusals(422, 503) },
});

const bars = createRoute({
  method: 'get',
  path: '/api/bars',
  summary: 'Candles, ascending by open time; the last one may still be open',
  request: {
    query: z.strictObject({
      instrument: instrumentId,
      timeframe,
      from: time,
      to: time,
      limit: wholeNumber({ min: 1, max: 5000 }).optional(),
    }),
  },
  responses: { 200: answers(z.array(bar), 'Candles'), ...refusals(422, 503) },
});

/** Instruments and prices. */
export function addMarketRoutes(app: ApiApp, { desk }: RouteContext): void {
  app.openapi(instruments, (context) => context.json(desk.instruments(), 200));

  app.openapi(quote, (context) => {
    const { instrument } = context.req.valid('query');
    requireInstrument(desk, instrument);
    const newest = desk.quote(instrument);
    if (!newest) throw noPrice(instrument);
    return context.json(newest, 200);
  });

  app.openapi(bars, async (context) => {
    const { instrument, timeframe: length, from, to, limit = 500 } = context.req.valid('query');
    requireInstrument(desk, instrument);
    if (from !== undefined && to !== undefined && from > to) {
      throw invalidRequest([{ field: 'from', found: String(from), allowed: `at most to, which is ${to}` }]);
    }
    const range = { limit, ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
    return context.json(await desk.bars(instrument, length, range), 200);
  });
}

/** Refuses an instrument that this desk does not trade, and says which it does. */
export function requireInstrument(desk: Pick<DeskApi, 'instruments'>, id: InstrumentId): void {
  const known = desk.instruments().map((instrument) => instrument.id);
  if (known.includes(id)) return;
  const [base, quoted] = id.split('/');
  const swapped = known.find((candidate) => candidate === `${quoted}/${base}`);
  throw invalidRequest([
    {
      field: 'instrument',
      found: id,
      allowed: swapped ? `${swapped} (base and quote are swapped)` : `one of ${known.join(', ')}`,
    },
  ]);
}

function noPrice(instrument: InstrumentId): ProblemError {
  return new ProblemError({
    status: 503,
    code: 'no-price-yet',
    title: 'There is no price yet',
    detail: `The venue has not sent a price for ${instrument} yet. Nothing was changed. Try again in a moment.`,
    headers: { 'retry-after': '1' },
  });
}
