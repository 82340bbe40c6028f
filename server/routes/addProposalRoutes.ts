import { createRoute, z } from '@hono/zod-openapi';
import type { ProposeResult } from '../../desk/proposeOrder.ts';
import { decisionCommand } from '../../domain/DecisionCommand.ts';
import { hashOf } from '../../domain/hash.ts';
import { instrumentId, type ProposalId, proposalId } from '../../domain/ids.ts';
import { proposalRequest, proposalStatus } from '../../domain/Proposal.ts';
import { type ProposalView, proposalView } from '../../domain/views.ts';
import type { ApiApp } from '../ApiEnv.ts';
import { requireDecider, requireProposer } from '../access/requireRole.ts';
import { invalidRequest } from '../problem/invalidRequest.ts';
import { notFound } from '../problem/notFound.ts';
import { ProblemError } from '../problem/ProblemError.ts';
import { requireInstrument } from './addMarketRoutes.ts';
import { limit } from './queries.ts';
import type { RouteContext } from './RouteContext.ts';
import { answers, refusals } from './responses.ts';

const statuses = z
  .string()
  .transform((text) => text.split(','))
  .pipe(z.array(proposalStatus))
  .openapi({
    type: 'string',
    description: 'Statuses, separated by commas',
    example: 'awaitingApproval,denied',
  });

const list = createRoute({
  method: 'get',
  path: '/api/proposals',
  summary: 'Proposals, newest first',
  request: { query: z.strictObject({ status: statuses.optional(), limit }) },
  responses: { 200: answers(z.array(proposalView), 'Proposals'), ...refusals(422) },
});

const read = createRoute({
  method: 'get',
  path: '/api/proposals/{id}',
  summary: 'One proposal as it stands, with the market of this moment against what it was shown with',
  request: { params: z.strictObject({ id: z.string() }) },
  responses: { 200: answers(proposalView, 'The proposal'), ...refusals(404) },
});

const propose = createRoute({
  method: 'post',
  path: '/api/proposals',
  summary: 'Proposes an order; the gate rules on it, and nothing is sent before a person has approved it',
  request: {
    headers: z.object({
      'idempotency-key': z
        .string()
        .min(8)
        .max(128)
        .optional()
        .openapi({ description: 'Repeating a request with its key proposes once' }),
    }),
    body: { required: true, content: { 'application/json': { schema: proposalRequest } } },
  },
  responses: {
    201: answers(proposalView, 'It stands, and waits for a decision or was denied by the gate'),
    ...refusals(403, 409, 413, 422, 503),
  },
});

const close = createRoute({
  method: 'post',
  path: '/api/positions/close',
  summary: 'Proposes to close a whole position at the market',
  request: {
    body: {
      required: true,
      content: { 'application/json': { schema: z.strictObject({ instrument: instrumentId }) } },
    },
  },
  responses: {
    201: answers(proposalView, 'The proposal to close it'),
    ...refusals(403, 413, 422, 503),
  },
});

const decide = createRoute({
  method: 'post',
  path: '/api/proposals/{id}/decision',
  summary: 'Approves, edits or declines exactly the revision that was shown',
  request: {
    params: z.strictObject({ id: z.string() }),
    body: { required: true, content: { 'application/json': { schema: decisionCommand } } },
  },
  responses: {
    200: answers(proposalView, 'The proposal as it then stands'),
    ...refusals(403, 404, 409, 413, 422, 503),
  },
});

/** Proposals and the decisions on them. */
export function addProposalRoutes(app: ApiApp, { desk }: RouteContext): void {
  app.openapi(list, async (context) => {
    const { status, limit: count = 100 } = context.req.valid('query');
    return context.json(await desk.listProposals({ limit: count, ...(status && { status }) }), 200);
  });

  app.openapi(read, async (context) => {
    const { id } = context.req.valid('param');
    const known = proposalId.safeParse(id);
    const view = known.success ? await desk.readProposal(known.data) : undefined;
    if (!view) throw notFound('proposal', id);
    return context.json(view, 200);
  });

  app.openapi(propose, async (context) => {
    const actor = requireProposer(context);
    const request = context.req.valid('json');
    requireInstrument(desk, request.instrument);
    const key = context.req.valid('header')['idempotency-key'];
    const command =
      key === undefined ? undefined : { scope: `propose/${actor.id}`, key, bodyHash: hashOf(request) };
    return context.json(proposed(await desk.propose({ request, actor, ...(command && { command }) })), 201);
  });

  app.openapi(close, async (context) => {
    const actor = requireProposer(context);
    const { instrument } = context.req.valid('json');
    requireInstrument(desk, instrument);
    return context.json(proposed(await desk.closePosition({ instrument, actor })), 201);
  });

  app.openapi(decide, async (context) => {
    const actor = requireDecider(context, 'decide');
    const id = requireProposalId(context.req.valid('param').id);
    const result = await desk.decide({ proposal: id, command: context.req.valid('json'), actor });
    switch (result.kind) {
      case 'decided':
        return context.json(result.proposal, 200);
      case 'notFound':
        throw notFound('proposal', id);
      case 'invalid':
        throw invalidRequest(result.problems);
      case 'conflict':
        throw conflict(result.message, result.proposal);
      case 'forbidden':
        throw new ProblemError({
          status: 403,
          code: 'forbidden',
          title: 'This credential may not decide',
          detail: result.message,
        });
    }
  });
}

function requireProposalId(id: string): ProposalId {
  const known = proposalId.safeParse(id);
  if (!known.success) throw notFound('proposal', id);
  return known.data;
}

function proposed(result: ProposeResult): ProposalView {
  switch (result.kind) {
    case 'proposed':
      return result.proposal;
    case 'invalid':
      throw invalidRequest(result.problems);
  }
}

/** The caller sees who decided what and when, and the proposal as it stands now. */
function conflict(message: string, proposal: ProposalView): ProblemError {
  return new ProblemError({
    status: 409,
    code: 'already-decided',
    title: 'The proposal does not stand as you saw it',
    detail: message,
    extensions: {
      proposal,
      decidedBy: proposal.decisions.at(-1)?.by ?? null,
      decision: proposal.decisions.at(-1)?.decision ?? null,
      decidedAt: proposal.decisions.at(-1)?.at ?? null,
    },
  });
}
