import { createRoute, z } from '@hono/zod-openapi';
import { createUIMessageStreamResponse, type UIMessage } from 'ai';
import { evidenceId, proposalId } from '../../domain/ids.ts';
import type { ApiApp } from '../ApiEnv.ts';
import { requireProposer } from '../access/requireRole.ts';
import { invalidRequest } from '../problem/invalidRequest.ts';
import type { RouteContext } from './RouteContext.ts';
import { answers, refusals } from './responses.ts';

const maxTextLength = 8000;
const chatId = z.string().regex(/^[\w-]{1,64}$/, { error: 'expected 1 to 64 letters, digits, - and _' });

const textPart = z.object({ type: z.literal('text'), text: z.string() });
const message = z.object({
  id: z.string().min(1).max(128),
  role: z.enum(['user', 'assistant', 'system']),
  parts: z.array(z.looseObject({ type: z.string() })).max(500),
});

const chat = createRoute({
  method: 'post',
  path: '/api/chat',
  summary: 'Says something to the analyst; answers as a UI message stream of the AI SDK',
  request: {
    body: {
      required: true,
      content: {
        'application/json': {
          schema: z.looseObject({ id: chatId, messages: z.array(message).min(1).max(200) }),
        },
      },
    },
  },
  responses: {
    200: { description: 'UI message stream', content: { 'text/event-stream': { schema: z.string() } } },
    ...refusals(403, 413, 422),
  },
});

const transcript = createRoute({
  method: 'get',
  path: '/api/chats/{id}',
  summary: 'What was said in a chat, as UI messages of the AI SDK, oldest first',
  request: { params: z.strictObject({ id: chatId }) },
  responses: { 200: answers(z.array(z.looseObject({ id: z.string() })), 'Messages'), ...refusals(422) },
});

const ask = createRoute({
  method: 'post',
  path: '/api/ask',
  summary: 'Asks the analyst one question and waits for the whole answer',
  request: {
    body: {
      required: true,
      content: {
        'application/json': { schema: z.strictObject({ text: z.string().trim().min(1).max(maxTextLength) }) },
      },
    },
  },
  responses: {
    200: answers(
      z.strictObject({ text: z.string(), proposals: z.array(proposalId), evidence: z.array(evidenceId) }),
      'The answer, with what it proposed and what it leans on',
    ),
    ...refusals(403, 413, 422),
  },
});

/** Talking to the analyst. What it wants to do becomes a proposal; nothing said here approves one. */
export function addChatRoutes(app: ApiApp, { desk }: RouteContext): void {
  app.openapi(chat, async (context) => {
    const proposer = requireProposer(context);
    const { id, messages } = context.req.valid('json');
    const last = userMessage(messages);
    const stream = await desk.chat({ chatId: id, message: last, actor: { ...proposer, channel: 'chat' } });
    return createUIMessageStreamResponse({ stream });
  });

  app.openapi(transcript, async (context) => {
    const messages = await desk.transcript(context.req.valid('param').id);
    return context.json(
      messages.map((item) => ({ ...item })),
      200,
    );
  });

  app.openapi(ask, async (context) => {
    const actor = requireProposer(context);
    return context.json(await desk.ask({ text: context.req.valid('json').text, actor }), 200);
  });
}

/** The newest message, which alone is said now: earlier ones come from the desk's own transcript. */
function userMessage(messages: z.infer<typeof message>[]): UIMessage {
  const last = messages.at(-1);
  const field = `messages.${messages.length - 1}`;
  if (last?.role !== 'user') {
    throw invalidRequest([{ field: `${field}.role`, found: String(last?.role), allowed: 'user' }]);
  }
  const parts = last.parts.map((part, index) => {
    const text = textPart.safeParse(part);
    if (text.success) return text.data;
    throw invalidRequest([
      { field: `${field}.parts.${index}`, found: `a part of type ${part.type}`, allowed: 'text parts' },
    ]);
  });
  const length = parts.reduce((sum, part) => sum + part.text.length, 0);
  if (length === 0 || length > maxTextLength) {
    throw invalidRequest([
      {
        field: `${field}.parts`,
        found: `${length} characters`,
        allowed: `1 to ${maxTextLength} characters`,
      },
    ]);
  }
  return { id: last.id, role: 'user', parts };
}
