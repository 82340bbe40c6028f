import { describe, expect, it } from 'vitest';
import { openTestApp } from '../testing/openTestApp.ts';

const say = (text: string, id = 'chat-1') => ({
  id,
  messages: [
    {
      id: 'm0',
      role: 'assistant',
      parts: [
        { type: 'text', text: 'Hello.' },
        { type: 'data-chart', data: {} },
      ],
    },
    { id: 'm1', role: 'user', parts: [{ type: 'text', text }] },
  ],
  trigger: 'submit-message',
});

describe('POST /api/chat', () => {
  it('default: streams the answer as a UI message stream', async () => {
    await using test = openTestApp();
    const response = await test.ask('POST', '/api/chat', { as: 'session', body: say('how is BTC?') });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    expect(response.headers.get('x-vercel-ai-ui-message-stream')).toBe('v1');
    const text = await response.text();
    expect(text).toContain('data: {"type":"text-delta","id":"t","delta":"BTC is at 67,301.5."}');
    expect(text.trimEnd().endsWith('data: [DONE]')).toBe(true);
    expect(test.desk.calls).toEqual([
      {
        name: 'chat',
        params: {
          chatId: 'chat-1',
          message: { id: 'm1', role: 'user', parts: [{ type: 'text', text: 'how is BTC?' }] },
        },
        actor: { id: 'operator', role: 'operator', channel: 'chat' },
      },
    ]);
  });

  it('behavior: HTML and control characters reach the analyst as they are, as text', async () => {
    await using test = openTestApp();
    const text = '<script>alert(1)</script>\u0000\u0007\u202e buy';
    await test.ask('POST', '/api/chat', { body: say(text) });
    expect(test.desk.calls[0]?.params).toMatchObject({ message: { parts: [{ type: 'text', text }] } });
  });

  it('error: a message of a megabyte is 413', async () => {
    await using test = openTestApp();
    const response = await test.ask('POST', '/api/chat', {
      as: 'session',
      body: say('x'.repeat(1024 * 1024)),
    });
    expect(response.status).toBe(413);
    expect((await response.json()).detail).toContain('no order was sent');
    expect(test.desk.calls).toEqual([]);
  });

  const other = (message: object) => ({ id: 'c', messages: [message] });
  it.each([
    ['no messages', { id: 'c', messages: [] }, 'messages'],
    ['a chat id that is a path', say('hi', '../x'), 'id'],
    [
      'a last message of the assistant',
      other({ id: 'm', role: 'assistant', parts: [{ type: 'text', text: 'x' }] }),
      'messages.0.role',
    ],
    [
      'a tool part',
      other({ id: 'm', role: 'user', parts: [{ type: 'tool-proposeOrder', state: 'output-available' }] }),
      'messages.0.parts.0',
    ],
    ['an empty message', other({ id: 'm', role: 'user', parts: [] }), 'messages.0.parts'],
    ['a long message', say('x'.repeat(8001)), 'messages.1.parts'],
  ])('error: %s is refused by name', async (_, body, field) => {
    await using test = openTestApp();
    const response = await test.ask('POST', '/api/chat', { body });
    expect(response.status).toBe(422);
    expect((await response.json()).errors[0].field).toBe(field);
    expect(test.desk.calls).toEqual([]);
  });
});

describe('GET /api/chats/:id and POST /api/ask', () => {
  it('default: the transcript as UI messages', async () => {
    await using test = openTestApp();
    expect(await (await test.ask('GET', '/api/chats/chat-1')).json()).toEqual([
      { id: 'chat-1-1', role: 'user', parts: [{ type: 'text', text: 'hello' }] },
    ]);
    expect((await test.ask('GET', '/api/chats/a%20b')).status).toBe(422);
  });

  it('default: one question, one answer', async () => {
    await using test = openTestApp();
    const response = await test.ask('POST', '/api/ask', { body: { text: 'how is BTC?' } });
    expect(await response.json()).toEqual({ text: 'BTC is at 67,301.5.', proposals: [], evidence: [] });
    expect((await test.ask('POST', '/api/ask', { body: { text: ' ' } })).status).toBe(422);
  });
});
