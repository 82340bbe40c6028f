import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openTestApp, ownOrigin, testPort, type Who } from '../testing/openTestApp.ts';
import { sampleProposal } from '../testing/samples.ts';

const proposal = sampleProposal();
const order = { instrument: 'BTC/USDT', side: 'buy', type: 'market', notional: '500', stop: '66000' };
const decision = {
  decision: 'approve',
  revision: proposal.revision,
  hash: proposal.hash,
  idempotencyKey: 'key-12345678',
};
const decide = `/api/proposals/${proposal.id}/decision`;

const reads = [
  '/api/state',
  '/api/instruments',
  '/api/quote?instrument=BTC/USDT',
  '/api/bars?instrument=BTC/USDT&timeframe=1h',
  '/api/portfolio',
  '/api/proposals',
  `/api/proposals/${proposal.id}`,
  '/api/orders',
  '/api/orders/ORD-0123456789ABCDEF',
  '/api/fills',
  '/api/risk',
  '/api/journal',
  '/api/alerts',
  '/api/chats/chat-1',
];

const writes: { path: string; body: unknown; allowed: Record<Who, number> }[] = [
  {
    path: '/api/proposals',
    body: order,
    allowed: { operator: 201, approver: 403, session: 201, nobody: 401 },
  },
  {
    path: '/api/positions/close',
    body: { instrument: 'BTC/USDT' },
    allowed: { operator: 201, approver: 403, session: 201, nobody: 401 },
  },
  { path: decide, body: decision, allowed: { operator: 403, approver: 200, session: 200, nobody: 401 } },
  {
    path: '/api/orders/ORD-0123456789ABCDEF/cancel',
    body: {},
    allowed: { operator: 200, approver: 200, session: 200, nobody: 401 },
  },
  {
    path: '/api/orders/ORD-0123456789ABCDEF/settle',
    body: { decision: 'accept', reason: 'test' },
    allowed: { operator: 403, approver: 409, session: 409, nobody: 401 },
  },
  {
    path: '/api/kill',
    body: { reason: 'test' },
    allowed: { operator: 200, approver: 200, session: 200, nobody: 401 },
  },
  {
    path: '/api/chat',
    body: { id: 'c', messages: [{ id: 'm', role: 'user', parts: [{ type: 'text', text: 'hi' }] }] },
    allowed: { operator: 200, approver: 403, session: 200, nobody: 401 },
  },
  {
    path: '/api/ask',
    body: { text: 'hi' },
    allowed: { operator: 200, approver: 403, session: 200, nobody: 401 },
  },
  { path: '/api/launch', body: {}, allowed: { operator: 403, approver: 201, session: 201, nobody: 401 } },
];

describe('credentials', () => {
  it.each(reads)('default: everybody with a credential reads %s, and nobody else', async (path) => {
    await using test = openTestApp();
    for (const as of ['operator', 'approver', 'session'] as const)
      expect((await test.ask('GET', path, { as })).status, as).toBe(200);
    const refused = await test.ask('GET', path, { as: 'nobody' });
    expect(refused.status).toBe(401);
    expect(refused.headers.get('www-authenticate')).toContain('Bearer');
    expect(refused.headers.get('content-type')).toContain('application/problem+json');
  });

  it.each(writes)('behavior: who may write $path', async ({ path, body, allowed }) => {
    for (const [as, status] of Object.entries(allowed)) {
      await using test = openTestApp();
      const response = await test.ask('POST', path, { as: as as Who, body });
      expect(response.status, as).toBe(status);
      if (status === 403) {
        expect((await response.json()).detail).toContain('proposing and approving are different credentials');
        expect(test.desk.calls).toEqual([]);
      }
    }
  });

  it('behavior: rearming takes the approver', async () => {
    await using test = openTestApp();
    await test.ask('POST', '/api/kill', { body: { reason: 'stop' } });
    expect((await test.ask('POST', '/api/rearm', { body: { reason: 'ok' } })).status).toBe(403);
    const rearmed = await test.ask('POST', '/api/rearm', { as: 'approver', body: { reason: 'ok' } });
    expect(rearmed.status).toBe(200);
    expect((await rearmed.json()).state).toBe('armed');
  });

  it('behavior: who acted is set by the credential', async () => {
    await using test = openTestApp();
    await test.ask('POST', '/api/proposals', { as: 'session', body: order });
    await test.ask('POST', decide, { as: 'session', body: decision });
    await test.ask('POST', '/api/kill', {
      as: 'operator',
      body: { reason: 'x' },
      headers: { 'user-agent': 'countersign-cli/0.1.0' },
    });
    expect(test.desk.calls.map((call) => [call.name, call.actor])).toEqual([
      ['propose', { id: 'operator', role: 'operator', channel: 'web' }],
      ['decide', { id: 'approver', role: 'approver', channel: 'web' }],
      ['kill', { id: 'operator', role: 'operator', channel: 'cli' }],
    ]);
  });

  it.each([
    ['a wrong token', 'Bearer wrong-wrong-wrong-wrong-wrong-wrong-wrong'],
    ['an empty token', 'Bearer '],
    ['another scheme', 'Basic b3BlcmF0b3I6eA=='],
    ['a very long token', `Bearer ${'x'.repeat(600)}`],
  ])('error: %s is refused, also beside a good session', async (_, authorization) => {
    await using test = openTestApp();
    const response = await test.ask('GET', '/api/state', { as: 'session', headers: { authorization } });
    expect(response.status).toBe(401);
  });

  it('behavior: the tokens are made once, differ, and only their owner can read them', async () => {
    await using test = openTestApp();
    const [token, approver] = ['token', 'approver-token'].map((name) => {
      expect(statSync(join(test.home, name)).mode & 0o777).toBe(0o600);
      return readFileSync(join(test.home, name), 'utf8').trim();
    });
    expect(Buffer.from(token ?? '', 'base64url')).toHaveLength(32);
    expect(token).not.toBe(approver);
  });
});

