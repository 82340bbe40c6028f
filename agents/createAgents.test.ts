import { readUIMessageStream, type UIMessage } from 'ai';
import { afterAll, beforeEach, expect, test, vi } from 'vitest';
import type { ChatToolOutput } from '../domain/chat.ts';
import { evidenceId } from '../domain/ids.ts';
import { type AgentDesk, agentDesk } from '../test/fixtures/agentDesk.ts';
import { eventually } from '../test/fixtures/eventually.ts';
import { type Agents, createAgents } from './createAgents.ts';

vi.stubEnv('MASTRA_TELEMETRY_DISABLED', '1');
afterAll(() => {
  vi.unstubAllEnvs();
});

const actor = { id: 'operator', role: 'operator', channel: 'web' } as const;
let desk: AgentDesk;
let agents: Agents;

beforeEach(async () => {
  desk = await agentDesk();
  agents = await createAgents({
    desk,
    trend: null,
    chain: null,
    crowd: null,
    model: { provider: 'offline' },
  });
});

function say(text: string, id = `u-${crypto.randomUUID()}`): UIMessage {
  return { id, role: 'user', parts: [{ type: 'text', text }] };
}

async function chat(text: string, chatId = 'main'): Promise<UIMessage> {
  const stream = await agents.chat({ chatId, message: say(text), actor });
  let last: UIMessage | undefined;
  for await (const message of readUIMessageStream({ stream })) last = message;
  if (!last) throw new Error('no message');
  return last;
}

const textOf = (message: UIMessage) =>
  message.parts.map((part) => (part.type === 'text' ? part.text : '')).join('\n');
const outputsOf = (message: UIMessage) =>
  message.parts.flatMap((part) => ('output' in part ? [part.output as ChatToolOutput] : []));

test('default: a question is answered from a tool, with its evidence cited and stored', async () => {
  const message = await chat('what is the price of BTC?');
  const text = textOf(message);
  expect(text).toContain('60,000.00');
  const cited = /\[(EVD-\w+)\]/.exec(text)?.[1];
  const stored = await desk.documents.get('evidence', evidenceId.parse(cited));
  expect(stored?.body).toMatchObject({ tool: 'fetchQuote', source: 'Test venue', trusted: true });
  const [output] = outputsOf(message);
  expect(output).toMatchObject({ ok: true, evidence: cited, source: 'Test venue' });
  expect(message.metadata).toMatchObject({ ruleBased: true, analyst: expect.stringContaining('rule-based') });
});

test('behavior: text comes in pieces', async () => {
  const stream = await agents.chat({ chatId: 'main', message: say('help'), actor });
  let deltas = 0;
  for await (const chunk of stream) if (chunk.type === 'text-delta') deltas += 1;
  expect(deltas).toBeGreaterThan(10);
});

test('behavior: an order becomes a proposal that waits, by the agent, with evidence, and the turn ends', async () => {
  const message = await chat('buy 500 USDT of BTC at market stop 2% below target +4%');
  const card = message.parts.find((part) => part.type === 'data-proposal');
  const [record] = await desk.database.read.machines.list({ account: desk.account, machine: 'proposal@1' });
  expect(card).toMatchObject({ data: { id: record?.instance } });
  expect(JSON.stringify(record?.snapshot)).toContain('"origin":"agent"');
  expect(JSON.stringify(record?.snapshot)).toContain('"id":"agent:trader"');
  expect(record?.state).toBe('awaitingApproval');
  const text = textOf(message);
  expect(text).toContain('500.00 USDT of BTC');
  expect(text).toMatch(/PRP-\w{8} \(buy 0\.00\d+ BTC\/USDT\) is up and waits for your decision/);
});

test('behavior: a stop is chosen and said where none is given, and the gate lets it through', async () => {
  const { text, proposals, evidence } = await agents.ask({ text: 'buy 500 USDT of ETH', actor });
  expect(text).toContain('You gave no stop, so I chose one');
  expect(proposals).toHaveLength(1);
  expect(evidence).toHaveLength(3);
  const [record] = await desk.database.read.machines.list({ account: desk.account, machine: 'proposal@1' });
  expect(record?.state).toBe('awaitingApproval');
});

test('behavior: what the gate denies is said with its code, and why it was denied can be asked', async () => {
  const { text } = await agents.ask({ text: 'buy 90% of equity in BTC stop 2% below', actor });
  expect(text).toContain('**denied** by the risk gate, so no order was sent');
  const why = await agents.ask({ text: 'why was it denied?', actor });
  expect(why.text).toMatch(/PRP-\w+ \(buy [\d.]+ BTC\/USDT\) is \*\*denied\*\*/);
  expect(why.text).toContain('`size.');
});

