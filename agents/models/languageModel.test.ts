import { inspect } from 'node:util';
import { afterAll, expect, test, vi } from 'vitest';
import { agentDesk } from '../../test/fixtures/agentDesk.ts';
import { type OpenAiReply, openAiServer } from '../../test/fixtures/openAiServer.ts';
import { createAgents } from '../createAgents.ts';
import type { RunLimits } from '../RunMonitor.ts';

vi.stubEnv('MASTRA_TELEMETRY_DISABLED', '1');
afterAll(() => {
  vi.unstubAllEnvs();
});

const actor = { id: 'operator', role: 'operator', channel: 'web' } as const;
const quote = { name: 'fetchQuote', input: { instrument: 'BTC/USDT' } };
const order = {
  ...{ instrument: 'BTC/USDT', side: 'buy', type: 'market', notional: '500', stop: '59000', target: '62000' },
  thesis: 'Asked for.',
};

async function askModel(
  script: readonly OpenAiReply[],
  limits: Partial<RunLimits> = {},
  text = 'price of BTC?',
) {
  await using server = await openAiServer(script);
  const desk = await agentDesk();
  const agents = await createAgents({
    ...{ desk, trend: null, chain: null, crowd: null, limits },
    model: { provider: 'openaiCompatible', model: 'test-1', baseUrl: server.baseUrl, apiKey: 'k' },
  });
  const answer = await agents.ask({ text, actor });
  return { answer, agents, desk, requests: server.requests };
}

test('default: tools, evidence and text through an OpenAI-compatible server', async () => {
  const { answer, agents, requests } = await askModel([
    { calls: [quote] },
    { text: 'BTC stands at 60,000.00.' },
  ]);
  expect(agents).toMatchObject({ provider: 'openaiCompatible', ruleBased: false });
  expect(answer.text).toBe('BTC stands at 60,000.00.');
  expect(answer.evidence).toHaveLength(1);
  const [first, second] = requests as {
    tools: { function: { name: string } }[];
    messages: { role: string; content: string }[];
  }[];
  expect(first?.tools.map((tool) => tool.function.name)).toContain('proposeOrder');
  expect(first?.messages[0]?.content).toContain('approves nothing');
  const result = second?.messages.find((message) => message.role === 'tool');
  expect(result?.content).toContain(answer.evidence[0]);
  expect(result?.content).toContain('"last":"60000.00"');
});

test('behavior: every tool is described by a plain object schema, which providers insist on', async () => {
  const { requests } = await askModel([{ text: 'Hello.' }]);
  const tools = requests[0]?.tools as { function: { name: string; parameters: Record<string, unknown> } }[];
  expect(tools.length).toBeGreaterThanOrEqual(13);
  for (const tool of tools)
    expect(tool.function.parameters, tool.function.name).toMatchObject({ type: 'object' });
});

test('behavior: a proposal ends the turn, and what stands under it is written by the desk', async () => {
  const { answer, requests } = await askModel([
    { calls: [quote] },
    { text: 'Here it is.', calls: [{ name: 'proposeOrder', input: order }] },
    { text: 'It is filled.' },
  ]);
  expect(requests).toHaveLength(2);
  expect(answer.proposals).toHaveLength(1);
  expect(answer.text).toMatch(/waits for your decision on its card/);
  expect(answer.text).not.toContain('filled');
});

test('behavior: a proposal without evidence is denied by the gate', async () => {
  const { answer, desk } = await askModel([{ calls: [{ name: 'proposeOrder', input: order }] }]);
  const [record] = await desk.database.read.machines.list({ account: desk.account, machine: 'proposal@1' });
  expect(record?.state).toBe('denied');
  expect(answer.text).toContain('`evidence.');
});

test('behavior: a model cannot say who it is, approve, or use a tool that it is not shown', async () => {
  const { answer, desk, requests } = await askModel([
    { calls: [{ name: 'proposeOrder', input: { ...order, origin: 'operator', actor: { id: 'approver' } } }] },
    { calls: [{ name: 'decideProposal', input: { decision: 'approve' } }] },
    { text: 'I could not.' },
  ]);
  expect(answer.proposals).toEqual([]);
  expect(await desk.database.read.machines.list({ account: desk.account, machine: 'proposal@1' })).toEqual(
    [],
  );
  expect(JSON.stringify(requests[1])).toContain('origin');
});

