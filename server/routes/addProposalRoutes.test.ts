import { describe, expect, it } from 'vitest';
import { CountersignError } from '../../domain/CountersignError.ts';
import { hashOf } from '../../domain/hash.ts';
import { proposalView } from '../../domain/views.ts';
import { VenueError } from '../../venues/VenueError.ts';
import { fakeDesk } from '../testing/fakeDesk.ts';
import { openTestApp } from '../testing/openTestApp.ts';
import { sampleProposal } from '../testing/samples.ts';

const order = {
  instrument: 'BTC/USDT',
  side: 'buy',
  type: 'limit',
  quantity: '0.1',
  limitPrice: '67000',
  stop: '66000',
};
const shown = sampleProposal();
const path = `/api/proposals/${shown.id}/decision`;
const command = (overrides: object = {}) => ({
  decision: 'approve',
  revision: shown.revision,
  hash: shown.hash,
  idempotencyKey: 'key-12345678',
  ...overrides,
});

describe('GET /api/proposals', () => {
  it('default: lists and shows proposals as the views say', async () => {
    await using test = openTestApp();
    const list = await (
      await test.ask('GET', '/api/proposals?status=awaitingApproval,denied&limit=5')
    ).json();
    expect(list).toHaveLength(1);
    const one = await (await test.ask('GET', `/api/proposals/${shown.id}`)).json();
    expect(proposalView.parse(one)).toEqual(shown);
    expect(await (await test.ask('GET', '/api/proposals?status=declined')).json()).toEqual([]);
  });

  it.each(['PRP-00000000', 'nonsense', 'PRP-7F3KAB12%00', '..%2F..%2Fetc'])(
    'error: %s is not found',
    async (id) => {
      await using test = openTestApp();
      const response = await test.ask('GET', `/api/proposals/${id}`);
      expect(response.status).toBe(404);
      expect(response.headers.get('content-type')).toContain('application/problem+json');
    },
  );

  it.each([
    ['status=sleeping', 'status'],
    ['limit=0', 'limit'],
    ['limit=1e3', 'limit'],
    ['limit=1001', 'limit'],
    ['page=2', 'page'],
  ])('error: ?%s is refused by name', async (query, field) => {
    await using test = openTestApp();
    const response = await test.ask('GET', `/api/proposals?${query}`);
    expect(response.status).toBe(422);
    expect((await response.json()).errors[0].field).toContain(field);
  });
});

describe('POST /api/proposals', () => {
  it('default: 201 with id, revision, hash, status and verdict', async () => {
    await using test = openTestApp();
    const response = await test.ask('POST', '/api/proposals', { body: order });
    expect(response.status).toBe(201);
    expect(await response.json()).toMatchObject({
      id: expect.stringMatching(/^PRP-/),
      revision: 1,
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      status: 'awaitingApproval',
      verdict: {
        checks: [
          {
            code: 'capital.position',
            outcome: 'pass',
            observed: '9.91% of equity',
            limit: '≤ 10.00% of equity',
          },
        ],
      },
    });
    expect(test.desk.calls).toEqual([
      {
        name: 'propose',
        params: { request: order },
        actor: { id: 'operator', role: 'operator', channel: 'api' },
      },
    ]);
  });

  it('behavior: what the gate refuses is 201 too, with status denied', async () => {
    await using test = openTestApp();
    const { stop: _, ...bare } = order;
    const response = await test.ask('POST', '/api/proposals', { body: bare });
    expect(response.status).toBe(201);
    expect((await response.json()).status).toBe('denied');
  });

  it('behavior: a key goes to the desk, scoped to the actor and bound to the body', async () => {
    await using test = openTestApp();
    await test.ask('POST', '/api/proposals', { body: order, headers: { 'idempotency-key': 'key-12345678' } });
    expect(test.desk.calls[0]?.params).toEqual({
      request: order,
      command: { scope: 'propose/operator', key: 'key-12345678', bodyHash: hashOf(order) },
    });
  });

  it('error: a key of another request is a conflict', async () => {
    const desk = fakeDesk({
      propose: async () => {
        throw new CountersignError('command.keyReused', 'This idempotency key was used for another request.');
      },
    });
    await using test = openTestApp({ desk });
    const response = await test.ask('POST', '/api/proposals', {
      body: order,
      headers: { 'idempotency-key': 'key-12345678' },
    });
    expect(response.status).toBe(409);
    expect(await response.json()).toMatchObject({
      type: 'urn:countersign:problem:idempotency-conflict',
      detail: expect.stringContaining('no order was sent'),
    });
  });

  it('error: a key that is too short is refused', async () => {
    await using test = openTestApp();
    const response = await test.ask('POST', '/api/proposals', {
      body: order,
      headers: { 'idempotency-key': 'short' },
    });
    expect(response.status).toBe(422);
    expect((await response.json()).errors[0]).toMatchObject({ field: 'idempotency-key', found: '"short"' });
  });

  it('error: what the desk finds wrong is 422', async () => {
    const problems = [{ field: 'stop', found: '70000', allowed: 'below the price for a buy' }];
    await using test = openTestApp({
      desk: fakeDesk({ propose: async () => ({ kind: 'invalid', problems }) }),
    });
    const response = await test.ask('POST', '/api/proposals', { body: order });
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({
      errors: problems,
      detail: expect.stringContaining('No order was sent.'),
    });
  });

  it('error: a venue that cannot be asked is 503, and a fault is 500 without its inside', async () => {
    const throwing = (error: Error) => fakeDesk({ propose: () => Promise.reject(error) });
    await using away = openTestApp({
      desk: throwing(new VenueError('venue.unreachable', 'The venue does not answer')),
    });
    expect((await away.ask('POST', '/api/proposals', { body: order })).status).toBe(503);

    await using broken = openTestApp({ desk: throwing(new TypeError('secret inside /home/me/x.ts')) });
    const response = await broken.ask('POST', '/api/proposals', { body: order });
    expect(response.status).toBe(500);
    const problem = await response.json();
    expect(JSON.stringify(problem)).not.toContain('secret');
    const id = problem.instance.split(':').at(-1);
    expect(broken.logged.join()).toContain(id);
    expect(broken.logged.join()).toContain('secret inside');
  });
});