describe('origins', () => {
  const foreign: [string, Record<string, string>][] = [
    ['a rebound Host', { host: 'evil.example:4170' }],
    ['a Host with another port', { host: '127.0.0.1:4171' }],
    ['a Host without its port', { host: '127.0.0.1' }],
    ['a foreign Origin', { origin: 'https://evil.example' }],
    ['an Origin with another port', { origin: 'http://127.0.0.1:3000' }],
    ['an Origin of another name of this machine', { origin: `http://localhost:${testPort}` }],
    ['an opaque Origin', { origin: 'null' }],
    ['https in the Origin', { origin: `https://127.0.0.1:${testPort}` }],
    ['a cross-site fetch', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }],
    ['a fetch from another port', { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'cors' }],
  ];
  const paths = ['/api/state', '/api/stream', '/api/health', '/metrics', '/launch?code=x', '/'];

  it.each(foreign)('error: %s is refused everywhere', async (_, headers) => {
    await using test = openTestApp();
    for (const path of paths) {
      for (const as of ['session', 'operator', 'nobody'] as const) {
        const response = await test.ask('GET', path, { as, headers });
        expect(response.status, `${path} as ${as}`).toBe(403);
      }
    }
    const write = await test.ask('POST', '/api/proposals', { as: 'session', body: order, headers });
    expect(write.status).toBe(403);
    expect(await write.json()).toMatchObject({
      type: 'urn:countersign:problem:foreign-origin',
      detail: expect.stringContaining('no order was sent'),
    });
    expect(test.desk.calls).toEqual([]);
  });

  it('error: a foreign Origin on a refused request says nothing to that origin', async () => {
    await using test = openTestApp();
    const response = await test.ask('GET', '/api/state', { headers: { origin: 'https://evil.example' } });
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('behavior: localhost and [::1] are names of this desk too', async () => {
    await using test = openTestApp();
    for (const host of [`localhost:${testPort}`, `[::1]:${testPort}`]) {
      const headers = { host, origin: `http://${host}` };
      expect((await test.ask('GET', '/api/state', { headers })).status).toBe(200);
    }
  });

  it('error: a write of the page without an Origin is refused, a token needs none', async () => {
    await using test = openTestApp();
    const cookie = `${test.sessions.cookieName}=${test.sessions.create()}`;
    const bare = await test.ask('POST', '/api/kill', {
      as: 'nobody',
      body: { reason: 'x' },
      headers: { cookie },
    });
    expect(bare.status).toBe(403);
    expect((await bare.json()).type).toBe('urn:countersign:problem:missing-origin');
    const good = await test.ask('POST', '/api/kill', {
      as: 'nobody',
      body: { reason: 'x' },
      headers: { cookie, origin: ownOrigin },
    });
    expect(good.status).toBe(200);
  });

  it('behavior: a link from elsewhere may open the page', async () => {
    await using test = openTestApp();
    const { code } = test.launchCodes.create();
    const headers = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' };
    expect((await test.ask('GET', `/launch?code=${code}`, { as: 'nobody', headers })).status).toBe(303);
  });
});

describe('launch', () => {
  it('default: opens the page once', async () => {
    await using test = openTestApp();
    const made = await test.ask('POST', '/api/launch', { as: 'approver' });
    expect(made.status).toBe(201);
    const { url, expiresAt } = await made.json();
    expect(expiresAt).toBe(test.clock.now() + 300_000);
    const path = url.slice(ownOrigin.length);

    const looked = await test.ask('HEAD', path, { as: 'nobody' });
    expect(looked.headers.get('set-cookie')).toBeNull();

    const opened = await test.ask('GET', path, { as: 'nobody' });
    expect(opened.status).toBe(303);
    expect(opened.headers.get('location')).toBe('/');
    const cookie = opened.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^countersign-[0-9a-f]{8}=[\w-]{43};/);
    expect(cookie).toContain('HttpOnly');
    expect(cookie).toContain('SameSite=Strict');
    expect(cookie).toContain('Path=/');

    const headers = { cookie: cookie.split(';')[0] ?? '' };
    const state = await test.ask('GET', '/api/state', { as: 'nobody', headers });
    expect((await state.json()).session).toEqual({
      actor: { id: 'operator', role: 'operator', channel: 'web' },
      canPropose: true,
      canDecide: true,
    });

    const again = await test.ask('GET', path, { as: 'nobody' });
    expect(again.status).toBe(403);
    expect(again.headers.get('set-cookie')).toBeNull();
    expect(await again.text()).toContain('countersign open');
  });

  it('error: an address is refused after five minutes', async () => {
    await using test = openTestApp();
    const { code } = test.launchCodes.create();
    test.clock.time += 300_000;
    expect((await test.ask('GET', `/launch?code=${code}`, { as: 'nobody' })).status).toBe(403);
  });

  it('behavior: ending a session signs the page out', async () => {
    await using test = openTestApp();
    expect((await test.ask('DELETE', '/api/session', { as: 'session' })).status).toBe(204);
    expect((await test.ask('GET', '/api/state', { as: 'session' })).status).toBe(401);
  });
});