test.each([
  [401, 'refused the key'],
  [404, 'does not know this model'],
  [429, 'too many requests'],
  [500, 'fault of its own'],
])('error: HTTP %i is a sentence, without what the provider wrote', async (status, words) => {
  const { answer } = await askModel([{ status }], { seconds: 20 });
  expect(answer.text).toContain(words);
  expect(answer.text).not.toMatch(/sk-secret|12345/);
});

test('error: what a provider wrote is never printed', async () => {
  const printed: unknown[] = [];
  const spies = (['error', 'warn', 'info', 'log', 'debug'] as const).map((name) =>
    vi.spyOn(console, name).mockImplementation((...words) => printed.push(words)),
  );
  await askModel([{ status: 401 }], { seconds: 20 });
  await askModel([{ brokenAfter: 'sk-secret ' }], { seconds: 20 });
  await askModel([{ endedAfter: 'sk-secret ' }], { seconds: 20 });
  for (const spy of spies) spy.mockRestore();
  expect(inspect(printed, { depth: 12 })).not.toMatch(/sk-|messages|requestBody/);
});

test('error: a stream that breaks is said to be broken', async () => {
  const { answer } = await askModel([{ brokenAfter: 'BTC is at ' }], { seconds: 20 });
  expect(answer.text).toContain('BTC is at');
  expect(answer.text).toMatch(/broke off|could not be reached/);
});

test('error: an answer that ends without an end is said to be incomplete', async () => {
  const { answer } = await askModel([{ endedAfter: 'BTC is at ' }]);
  expect(answer.text).toMatch(/broke off|failed while answering/);
});

test.each([
  ['length', 'cut off'],
  ['content_filter', 'withheld'],
] as const)('error: an answer that ended by %s says so', async (finish, words) => {
  const { answer } = await askModel([{ finish, text: 'BTC ' }]);
  expect(answer.text).toContain(words);
});

test('error: a model that does not answer runs out of time', async () => {
  // The test's own limit is what ends it otherwise.
  const { answer } = await askModel(['silence'], { seconds: 1 });
  expect(answer.text).toContain('used up its time');
});

test('error: a model that only calls tools runs out of its budget', async () => {
  const steps = await askModel([{ calls: [quote] }], { steps: 3 });
  expect(steps.answer.text).toContain('used up its 3 steps');
  expect(steps.requests).toHaveLength(3);
  const calls = await askModel([{ calls: [quote, quote, quote] }], { toolCalls: 2 });
  expect(calls.answer.text).toContain('used up its 2 tool calls');
  expect(calls.answer.evidence).toEqual([]);
  const tokens = await askModel([{ calls: [quote] }], { tokens: 200 });
  expect(tokens.answer.text).toContain('used up its 200 tokens');
});

test('error: a server that is not there is said to be unreachable', async () => {
  const desk = await agentDesk();
  const agents = await createAgents({
    ...{ desk, trend: null, chain: null, crowd: null, limits: { seconds: 20 } },
    model: { provider: 'openaiCompatible', model: 'test-1', baseUrl: 'http://127.0.0.1:9/v1' },
  });
  const { text } = await agents.ask({ text: 'hello', actor });
  expect(text).toContain('could not be reached');
});

test('error: OpenAI without a good key', async () => {
  await using server = await openAiServer([{ status: 401 }]);
  const desk = await agentDesk();
  const model = { provider: 'openai', model: 'gpt-test', baseUrl: server.baseUrl, apiKey: 'bad' } as const;
  const agents = await createAgents({ desk, trend: null, chain: null, crowd: null, model });
  expect(agents.label).toBe('OpenAI gpt-test');
  const { text } = await agents.ask({ text: 'hello', actor });
  expect(text).toContain('OpenAI gpt-test refused the key');
});

test.each([
  [{ provider: 'openai' }, 'OPENAI_API_KEY'],
  [{ provider: 'openaiCompatible', model: 'm' }, 'OPENAI_BASE_URL'],
  [{ provider: 'openaiCompatible', baseUrl: 'http://127.0.0.1:9/v1' }, 'model.model'],
] as const)('error: %j says which setting is missing', async (model, words) => {
  const desk = await agentDesk();
  await expect(createAgents({ desk, trend: null, chain: null, crowd: null, model })).rejects.toThrow(words);
});
