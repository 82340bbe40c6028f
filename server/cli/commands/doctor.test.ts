import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fakeDesk } from '../../testing/fakeDesk.ts';
import { openFakeServer, runIn } from '../../testing/openFakeServer.ts';
import { quote } from '../../testing/samples.ts';

describe('doctor', () => {
  const findings = (out: string): Record<string, string> =>
    Object.fromEntries(
      JSON.parse(out).findings.map((finding: { name: string; state: string }) => [
        finding.name,
        finding.state,
      ]),
    );

  it('default: a running desk is examined through its API', async () => {
    await using test = await openFakeServer(
      fakeDesk({ quote: () => ({ ...quote, exchangeTime: Date.now() - 500 }) }),
    );
    const { status, out } = await test.run(['doctor', '--json']);
    expect(status).toBe(0);
    expect(findings(out)).toMatchObject({
      runtime: 'ok',
      disk: 'ok',
      tokens: 'ok',
      config: 'ok',
      desk: 'ok',
      database: 'ok',
      'clock offset': 'ok',
      market: 'ok',
      model: 'ok',
      'risk limits': 'ok',
      'kill switch': 'ok',
      'exchange keys': 'ok',
    });
  });

  it('error: a stale market blocks', async () => {
    await using test = await openFakeServer(
      fakeDesk({ quote: () => ({ ...quote, exchangeTime: Date.now() - 14_000 }) }),
    );
    const { status, out, err } = await test.run(['doctor']);
    expect(status).toBe(1);
    expect(out).toMatch(/✗ market .*BTC\/USDT is 14\.\d s old; approvals paused/);
    expect(err).toContain('Not ready: market');
  });

  it('behavior: a kill is a warning with what mends it, and --strict fails on it', async () => {
    await using test = await openFakeServer(
      fakeDesk({ quote: () => ({ ...quote, exchangeTime: Date.now() }) }),
    );
    await test.run(['kill', '--reason', 'news']);
    const plain = await test.run(['doctor']);
    expect(plain.status).toBe(0);
    expect(plain.out).toContain('! kill switch');
    expect(plain.out).toContain('→ countersign rearm');
    expect((await test.run(['doctor', '--strict'])).status).toBe(1);
  });

  it('behavior: without a desk it looks at the home alone and makes nothing', async () => {
    const home = join(mkdtempSync(join(tmpdir(), 'countersign-doctor-')), 'home');
    const { status, out } = await runIn(home, ['doctor', '--json']);
    expect(status).toBe(0);
    expect(findings(out)).toMatchObject({ desk: 'warning', database: 'ok', tokens: 'ok' });
    expect(existsSync(home)).toBe(false);
  });

  it('error: an unknown config key, a corrupt database and an unreadable latch each block', async () => {
    const home = mkdtempSync(join(tmpdir(), 'countersign-doctor-'));
    mkdirSync(join(home, 'db'));
    writeFileSync(join(home, 'db', 'PG_VERSION'), 'garbage');
    writeFileSync(join(home, 'kill.json'), '{');
    const broken = await runIn(home, ['doctor', '--json']);
    expect(broken.status).toBe(1);
    expect(findings(broken.out)).toMatchObject({ database: 'blocked', 'kill switch': 'blocked' });
    expect(readFileSync(join(home, 'db', 'PG_VERSION'), 'utf8')).toBe('garbage');
    writeFileSync(join(home, 'config.yaml'), 'limits:\n  maxOpenOrderz: 3\n');
    const misspelt = await runIn(home, ['doctor']);
    expect(misspelt.status).toBe(1);
    expect(misspelt.out).toContain('limits.maxOpenOrderz');
    rmSync(home, { recursive: true });
  });
});
