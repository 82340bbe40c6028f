import { describe, expect, it } from 'vitest';
import { fakeDesk } from '../../testing/fakeDesk.ts';
import { openFakeServer } from '../../testing/openFakeServer.ts';
import { sampleOrder, sampleProposal } from '../../testing/samples.ts';

const shown = sampleProposal();

describe('approve and decline', () => {
  it('default: approve shows the card, and approves when the id is typed', async () => {
    await using test = await openFakeServer();
    const { status, out, asked } = await test.run(['approve', shown.id], [shown.id.toLowerCase()]);
    expect(status).toBe(0);
    expect(asked).toEqual([`To approve, type ${shown.id}. Anything else leaves it as it is.`]);
    expect(out).toContain('✓ capital.position  9.91% of equity  ≤ 10.00% of equity');
    expect(test.desk.calls).toMatchObject([
      {
        name: 'decide',
        params: { command: { decision: 'approve', revision: 1, hash: shown.hash } },
        actor: { id: 'approver', channel: 'cli' },
      },
    ]);
  });

  it.each([['y'], ['yes'], [''], [null], ['PRP-00000000']])(
    'behavior: %j typed leaves it as it is',
    async (typed) => {
      await using test = await openFakeServer();
      const { status, err } = await test.run(['approve', shown.id], [typed]);
      expect(status).toBe(1);
      expect(err).toContain('No order was sent');
      expect(test.desk.calls).toEqual([]);
    },
  );

  it('behavior: with --hash nobody is asked, and exactly that hash is approved', async () => {
    await using test = await openFakeServer();
    const wrong = await test.run(['approve', shown.id, '--hash', 'b'.repeat(64)]);
    expect(wrong.status).toBe(1);
    const right = await test.run(['approve', shown.id, '--hash', shown.hash, '--json']);
    expect([right.status, right.asked]).toEqual([0, []]);
    expect(JSON.parse(right.out).status).toBe('cleared');
  }, 30_000);

  it('error: without a person and without --hash it is 2', async () => {
    await using test = await openFakeServer();
    const { status, err } = await test.run(['approve', shown.id]);
    expect(status).toBe(2);
    expect(err).toContain(`--hash ${shown.hash}`);
    expect(test.desk.calls).toEqual([]);
  });

  it('error: what cannot be approved is not asked for', async () => {
    const blocked = sampleProposal({
      live: { ...shown.live, canApprove: false, blockedBecause: ['Price is 14 s old. Approvals paused.'] },
    });
    await using test = await openFakeServer(fakeDesk({ readProposal: async () => blocked }));
    const { status, err, asked } = await test.run(['approve', shown.id], [shown.id]);
    expect([status, asked]).toEqual([1, []]);
    expect(err).toContain('Price is 14 s old');
  });

  it('behavior: tells what the venue made of it, and a rejection is 1', async () => {
    const after = sampleProposal({
      status: 'cleared',
      order: sampleOrder({ status: 'rejected', open: false, reason: 'Insufficient balance' }),
    });
    await using test = await openFakeServer(
      fakeDesk({ decide: async () => ({ kind: 'decided', proposal: after }) }),
    );
    const { status, out } = await test.run(['approve', shown.id, '--hash', shown.hash]);
    expect(status).toBe(1);
    expect(out).toContain('rejected');
    expect(out).toContain('Insufficient balance');
  });

  it('default: decline, once', async () => {
    await using test = await openFakeServer();
    expect((await test.run(['decline', shown.id, '--reason', 'no'])).out).toBe(
      `SIM ${shown.id} is declined. No order was sent.`,
    );
    const again = await test.run(['decline', shown.id, '--json']);
    expect(again.status).toBe(1);
    expect(JSON.parse(again.err)).toMatchObject({
      status: 409,
      decidedBy: { id: 'approver', channel: 'cli' },
    });
  });
});
