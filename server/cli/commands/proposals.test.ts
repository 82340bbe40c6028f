import { describe, expect, it } from 'vitest';
import { fakeDesk } from '../../testing/fakeDesk.ts';
import { openFakeServer } from '../../testing/openFakeServer.ts';
import { sampleProposal } from '../../testing/samples.ts';

const shown = sampleProposal();

describe('commands that show', () => {
  it.each([
    [['proposals'], 'SIM: generated market', 'PRP-7F3KAB12  awaitingApproval  BTC/USDT  ▲ buy'],
    [['proposals', shown.id], 'SIM   PRP-7F3KAB12 rev 1', 'at most −213.06 lost at the stop (0.21%)'],
    [['orders', '--open'], 'SIM: generated market', 'ORD-0123456789ABCDEF  accepted'],
    [['orders', 'ORD-0123456789ABCDEF'], 'SIM: generated market', '67,240.0'],
    [['portfolio'], 'SIM: generated market', 'equity 100,421.17 USDT · today +421.17 (+0.42%)'],
    [['ask', 'how', 'is', 'BTC?'], 'SIM: generated market', 'BTC is at 67,301.5.'],
    [['open'], 'SIM: generated market', '/launch?code='],
  ])('default: %j names the mode first', async (args, first, contained) => {
    await using test = await openFakeServer();
    const text = await test.run(args);
    expect(text.status).toBe(0);
    expect(text.out.split('\n')[0]).toContain(first);
    expect(text.out).toContain(contained);
    const json = await test.run([...args, '--json']);
    expect(json.out.split('\n')).toHaveLength(1);
    JSON.parse(json.out);
  });

  it('behavior: text of others cannot steer the terminal', async () => {
    const thesis = 'up \u001b[2J\u001b]0;owned\u0007 now\r\nAPPROVED';
    await using test = await openFakeServer(
      fakeDesk({ readProposal: async () => sampleProposal({ thesis }) }),
    );
    const { out } = await test.run(['proposals', shown.id]);
    expect(out).not.toContain('\u001b');
    expect(out).toContain('thesis: up [2J ]0;owned now APPROVED');
  });

  it('behavior: the printed address opens the page', async () => {
    await using test = await openFakeServer();
    const { url } = JSON.parse((await test.run(['open', '--json'])).out);
    expect((await fetch(url, { redirect: 'manual' })).status).toBe(303);
  });
});
