import { describe, expect, it } from 'vitest';
import { fakeDesk } from '../../testing/fakeDesk.ts';
import { openFakeServer } from '../../testing/openFakeServer.ts';
import { overrides as sample } from '../../testing/samples.ts';

describe('overrides', () => {
  it('default: each with what it would have made, then the sums and what they assume', async () => {
    await using test = await openFakeServer();
    const { status, out } = await test.run(['overrides']);
    expect(status).toBe(0);
    expect(out).toMatch(
      /PRP-7F3KAB12 +buy BTC\/USDT +agent:trader +declined by approver .* −219.47 +stopped out +\+219.47 +approver\n/,
    );
    expect(out).toMatch(/proposals of agent:trader +1 +0 +1 +0 +−219.47 +0.00\n/);
    expect(out).toMatch(/rulings of approver +1 +1 +0 +0 +\+219.47 +0.00\n/);
    expect(out).not.toContain('denied by the gate');
    expect(out).toContain('Hypothetical: none of these orders was sent.');
  });

  it('behavior: what is open says so, and what cannot be told is unknown', async () => {
    const [one] = sample.overrides;
    if (!one) throw new Error('no sample');
    const open = { ...one, final: false, asked: { ...one.asked, state: 'held' as const } };
    const unknown = {
      ...{ ...one, difference: null, right: null },
      asked: { ...one.asked, state: 'unknown' as const, profit: null },
    };
    const view = { ...sample, overrides: [open, unknown], gate: { ...sample.gate, proposals: 2 } };
    await using test = await openFakeServer(fakeDesk({ overrides: async () => view }));
    const { out } = await test.run(['overrides']);
    expect(out).toMatch(/−219.47 +open +\+219.47 +approver so far\n/);
    expect(out).toMatch(/unknown +unknown +unknown +–\n/);
    expect(out).toContain('denied by the gate, apart');
  });

  it('behavior: with nothing overruled it says so; as JSON it is what the API says', async () => {
    const none = { ...sample, overrides: [] };
    await using test = await openFakeServer(fakeDesk({ overrides: async () => none }));
    expect((await test.run(['overrides'])).out).toContain('Nothing was overruled yet');
    expect(JSON.parse((await test.run(['overrides', '--json'])).out)).toEqual(none);
  });
});
