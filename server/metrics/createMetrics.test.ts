import { describe, expect, it } from 'vitest';
import { fakeDesk } from '../testing/fakeDesk.ts';
import { openTestApp } from '../testing/openTestApp.ts';
import { journalEntry, sampleProposal } from '../testing/samples.ts';

async function scrape(test: ReturnType<typeof openTestApp>): Promise<string> {
  const response = await test.ask('GET', '/metrics', { as: 'nobody' });
  expect(response.headers.get('content-type')).toContain('text/plain; version=0.0.4');
  return response.text();
}

describe('GET /metrics', () => {
  it('behavior: tells how the models do, and leaves out what is not known', async () => {
    await using test = openTestApp();
    const text = await scrape(test);
    expect(text).toContain('countersign_model_brier{model="trend",mode="sim"} 0.68');
    expect(text).toContain('countersign_model_brier_card{model="trend",mode="sim"} 0.64');
    expect(text).toContain('countersign_model_coverage90{model="trend",mode="sim"} 0.75');
    expect(text).toContain('countersign_model_degraded{model="trend",mode="sim"} 1');
    expect(text).toContain('countersign_model_forecasts_scored{model="trend",mode="sim"} 240');
    expect(text).not.toContain('countersign_model_drift{');
  });

  it('behavior: tells how old each source is, and leaves out one that was never read', async () => {
    const source = { kind: 'news', stale: false, reads: 3, failures: 1, lastTriedAt: 1 } as const;
    const rest = { nextAt: 2, newestAt: 1, lastError: null, budget: null };
    const sources = [
      { ...source, ...rest, id: 'feed:A', name: 'A', state: 'ok' as const, lastOkAt: Date.now() - 60_000 },
      { ...source, ...rest, id: 'feed:B', name: 'B', state: 'failing' as const, lastOkAt: null },
    ];
    await using test = openTestApp({ desk: fakeDesk({ sources: () => ({ enabled: true, sources }) }) });
    const text = await scrape(test);
    expect(text).toContain('countersign_source_up{source="A",mode="sim"} 1');
    expect(text).toContain('countersign_source_up{source="B",mode="sim"} 0');
    expect(text).toContain('countersign_source_failures{source="B",mode="sim"} 1');
    expect(text).toContain('countersign_source_age_seconds{source="A"');
    expect(text).not.toContain('countersign_source_age_seconds{source="B"');
  });

  it('default: counts what the journal tells, with the mode on every figure', async () => {
    await using test = openTestApp();
    const [check] = sampleProposal().verdict.checks;
    const look = { denials: [{ ...check, code: 'size.notional', outcome: 'deny' }] };
    const entries = [
      journalEntry(1, { type: 'proposal.created', data: { to: 'assessing' } }),
      journalEntry(2, { data: { from: 'assessing', to: 'denied', look } }),
      journalEntry(3, { type: 'order.created', subject: 'ORD-0123456789ABCDEF', data: { to: 'intended' } }),
      journalEntry(4, {
        type: 'fill.received',
        subject: 'ORD-0123456789ABCDEF',
        data: { from: 'accepted', to: 'filled' },
      }),
      journalEntry(5, {
        type: 'fill.received',
        subject: 'ORD-0123456789ABCDEF',
        data: { from: 'filled', to: 'filled' },
      }),
    ];
    for (const entry of entries) test.desk.emit({ type: 'journal', entry });
    const text = await scrape(test);
    expect(text).toContain('countersign_proposals_total{status="denied",mode="sim"} 1');
    expect(text).toContain('countersign_gate_denials_total{code="size.notional",mode="sim"} 1');
    expect(text).not.toContain('code="capital.position"');
    expect(text).toContain('countersign_orders_total{status="filled",mode="sim"} 1');
    expect(text).toContain('countersign_fills_total{mode="sim"} 2');
    expect(text).toContain('countersign_feed_age_seconds{instrument="BTC/USDT",mode="sim"} 0.4');
    expect(text).toContain('countersign_database_up{mode="sim"} 1');
  });

  it('behavior: requests are counted by the pattern of their route, without ids', async () => {
    await using test = openTestApp();
    await test.ask('GET', '/api/proposals/PRP-7F3KAB12');
    await test.ask('GET', '/api/proposals/PRP-00000000');
    await test.ask('GET', '/api/nope/PRP-00000000');
    const text = await scrape(test);
    expect(text).toContain('route="/api/proposals/:id",status="200"');
    expect(text).toContain('route="/api/proposals/:id",status="404"');
    expect(text).not.toContain('PRP-');
  });

  it('error: a database that does not answer shows as 0', async () => {
    await using test = openTestApp({
      desk: fakeDesk({ pingDatabase: () => Promise.reject(new Error('gone')) }),
    });
    expect(await scrape(test)).toContain('countersign_database_up{mode="sim"} 0');
  });
});