test('behavior: a question back is answered with the missing part alone', async () => {
  const first = await chat('buy BTC');
  expect(textOf(first)).toContain('How much BTC');
  const second = await chat('500 usdt');
  expect(second.parts.some((part) => part.type === 'data-proposal')).toBe(true);
});

test.each(['yes', 'approve it', 'do it', 'ok'])('behavior: %j approves nothing', async (word) => {
  await chat('buy 500 USDT of BTC stop 2% below');
  const message = await chat(word);
  expect(textOf(message)).toContain('Approvals are given on the card');
  const [record] = await desk.database.read.machines.list({ account: desk.account, machine: 'proposal@1' });
  expect(record?.state).toBe('awaitingApproval');
});

test.each([
  'do not buy BTC',
  'should I buy 0.1 BTC?',
  'what if I sold half',
  'buy 0,5 BTC',
  'buy €500 of BTC',
])('behavior: %j proposes nothing', async (text) => {
  const { proposals } = await agents.ask({ text, actor });
  expect(proposals).toEqual([]);
});

test('behavior: on a first start the trader puts up one proposal of its own that the gate allows', async () => {
  const result = await agents.proposeFirst();
  expect(result?.kind).toBe('proposed');
  if (result?.kind !== 'proposed') return;
  const { proposal } = result;
  expect(proposal.verdict.checks.filter((check) => check.outcome === 'deny')).toEqual([]);
  expect(proposal).toMatchObject({ status: 'awaitingApproval', origin: 'agent', side: 'buy' });
  expect(Number(proposal.figures?.notional)).toBeGreaterThanOrEqual(450);
  expect(Number(proposal.figures?.notional)).toBeLessThanOrEqual(2050);
  expect(proposal.stop && proposal.target && proposal.thesis.length > 50).toBe(true);
  expect(proposal.evidence.map((ref) => ref.tool)).toEqual(['fetchQuote', 'fetchBars']);
});

test('behavior: while trading is halted there is no tool to propose with', async () => {
  desk.setLatch('cancel');
  const { text, proposals } = await agents.ask({ text: 'buy 500 USDT of BTC stop 2% below', actor });
  expect(proposals).toEqual([]);
  expect(text).toContain('may not trade that now');
});

test('behavior: a chart is a part of the answer', async () => {
  const message = await chat('show me a chart of ETH 1h');
  expect(message.parts.find((part) => part.type === 'data-chart')).toMatchObject({
    data: { instrument: 'ETH/USDT', timeframe: '1h' },
  });
});

test('behavior: both sides of a chat are stored in order, and chats are kept apart', async () => {
  await chat('hello', 'one');
  await chat('price of SOL', 'one');
  await chat('hello', 'two');
  const messages = await agents.transcript('one');
  expect(messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'user', 'assistant']);
  expect(textOf(messages[3] as UIMessage)).toContain('150.00');
  expect(await agents.transcript('two')).toHaveLength(2);
});

test('behavior: a reader who goes away stops the run, and what was said is stored', async () => {
  const stream = await agents.chat({ chatId: 'main', message: say('help'), actor });
  const reader = stream.getReader();
  for (let read = 0; read < 5; read += 1) await reader.read();
  await reader.cancel();
  await eventually(async () => expect(await agents.transcript('main')).toHaveLength(2));
  const stored = textOf((await agents.transcript('main'))[1] as UIMessage);
  expect(stored.length).toBeGreaterThan(0);
  expect(stored).not.toContain('token transfers');
});

test('error: a venue that cannot be asked is said, and no number is made up', async () => {
  desk.setBarsBroken(true);
  const { text } = await agents.ask({ text: 'what changed since yesterday?', actor });
  expect(text).toContain('nothing was read');
  expect(text).not.toMatch(/\d+\.\d+%/);
});

test('error: a megabyte of text is refused politely and not stored', async () => {
  const message = await chat(`buy 0.01 BTC ${'x'.repeat(1_000_000)}`);
  expect(textOf(message)).toContain('at most 8000');
  const [stored] = await agents.transcript('main');
  expect(JSON.stringify(stored).length).toBeLessThan(1000);
});

test('error: control characters and markup are data', async () => {
  const message = await chat('price of BTC\u0000\u0007 <script>alert(1)</script>');
  expect(textOf(message)).toContain('60,000.00');
  const [stored] = await agents.transcript('main');
  expect(textOf(stored as UIMessage)).toBe('price of BTC <script>alert(1)</script>');
});

test('error: a chat id that could be a path is refused', async () => {
  await expect(agents.transcript('../x')).rejects.toMatchObject({ code: 'chat.invalidId' });
});
