import { describe, expect, it } from 'vitest';
import { openTestApp } from '../testing/openTestApp.ts';

const good = { instrument: 'BTC/USDT', side: 'buy', type: 'market', quantity: '0.1', stop: '66000' };

/** What is sent, which field is named, what is said to be found, and what is said to be allowed. */
const refused: [string, object | string, string, RegExp, RegExp][] = [
  ['a negative size', { ...good, quantity: '-1' }, 'quantity', /^"-1"$/, /greater than 0/],
  ['a size of zero', { ...good, quantity: '0.000' }, 'quantity', /^"0.000"$/, /greater than 0/],
  ['NaN as text', { ...good, quantity: 'NaN' }, 'quantity', /^"NaN"$/, /plain decimal/],
  ['Infinity as text', { ...good, quantity: 'Infinity' }, 'quantity', /^"Infinity"$/, /plain decimal/],
  ['an exponent as text', { ...good, quantity: '1e400' }, 'quantity', /^"1e400"$/, /no exponent/],
  ['a comma decimal', { ...good, quantity: '0,25' }, 'quantity', /^"0,25"$/, /plain decimal/],
  ['a number instead of text', { ...good, quantity: 0.1 }, 'quantity', /^0.1$/, /decimal as a string/],
  ['a hundred digits', { ...good, quantity: '1'.repeat(100) }, 'quantity', /^"1{56}…$/, /plain decimal/],
  ['digits of another script', { ...good, quantity: '١٢' }, 'quantity', /./, /plain decimal/],
  [
    'swapped base and quote',
    { ...good, instrument: 'USDT/BTC' },
    'instrument',
    /^USDT\/BTC$/,
    /^BTC\/USDT \(base and quote are swapped\)$/,
  ],
  [
    'an unknown symbol',
    { ...good, instrument: 'NOPE/USDT' },
    'instrument',
    /^NOPE\/USDT$/,
    /^one of BTC\/USDT$/,
  ],
  [
    'another spelling',
    { ...good, instrument: 'btcusdt' },
    'instrument',
    /^"btcusdt"$/,
    /BASE\/QUOTE in upper case/,
  ],
  ['an unknown field', { ...good, leverage: '10' }, 'leverage', /^"10"$/, /^only instrument, side, type/],
  ['who proposes', { ...good, origin: 'agent' }, 'origin', /^"agent"$/, /^only instrument/],
  [
    '__proto__',
    `{"__proto__":{"side":"sell"},${JSON.stringify(good).slice(1)}`,
    '__proto__',
    /./,
    /^only instrument/,
  ],
  ['an unknown side', { ...good, side: 'long' }, 'side', /^"long"$/, /^one of buy, sell$/],
  ['neither quantity nor notional', { ...good, quantity: undefined }, 'quantity', /^nothing$/, /exactly one/],
  ['both quantity and notional', { ...good, notional: '500' }, 'quantity', /./, /exactly one/],
  [
    'a limit order without a price',
    { ...good, type: 'limit' },
    'limitPrice',
    /^nothing$/,
    /needs limitPrice/,
  ],
  ['a missing side', { ...good, side: undefined }, 'side', /^nothing$/, /one of buy, sell/],
  ['a thesis that is too long', { ...good, thesis: 'x'.repeat(2001) }, 'thesis', /…/, /at most 2000/],
  ['an array', [], 'body', /^\[\]$/, /object/],
  ['null', 'null', 'body', /^null$/, /object/],
  ['a number that nothing can hold', '{"quantity": 1e400}', 'quantity', /^1e400$/, /decimal as a string/],
  ['NaN as a number', '{"quantity": NaN}', 'body', /NaN/, /well-formed JSON/],
  ['half an object', '{"side":', 'body', /./, /well-formed JSON/],
  ['no body at all', '', 'body', /./, /./],
];

describe('bad input to POST /api/proposals', () => {
  it.each(refused)('error: %s', async (_, body, field, found, allowed) => {
    await using test = openTestApp();
    const response = await test.ask(
      'POST',
      '/api/proposals',
      typeof body === 'string' ? { rawBody: body } : { body },
    );
    expect(response.status).toBe(422);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    const problem = await response.json();
    expect(problem).toMatchObject({
      type: 'urn:countersign:problem:invalid-request',
      status: 422,
      title: expect.any(String),
      detail: expect.stringContaining('No order was sent.'),
      instance: expect.stringMatching(/^urn:countersign:request:/),
    });
    const named = problem.errors.find((error: { field: string }) => error.field === field);
    expect(named, JSON.stringify(problem.errors)).toBeDefined();
    expect(named.found).toMatch(found);
    expect(named.allowed).toMatch(allowed);
    expect(test.desk.calls).toEqual([]);
  });

  it('behavior: the same order without the mistake is taken', async () => {
    await using test = openTestApp();
    expect((await test.ask('POST', '/api/proposals', { body: good })).status).toBe(201);
  });

  it('error: another content type is 415', async () => {
    await using test = openTestApp();
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'application/jsonp',
    ]) {
      const response = await test.ask('POST', '/api/proposals', {
        body: good,
        headers: { 'content-type': type },
      });
      expect(response.status, type).toBe(415);
      expect(await response.json()).toMatchObject({
        detail: expect.stringContaining('No order was sent.'),
        errors: [{ field: 'Content-Type', allowed: 'application/json' }],
      });
    }
    expect(test.desk.calls).toEqual([]);
  });

  it('error: a body of a megabyte is 413, with its length told or not', async () => {
    await using test = openTestApp();
    const body = { ...good, thesis: 'x'.repeat(1024 * 1024) };
    for (const headers of [{}, { 'content-length': '1048700' }, { 'transfer-encoding': 'chunked' }] as Record<
      string,
      string
    >[]) {
      const response = await test.ask('POST', '/api/proposals', { body, headers });
      expect(response.status).toBe(413);
      expect((await response.json()).detail).toContain('no order was sent');
    }
    expect(test.desk.calls).toEqual([]);
  });
});

describe('addresses that are not there', () => {
  it.each([
    ['DELETE', '/api/proposals', 'GET, HEAD, POST'],
    ['PUT', '/api/orders/ORD-0123456789ABCDEF', 'GET, HEAD'],
    ['GET', '/api/rearm', 'POST'],
    ['POST', '/api/state', 'GET, HEAD'],
    ['POST', '/metrics', 'GET, HEAD'],
  ])('error: %s %s is 405 and says what is allowed', async (method, path, allow) => {
    await using test = openTestApp();
    const response = await test.ask(method, path);
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe(allow);
    expect((await response.json()).detail).toContain('no order was sent');
  });

  it.each(['/api/nope', '/api', '/api/proposals/PRP-7F3KAB12/nope', '/nope'])(
    'error: %s is 404',
    async (path) => {
      await using test = openTestApp();
      const response = await test.ask('GET', path);
      expect(response.status).toBe(404);
      expect(response.headers.get('content-type')).toContain('application/problem+json');
    },
  );
});
