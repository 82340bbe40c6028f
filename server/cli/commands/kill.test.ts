import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openFakeServer, runIn } from '../../testing/openFakeServer.ts';

describe('cancel, kill and rearm', () => {
  it('default: cancel asks for it, and a second time is refused', async () => {
    await using test = await openFakeServer();
    expect((await test.run(['cancel', 'ORD-0123456789ABCDEF'])).out).toContain('pendingCancel');
    expect((await test.run(['cancel', 'ORD-0123456789ABCDEF'])).status).toBe(1);
    expect((await test.run(['cancel', 'nope'])).err).toContain('There is no order nope');
  });

  it('behavior: settle wants one of two ways, and says why the desk refuses', async () => {
    await using test = await openFakeServer();
    const settle = ['settle', 'ORD-0123456789ABCDEF', '--reason', 'compared'];
    expect((await test.run(settle)).status).toBe(2);
    expect((await test.run([...settle, '--accept', '--write-off'])).status).toBe(2);
    const refused = await test.run([...settle, '--write-off']);
    expect([refused.status, refused.err]).toEqual([1, expect.stringContaining('not quarantined')]);
    expect(test.desk.calls.at(-1)).toMatchObject({
      name: 'endQuarantine',
      params: { decision: 'writeOff', reason: 'compared' },
      actor: { id: 'approver' },
    });
  });

  it('behavior: settle takes coins of an instrument off the books, only by accepting', async () => {
    await using test = await openFakeServer();
    const settle = ['settle', 'BTC/USDT', '--reason', 'moved'];
    expect((await test.run([...settle, '--write-off'])).status).toBe(2);
    expect((await test.run([...settle, '--accept'])).out).toContain('0.005 BTC/USDT are off the books');
    expect(test.desk.calls).toMatchObject([
      {
        name: 'settleHolding',
        params: { instrument: 'BTC/USDT', reason: 'moved' },
        actor: { id: 'approver' },
      },
    ]);
  });

  it('default: kill and rearm', async () => {
    await using test = await openFakeServer();
    const killed = await test.run(['kill', '--reason', 'news']);
    expect([killed.status, killed.out]).toEqual([
      0,
      expect.stringContaining('Kill switch: killed, level cancel by operator (cli)'),
    ]);
    expect((await test.run(['rearm', '--reason', 'calm'])).out).toContain('armed');
    expect((await test.run(['rearm', '--reason', 'calm'])).err).toContain('nothing to rearm');
  });

  it('behavior: flattening wants FLATTEN typed, or --yes where nobody can be asked', async () => {
    await using test = await openFakeServer();
    expect((await test.run(['kill', '--level', 'flatten'])).status).toBe(2);
    const doubted = await test.run(['kill', '--level', 'flatten'], ['flatten']);
    expect(doubted.status).toBe(2);
    expect(doubted.out).toContain('1 positions worth 10,431.73');
    expect(test.desk.calls).toEqual([]);
    expect((await test.run(['kill', '--level', 'flatten'], ['FLATTEN'])).status).toBe(0);
    expect((await test.run(['kill', '--level', 'flatten', '--yes'])).status).toBe(0);
    expect(test.desk.calls.map((call) => call.params)).toMatchObject([
      { level: 'flatten' },
      { level: 'flatten' },
    ]);
  });

  it('behavior: without a desk the latch is set, and only a pause is done by that', async () => {
    const home = mkdtempSync(join(tmpdir(), 'countersign-latch-'));
    const latch = () => JSON.parse(readFileSync(join(home, 'kill.json'), 'utf8'));
    expect((await runIn(home, ['kill', '--level', 'pause', '--reason', 'gone'])).status).toBe(0);
    expect(latch()).toMatchObject({ level: 'pause', reason: 'gone', by: 'operator' });
    const flatten = await runIn(home, ['kill', '--level', 'flatten', '--yes']);
    expect(flatten.status).toBe(1);
    expect(flatten.err).toContain('were not touched');
    expect(latch().level).toBe('flatten');
    rmSync(home, { recursive: true });
  });

  it('error: a desk that has gone away without a word sets the latch too', async () => {
    await using test = await openFakeServer();
    await test.hang();
    const { status, out, err } = await test.run(['kill']);
    expect([status, existsSync(join(test.home, 'kill.json'))]).toEqual([1, true]);
    expect(out).toContain('did not answer');
    // The home is held by the process of this test itself, which is not stopped.
    expect(err).toContain('could not be stopped from here');
    const portfolio = await test.run(['portfolio']);
    expect([portfolio.status, portfolio.err]).toEqual([
      1,
      expect.stringContaining('did not answer. Nothing was changed'),
    ]);
  });
});
