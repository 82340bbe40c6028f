import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { linkEntries } from '../../db/linkEntries.ts';
import { fakeDesk } from '../testing/fakeDesk.ts';
import { openTestDesk, runIn } from '../testing/openTestDesk.ts';
import { journalEntry, now, quote, sampleOrder, sampleProposal } from '../testing/samples.ts';

const shown = sampleProposal();
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

describe('usage', () => {
  it.each([
    [[]],
    [['nonsense']],
    [['approve']],
    [['propose', '--side', 'buy']],
    [['propose', '--instrument', 'BTC/USDT', '--side', 'long']],
    [['kill', '--level', 'everything']],
    [['rearm']],
    [['replay']],
    [['replay', '--file', 'x.csv', '--speed', '-1']],
    [['start', '--port', '99999']],
    [['proposals', '--limit', 'many']],
    [['portfolio', '--frobnicate']],
    [['audit']],
    [['venue', '--key', 'only']],
  ])('error: %j is 2, with how to use it on standard error', async (args) => {
    const { status, out, err } = await runIn('/nonexistent/home', args);
    expect(status).toBe(2);
    expect(err).not.toBe('');
    expect(out).toBe('');
    expect(existsSync('/nonexistent/home')).toBe(false);
  });

  it.each([[['--help']], [['approve', '--help']], [['--version']]])('default: %j is 0', async (args) => {
    const { status, out } = await runIn('/nonexistent/home', args);
    expect(status).toBe(0);
    expect(out).not.toBe('');
  });

  const talking = [
    'open',
    'ask hi',
    'proposals',
    `approve ${shown.id}`,
    `decline ${shown.id}`,
    'orders',
    'cancel x',
    'portfolio',
    'rearm --reason x',
  ];
  it.each([...talking, order.join(' ')])('error: %s says that no desk runs', async (line) => {
    const { status, out, err } = await runIn('/nonexistent/home', line.split(' '));
    expect([status, out]).toEqual([1, '']);
    expect(err).toContain('No desk is running on /nonexistent/home');
    expect(err).toContain('countersign start');
  });
});

