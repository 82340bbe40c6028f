import { describe, expect, it } from 'vitest';
import { limitsView } from '../../domain/views.ts';
import { openTestApp } from '../testing/openTestApp.ts';
import { limitsView as sample } from '../testing/samples.ts';

const path = '/api/limits/loosen';
const body = { shown: sample.waitingHash, reason: 'the account has grown' };

describe('limits', () => {
  it('default: anybody with a credential reads them', async () => {
    await using test = openTestApp();
    const response = await test.ask('GET', '/api/limits');
    expect(limitsView.parse(await response.json())).toEqual(sample);
  });

  it('default: the approver loosens what was shown', async () => {
    await using test = openTestApp();
    const response = await test.ask('POST', path, {
      as: 'approver',
      body: { ...body, keys: ['maxOpenOrders'] },
    });
    expect([response.status, (await response.json()).waiting]).toEqual([200, []]);
    expect(test.desk.calls[0]).toMatchObject({
      name: 'loosenLimits',
      params: { ...body, keys: ['maxOpenOrders'] },
    });
  });

  it('error: the operator’s token does not loosen', async () => {
    await using test = openTestApp();
    const response = await test.ask('POST', path, { body });
    expect(response.status).toBe(403);
    expect((await response.json()).detail).toContain('Nothing was changed');
    expect(test.desk.calls).toEqual([]);
  });

  it('error: another hash than what waits is a conflict that shows the limits', async () => {
    await using test = openTestApp();
    const response = await test.ask('POST', path, {
      as: 'approver',
      body: { ...body, shown: 'd'.repeat(64) },
    });
    expect([response.status, (await response.json()).limits.limitsHash]).toEqual([409, sample.limitsHash]);
  });

  it.each([
    [{}],
    [{ ...body, reason: ' ' }],
    [{ ...body, keys: ['maxOpenOrderz'] }],
    [{ ...body, keys: [] }],
  ])('error: %j is refused', async (wrong) => {
    await using test = openTestApp();
    expect((await test.ask('POST', path, { as: 'approver', body: wrong })).status).toBe(422);
    expect(test.desk.calls).toEqual([]);
  });
});
