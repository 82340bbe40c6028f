import { createRoute, z } from '@hono/zod-openapi';
import { isBrokenRow } from '../../db/journal/isBrokenRow.ts';
import { alert } from '../../domain/Alert.ts';
import { evidence } from '../../domain/Evidence.ts';
import { fill } from '../../domain/Fill.ts';
import { evidenceId, instrumentId } from '../../domain/ids.ts';
import { journalEntry } from '../../domain/JournalEntry.ts';
import { overridesView } from '../../domain/Override.ts';
import { decimalString } from '../../domain/schema.ts';
import { portfolioView } from '../../domain/views.ts';
import type { ApiApp } from '../ApiEnv.ts';
import { requireDecider } from '../access/requireRole.ts';
import { notFound } from '../problem/notFound.ts';
import { ProblemError } from '../problem/ProblemError.ts';
import { requireInstrument } from './addMarketRoutes.ts';
import { limit, wholeNumber } from './queries.ts';
import type { RouteContext } from './RouteContext.ts';
import { answers, refusals } from './responses.ts';

const portfolio = createRoute({
  method: 'get',
  path: '/api/portfolio',
  summary: 'Equity, cash, positions and profit after fees',
  responses: { 200: answers(portfolioView, 'The portfolio at present prices'), ...refusals(503) },
});

const settle = createRoute({
  method: 'post',
  path: '/api/positions/settle',
  summary:
    'Takes coins off the books that the venue does not have; takes the approver’s credential and a reason',
  request: {
    body: {
      required: true,
      content: {
        'application/json': {
          schema: z.strictObject({
            instrument: instrumentId,
            reason: z.string().trim().min(1).max(500),
          }),
        },
      },
    },
  },
  responses: {
    200: answers(
      z.strictObject({
        instrument: instrumentId,
        /** Quantities of the base asset: what was taken off, and what is left. */
        writtenOff: decimalString,
        left: decimalString,
      }),
      'What was taken off the books',
    ),
    ...refusals(403, 409, 422, 503),
  },
});

const overrides = createRoute({
  method: 'get',
  path: '/api/overrides',
  summary: 'What declined, edited, expired and denied proposals would have made or lost, and who was right',
  responses: {
    200: answers(overridesView, 'Overruled proposals, newest first, and their sums'),
    ...refusals(),
  },
});

const fills = createRoute({
  method: 'get',
  path: '/api/fills',
  summary: 'Executions, newest first',
  request: { query: z.strictObject({ instrument: instrumentId.optional(), limit }) },
  responses: { 200: answers(z.array(fill), 'Executions'), ...refusals(422) },
});

const journal = createRoute({
  method: 'get',
  path: '/api/journal',
  summary: 'The append-only journal, oldest first, starting after a sequence number',
  request: {
    query: z.strictObject({
      after: wholeNumber({ min: 0, max: Number.MAX_SAFE_INTEGER }).optional(),
      limit,
      subject: z.string().max(64).optional(),
    }),
  },
  responses: { 200: answers(z.array(journalEntry), 'Entries'), ...refusals(422) },
});

const alerts = createRoute({
  method: 'get',
  path: '/api/alerts',
  summary: 'What a person should know, newest first',
  request: { query: z.strictObject({ limit }) },
  responses: { 200: answers(z.array(alert), 'Alerts'), ...refusals(422) },
});

const oneEvidence = createRoute({
  method: 'get',
  path: '/api/evidence/{id}',
  summary: 'A stored tool result that a proposal or an answer cites',
  request: { params: z.strictObject({ id: z.string() }) },
  responses: { 200: answers(evidence, 'The evidence'), ...refusals(404) },
});

/** What the desk holds and has done. */
export function addBookRoutes(app: ApiApp, { desk }: RouteContext): void {
  app.openapi(portfolio, async (context) => context.json(await desk.portfolio(), 200));

  app.openapi(settle, async (context) => {
    const actor = requireDecider(context, 'settle a holding');
    const { instrument, reason } = context.req.valid('json');
    requireInstrument(desk, instrument);
    const result = await desk.settleHolding({ instrument, reason, actor });
    switch (result.kind) {
      case 'settled': {
        const { writtenOff, left } = result;
        return context.json({ instrument, writtenOff, left }, 200);
      }
      case 'conflict':
        throw new ProblemError({
          status: 409,
          code: 'not-settled',
          title: 'This holding cannot be settled',
          detail: `${result.message} Nothing was changed.`,
        });
      case 'forbidden':
        throw new ProblemError({
          status: 403,
          code: 'forbidden',
          title: 'This credential may not settle a holding',
          detail: result.message,
        });
    }
  });

  app.openapi(overrides, async (context) => context.json(await desk.overrides(), 200));

  app.openapi(fills, async (context) => {
    const { instrument, limit: count = 500 } = context.req.valid('query');
    if (instrument !== undefined) requireInstrument(desk, instrument);
    return context.json(await desk.listFills({ limit: count, ...(instrument && { instrument }) }), 200);
  });

  app.openapi(journal, async (context) => {
    const { after, limit: count = 500, subject } = context.req.valid('query');
    const filter = {
      limit: count,
      ...(after !== undefined && { after }),
      ...(subject !== undefined && { subject }),
    };
    const entries = await desk.listJournal(filter).catch((cause: unknown) => {
      throw isBrokenRow(cause) ? unreadable(cause) : cause;
    });
    return context.json(entries, 200);
  });

  app.openapi(alerts, async (context) => {
    const { limit: count = 100 } = context.req.valid('query');
    return context.json(await desk.listAlerts({ limit: count }), 200);
  });

  app.openapi(oneEvidence, async (context) => {
    const { id } = context.req.valid('param');
    const parsed = evidenceId.safeParse(id);
    const stored = parsed.success ? await desk.readEvidence(parsed.data) : undefined;
    if (!stored) throw notFound('evidence', id);
    return context.json(stored, 200);
  });
}

function unreadable(cause: unknown): ProblemError {
  const error = new ProblemError({
    status: 500,
    code: 'journal-unreadable',
    title: 'The journal cannot be read there',
    detail:
      'An entry of the journal no longer has the shape of one: it was changed. Nothing was changed by this request. Run countersign audit verify to learn which.',
  });
  error.cause = cause;
  return error;
}