describe('proposing and deciding', () => {
  it('default: propose prints the card and what to do next', async () => {
    await using test = await openTestDesk();
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
    await using test = await openTestDesk();
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
    await using test = await openTestDesk(
      fakeDesk({ propose: async () => ({ kind: 'proposed', proposal: denied }) }),
    );
    const { status, out, err } = await test.run([...order, '--json']);
    expect(status).toBe(1);
    expect(JSON.parse(out).status).toBe('denied');
    expect(err).toContain('price.stopRequired: Give a stop.');
    expect(err).toContain('no order was sent');
  });

  it('error: a malformed order is 1 and names the field', async () => {
    await using test = await openTestDesk();
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

  it('default: approve shows the card, and approves when the id is typed', async () => {
    await using test = await openTestDesk();
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
      await using test = await openTestDesk();
      const { status, err } = await test.run(['approve', shown.id], [typed]);
      expect(status).toBe(1);
      expect(err).toContain('No order was sent');
      expect(test.desk.calls).toEqual([]);
    },
  );

  it('behavior: with --hash nobody is asked, and exactly that hash is approved', async () => {
    await using test = await openTestDesk();
    const wrong = await test.run(['approve', shown.id, '--hash', 'b'.repeat(64)]);
    expect(wrong.status).toBe(1);
    const right = await test.run(['approve', shown.id, '--hash', shown.hash, '--json']);
    expect([right.status, right.asked]).toEqual([0, []]);
    expect(JSON.parse(right.out).status).toBe('cleared');
  }, 30_000);

  it('error: without a person and without --hash it is 2', async () => {
    await using test = await openTestDesk();
    const { status, err } = await test.run(['approve', shown.id]);
    expect(status).toBe(2);
    expect(err).toContain(`--hash ${shown.hash}`);
    expect(test.desk.calls).toEqual([]);
  });

  it('error: what cannot be approved is not asked for', async () => {
    const blocked = sampleProposal({
      live: { ...shown.live, canApprove: false, blockedBecause: ['Price is 14 s old. Approvals paused.'] },
    });
    await using test = await openTestDesk(fakeDesk({ readProposal: async () => blocked }));
    const { status, err, asked } = await test.run(['approve', shown.id], [shown.id]);
    expect([status, asked]).toEqual([1, []]);
    expect(err).toContain('Price is 14 s old');
  });

  it('behavior: tells what the venue made of it, and a rejection is 1', async () => {
    const after = sampleProposal({
      status: 'cleared',
      order: sampleOrder({ status: 'rejected', open: false, reason: 'Insufficient balance' }),
    });
    await using test = await openTestDesk(
      fakeDesk({ decide: async () => ({ kind: 'decided', proposal: after }) }),
    );
    const { status, out } = await test.run(['approve', shown.id, '--hash', shown.hash]);
    expect(status).toBe(1);
    expect(out).toContain('rejected');
    expect(out).toContain('Insufficient balance');
  });

  it('default: decline, once', async () => {
    await using test = await openTestDesk();
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

describe('looking', () => {
  it.each([
    [['proposals'], 'SIM: generated market', 'PRP-7F3KAB12  awaitingApproval  BTC/USDT  ▲ buy'],
    [['proposals', shown.id], 'SIM   PRP-7F3KAB12 rev 1', 'at most −213.06 lost at the stop (0.21%)'],
    [['orders', '--open'], 'SIM: generated market', 'ORD-0123456789ABCDEF  accepted'],
    [['orders', 'ORD-0123456789ABCDEF'], 'SIM: generated market', '67,240.0'],
    [['portfolio'], 'SIM: generated market', 'equity 100,421.17 USDT · today +421.17 (+0.42%)'],
    [['ask', 'how', 'is', 'BTC?'], 'SIM: generated market', 'BTC is at 67,301.5.'],
    [['open'], 'SIM: generated market', '/launch?code='],
  ])('default: %j names the mode first', async (args, first, contained) => {
    await using test = await openTestDesk();
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
    await using test = await openTestDesk(fakeDesk({ readProposal: async () => sampleProposal({ thesis }) }));
    const { out } = await test.run(['proposals', shown.id]);
    expect(out).not.toContain('\u001b');
    expect(out).toContain('thesis: up [2J ]0;owned now APPROVED');
  });

  it('behavior: the printed address opens the page', async () => {
    await using test = await openTestDesk();
    const { url } = JSON.parse((await test.run(['open', '--json'])).out);
    expect((await fetch(url, { redirect: 'manual' })).status).toBe(303);
  });
});

describe('stopping', () => {
  it('default: cancel asks for it, and a second time is refused', async () => {
    await using test = await openTestDesk();
    expect((await test.run(['cancel', 'ORD-0123456789ABCDEF'])).out).toContain('pendingCancel');
    expect((await test.run(['cancel', 'ORD-0123456789ABCDEF'])).status).toBe(1);
    expect((await test.run(['cancel', 'nope'])).err).toContain('There is no order nope');
  });

  it('default: kill and rearm', async () => {
    await using test = await openTestDesk();
    const killed = await test.run(['kill', '--reason', 'news']);
    expect([killed.status, killed.out]).toEqual([
      0,
      expect.stringContaining('Kill switch: killed, level cancel by operator (cli)'),
    ]);
    expect((await test.run(['rearm', '--reason', 'calm'])).out).toContain('armed');
    expect((await test.run(['rearm', '--reason', 'calm'])).err).toContain('nothing to rearm');
  });

  it('behavior: flattening wants FLATTEN typed, or --yes where nobody can be asked', async () => {
    await using test = await openTestDesk();
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
    await using test = await openTestDesk();
    await test.stop();
    writeFileSync(
      join(test.home, 'desk.lock'),
      JSON.stringify({ pid: process.pid, processStart: null, address: test.url }),
    );
    const { status, err } = await test.run(['kill']);
    expect([status, existsSync(join(test.home, 'kill.json'))]).toEqual([1, true]);
    expect(err).toContain('did not answer');
    const portfolio = await test.run(['portfolio']);
    expect([portfolio.status, portfolio.err]).toEqual([
      1,
      expect.stringContaining('did not answer. Nothing was changed'),
    ]);
  });
});

describe('audit verify', () => {
  const facts = [1, 2, 3].map((sequence) => {
    const { sequence: _, previous: __, hash: ___, ...fact } = journalEntry(sequence);
    return { ...fact, data: { number: sequence } };
  });
  const linked = linkEntries({ sequence: 0, hash: '' }, facts);

  it('default: a whole chain is 0', async () => {
    await using test = await openTestDesk();
    test.desk.journal.push(...linked);
    const { status, out } = await test.run(['audit', 'verify']);
    expect([status, out]).toEqual([0, expect.stringContaining('✓ 3 entries')]);
  });

  it('error: a changed entry is 1 and named', async () => {
    await using test = await openTestDesk();
    test.desk.journal.push(
      ...linked.map((entry) => (entry.sequence === 2 ? { ...entry, data: { number: 9 } } : entry)),
    );
    const { status, out, err } = await test.run(['audit', 'verify', '--json']);
    expect(status).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ ok: false, faults: [{ sequence: 2 }] });
    expect(err).toContain('not what was written');
  });

  it('behavior: without a desk and a database there is nothing to verify', async () => {
    const home = mkdtempSync(join(tmpdir(), 'countersign-audit-'));
    const { status, out } = await runIn(home, ['audit', 'verify']);
    expect([status, out]).toEqual([0, expect.stringContaining('nothing has happened')]);
    expect(existsSync(join(home, 'db'))).toBe(false);
    rmSync(home, { recursive: true });
  });
});

describe('doctor', () => {
  const findings = (out: string): Record<string, string> =>
    Object.fromEntries(
      JSON.parse(out).findings.map((finding: { name: string; state: string }) => [
        finding.name,
        finding.state,
      ]),
    );

  it('default: a running desk is examined through its API', async () => {
    await using test = await openTestDesk(
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
    await using test = await openTestDesk(
      fakeDesk({ quote: () => ({ ...quote, exchangeTime: Date.now() - 14_000 }) }),
    );
    const { status, out, err } = await test.run(['doctor']);
    expect(status).toBe(1);
    expect(out).toMatch(/✗ market .*BTC\/USDT is 14\.\d s old; approvals paused/);
    expect(err).toContain('Not ready: market');
  });

  it('behavior: a kill is a warning with what mends it, and --strict fails on it', async () => {
    await using test = await openTestDesk(
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
