import { describe, expect, it } from 'vitest';
import { fakeDesk } from '../../testing/fakeDesk.ts';
import { openFakeServer } from '../../testing/openFakeServer.ts';
import { limitsView as sample } from '../../testing/samples.ts';

describe('limits', () => {
  it('default: shows what holds, what waits beside it, and how it came to be', async () => {
    await using test = await openFakeServer();
    const { status, out } = await test.run(['limits']);
    expect(status).toBe(0);
    expect(out).toMatch(/maxOpenOrders +20 +40/);
    expect(out).toMatch(/maxOrderNotionalQuote +15000\n/);
    expect(out).toContain('1 looser in the configuration and not in force');
    expect(out).toContain('#1 2025-10-09 08:53:20Z adopted by desk');
  });

  it('behavior: as JSON it is what the API says', async () => {
    await using test = await openFakeServer();
    const { out } = await test.run(['limits', '--json']);
    expect(JSON.parse(out)).toEqual(sample);
  });
});

describe('limits loosen', () => {
  const asked = ['limits', 'loosen', '--reason', 'the account has grown'];

  it('default: shows what changes, asks, and loosens exactly that', async () => {
    await using test = await openFakeServer();
    const { status, out } = await test.run(asked, ['LOOSEN']);
    expect([status, out]).toEqual([0, expect.stringContaining('maxOpenOrders: 20 → 40')]);
    expect(test.desk.calls[0]).toMatchObject({
      params: { shown: sample.waitingHash, reason: 'the account has grown' },
      actor: { role: 'approver' },
    });
  });

  it('behavior: named limits are sent by name, and nobody is asked where nobody can be', async () => {
    await using test = await openFakeServer();
    const { status, out } = await test.run([...asked, 'maxOpenOrders', '--json']);
    expect([status, JSON.parse(out).waiting]).toEqual([0, []]);
    expect(test.desk.calls[0]?.params).toMatchObject({ keys: ['maxOpenOrders'] });
  });

  it('behavior: with nothing that waits it says so and asks nothing of the desk', async () => {
    const limits = async () => ({ ...sample, waiting: [], waitingHash: null });
    await using test = await openFakeServer(fakeDesk({ limits }));
    const { status, out } = await test.run(asked);
    expect([status, out]).toEqual([0, expect.stringContaining('No limit of the configuration waits')]);
    expect(test.desk.calls).toEqual([]);
  });

  it('error: anything but LOOSEN leaves the limits as they are', async () => {
    await using test = await openFakeServer();
    const { status, err } = await test.run(asked, ['yes']);
    expect([status, err]).toEqual([2, expect.stringContaining('The stricter limits stay in force.')]);
    expect(test.desk.calls).toEqual([]);
  });

  it('error: a reason is needed', async () => {
    await using test = await openFakeServer();
    expect((await test.run(['limits', 'loosen'])).status).toBe(2);
    expect(test.desk.calls).toEqual([]);
  });
});
