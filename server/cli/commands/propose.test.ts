import { describe, expect, it } from 'vitest';
import { fakeDesk } from '../../testing/fakeDesk.ts';
import { openFakeServer } from '../../testing/openFakeServer.ts';
import { now, sampleProposal } from '../../testing/samples.ts';

const order = [
  'propose',
  '--instrument',
  'BTC/USDT',
  '--side',
  'buy',
  '--notional',
  '500',
  '--stop',
  '66000',
];

describe('propose', () => {
  it('default: propose prints the card and what to do next', async () => {
    await using test = await openFakeServer();
    const { status, out } = await test.run(order);
    expect(status).toBe(0);
    expect(out).toContain('SIM   PRP-7F3KAB12 rev 1   simulated BTC/USDT   expires');
    expect(out).toContain('countersign approve PRP-7F3KAB12');
    expect(test.desk.calls).toMatchObject([
      {
        name: 'propose',
        params: {
          request: { instrument: 'BTC/USDT', side: 'buy', type: 'market', notional: '500', stop: '66000' },
        },
        actor: { id: 'operator', channel: 'cli' },
      },
    ]);
  });

  it('behavior: every field has its option', async () => {
    await using test = await openFakeServer();
    const flags = [
      '--type',
      'limit',
      '--quantity',
      '0.1',
      '--limit-price',
      '67000',
      '--target',
      '70000',
      '--time-in-force',
      'fok',
      '--post-only',
      '--reduce-only',
      '--thesis',
      'why not',
      '--idempotency-key',
      'key-12345678',
    ];
    await test.run(['propose', '--instrument', 'BTC/USDT', '--side', 'sell', '--stop', '69000', ...flags]);
    expect(test.desk.calls[0]?.params).toMatchObject({
      request: {
        instrument: 'BTC/USDT',
        side: 'sell',
        type: 'limit',
        quantity: '0.1',
        limitPrice: '67000',
        stop: '69000',
        target: '70000',
        timeInForce: 'fok',
        postOnly: true,
        reduceOnly: true,
        thesis: 'why not',
      },
      command: { key: 'key-12345678' },
    });
  });

  it('error: what the gate denies is 1, with the reason on standard error and the proposal on standard output', async () => {
    const denied = sampleProposal({
      status: 'denied',
      verdict: {
        allowed: false,
        assessedAt: now,
        checks: [
          {
            code: 'price.stopRequired',
            outcome: 'deny',
            observed: 'no stop',
            limit: 'a stop',
            message: 'Give a stop.',
          },
        ],
      },
    });
    await using test = await openFakeServer(
      fakeDesk({ propose: async () => ({ kind: 'proposed', proposal: denied }) }),
    );
    const { status, out, err } = await test.run([...order, '--json']);
    expect(status).toBe(1);
    expect(JSON.parse(out).status).toBe('denied');
    expect(err).toContain('price.stopRequired: Give a stop.');
    expect(err).toContain('no order was sent');
  });

  it('error: a malformed order is 1 and names the field', async () => {
    await using test = await openFakeServer();
    const { status, err } = await test.run([
      'propose',
      '--instrument',
      'BTC/USDT',
      '--side',
      'buy',
      '--quantity',
      '0,1',
    ]);
    expect(status).toBe(1);
    expect(err).toContain('quantity: found "0,1", allowed is a plain decimal');
  });
});