describe('POST /api/positions/close', () => {
  it('default: 201 with a proposal that only reduces', async () => {
    await using test = openTestApp();
    const response = await test.ask('POST', '/api/positions/close', { body: { instrument: 'BTC/USDT' } });
    expect(response.status).toBe(201);
    expect(await response.json()).toMatchObject({ side: 'sell', reduceOnly: true });
  });

  it('error: nothing to close is 422', async () => {
    const problems = [
      { field: 'instrument', found: 'BTC/USDT', allowed: 'an instrument with an open position' },
    ];
    await using test = openTestApp({
      desk: fakeDesk({ closePosition: async () => ({ kind: 'invalid', problems }) }),
    });
    expect(
      (await test.ask('POST', '/api/positions/close', { body: { instrument: 'BTC/USDT' } })).status,
    ).toBe(422);
  });
});

describe('POST /api/proposals/:id/decision', () => {
  it('default: 200 with the proposal as it then stands', async () => {
    await using test = openTestApp();
    const response = await test.ask('POST', path, {
      as: 'approver',
      body: command({ reason: 'looks right' }),
    });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      status: 'cleared',
      decisions: [{ decision: 'approve', by: { id: 'approver', channel: 'api' }, reason: 'looks right' }],
    });
  });

  it('behavior: of two decisions at once, one wins and the other learns who decided what and when', async () => {
    await using test = openTestApp();
    const answers = await Promise.all([
      test.ask('POST', path, { as: 'session', body: command() }),
      test.ask('POST', path, {
        as: 'approver',
        body: command({ decision: 'decline', idempotencyKey: 'key-87654321' }),
      }),
    ]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
    const lost = await answers.find((answer) => answer.status === 409)?.json();
    expect(lost).toMatchObject({
      type: 'urn:countersign:problem:already-decided',
      detail: expect.stringMatching(/approver \(web\) did approve at 20\d\d-.*Nothing was changed/),
      decision: 'approve',
      decidedBy: { id: 'approver', channel: 'web' },
      decidedAt: expect.any(Number),
      proposal: { id: shown.id, status: 'cleared' },
    });
  });

  it.each([
    ['a stale revision', { revision: 2 }],
    ['another hash', { hash: 'b'.repeat(64) }],
  ])('error: %s is a conflict that shows what stands', async (_, overrides) => {
    await using test = openTestApp();
    const response = await test.ask('POST', path, { as: 'approver', body: command(overrides) });
    expect(response.status).toBe(409);
    expect((await response.json()).proposal.hash).toBe(shown.hash);
  });

  it('error: no such proposal is 404', async () => {
    await using test = openTestApp({ desk: fakeDesk({ decide: async () => ({ kind: 'notFound' }) }) });
    for (const id of ['PRP-00000000', 'x'])
      expect(
        (await test.ask('POST', `/api/proposals/${id}/decision`, { as: 'approver', body: command() })).status,
      ).toBe(404);
  });

  it('error: what the desk forbids or finds wrong', async () => {
    await using forbidding = openTestApp({
      desk: fakeDesk({ decide: async () => ({ kind: 'forbidden', message: 'Not you.' }) }),
    });
    expect((await forbidding.ask('POST', path, { as: 'approver', body: command() })).status).toBe(403);
    const problems = [{ field: 'edits.stop', found: '1', allowed: 'nearer' }];
    await using picky = openTestApp({
      desk: fakeDesk({ decide: async () => ({ kind: 'invalid', problems }) }),
    });
    expect((await picky.ask('POST', path, { as: 'approver', body: command() })).status).toBe(422);
  });

  it.each([
    ['no key', { idempotencyKey: undefined }, 'idempotencyKey'],
    ['a short hash', { hash: 'abc' }, 'hash'],
    ['an unknown decision', { decision: 'yes' }, 'decision'],
    ['an edit without edits', { decision: 'edit' }, 'edits'],
    ['edits of an approval', { edits: { stop: '1' } }, 'edits'],
    ['an edit of the side', { decision: 'edit', edits: { side: 'sell' } }, 'edits.side'],
    ['an edit of the expiry', { decision: 'edit', edits: { expiresAt: 1 } }, 'edits.expiresAt'],
    ['a revision as text', { revision: '1' }, 'revision'],
  ])('error: %s is refused by name', async (_, overrides, field) => {
    await using test = openTestApp();
    const response = await test.ask('POST', path, { as: 'approver', body: command(overrides) });
    expect(response.status).toBe(422);
    const problem = await response.json();
    expect(problem.errors.map((error: { field: string }) => error.field)).toContain(field);
    expect(problem.detail).toContain('No order was sent.');
    expect(test.desk.calls).toEqual([]);
  });
});
