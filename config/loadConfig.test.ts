import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ConfigError } from './ConfigError.ts';
import { loadConfig } from './loadConfig.ts';
import { readEnvironment } from './readEnvironment.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'countersign-config-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

function load(yaml = '', variables: Record<string, string> = {}) {
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, 'config.yaml'), yaml);
  return loadConfig(readEnvironment({ COUNTERSIGN_HOME: home, ...variables }));
}

/** The complaints, one a line, without the sentence before them. */
function complaints(yaml: string, variables: Record<string, string> = {}): string[] {
  try {
    load(yaml, variables);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const [first, ...rest] = error.message.split('\n');
    expect(first).toBe('The configuration cannot be used, so nothing was started and no order was sent.');
    return rest.map((line) => line.replace(join(home, 'config.yaml'), 'FILE'));
  }
  throw new Error('it was accepted');
}

describe('loadConfig', () => {
  test('default: needs nothing and simulates', () => {
    const config = load();
    expect(config).toMatchObject({
      home,
      mode: 'sim',
      server: { port: 4170, portFixed: false },
      database: { url: null },
      documents: { url: null },
      model: { provider: 'offline', apiKey: null },
    });
    expect(config.limits).toMatchObject({
      maxOrderPercentOfEquity: 10,
      requireStop: true,
      maxQuoteAgeSeconds: 10,
    });
  });

  test('default: the shipped sentiment model; a transformer of one’s own by its paths', () => {
    expect(load().sentiment).toEqual({ folder: null, transformer: null });
    const transformer = { model: 'm.onnx', tokenizer: 't.json', labels: ['neutral', 'positive', 'negative'] };
    expect(load(JSON.stringify({ sentiment: { transformer } })).sentiment.transformer).toEqual(transformer);
  });

  test('error: two sentiment models, or outputs that are not the three moods, are refused', () => {
    const transformer = '{ model: m.onnx, tokenizer: t.json, labels: [negative, neutral, positive] }';
    const both = complaints(`sentiment:\n  folder: mine\n  transformer: ${transformer}`).join('\n');
    expect(both).toContain('folder and transformer name two models');
    const two = complaints(`sentiment:\n  transformer: ${transformer.replace('neutral, ', '')}`).join('\n');
    expect(two).toContain('sentiment.transformer.labels');
  });

  test('default: the crowd is off, with feeds to switch on', () => {
    const { crowd } = load();
    expect(crowd.enabled).toBe(false);
    expect(crowd.feeds.length).toBeGreaterThan(3);
    for (const { url } of crowd.feeds) expect(url).toMatch(/^https:/);
    const own =
      'crowd:\n  enabled: true\n  feeds: [{ name: A, url: "https://a.example/f", everyMinutes: 5 }]';
    expect(load(own).crowd).toMatchObject({ enabled: true, feeds: [{ name: 'A', redirectHosts: [] }] });
  });

  test.each([
    ['feeds: [{ name: A, url: "https://a.example/f", everyMinutes: 1 }]', 'whole minutes from 5'],
    ['feeds: [{ name: A, url: "file:///etc/passwd", everyMinutes: 5 }]', 'http'],
    ['localOrigins: ["http://127.0.0.1:8080/feed"]', 'an origin without a path'],
  ])('error: crowd %s is refused', (yaml, words) => {
    expect(complaints(`crowd:\n  ${yaml}`).join('\n')).toContain(words);
  });

  test('behavior: the file of the environment overrides the defaults, the home that, a variable all', () => {
    expect(load('', { COUNTERSIGN_ENV: 'development' }).log.level).toBe('debug');
    const both = 'log:\n  level: warn\nvenue:\n  seed: 9';
    expect(load(both, { COUNTERSIGN_ENV: 'development' })).toMatchObject({
      log: { level: 'warn' },
      venue: { seed: 9 },
    });
    expect(load(both, { LOG_LEVEL: 'error' })).toMatchObject({ log: { level: 'error' }, venue: { seed: 9 } });
  });

  test('behavior: single limits are overridden, the others stay', () => {
    const { limits } = load('limits:\n  maxOpenOrders: 3\n  instruments: [ETH/USDT]');
    expect(limits).toMatchObject({ maxOpenOrders: 3, instruments: ['ETH/USDT'], maxOrdersPerMinute: 10 });
  });

  test('behavior: every variable reaches its key', () => {
    const config = load('', {
      COUNTERSIGN_PORT: '5000',
      COUNTERSIGN_SEED: '3',
      DATABASE_URL: 'postgresql://localhost/desk',
      MONGODB_URL: 'mongodb://localhost/desk',
      OPENAI_API_KEY: 'sk-test',
      OPENAI_MODEL: 'some-model',
      OPENAI_BASE_URL: 'http://127.0.0.1:8080/v1',
      CHAIN_RPC_URL: 'http://127.0.0.1:8545',
      CHAIN_ID: '1',
    });
    expect(config).toMatchObject({
      server: { port: 5000, portFixed: true },
      venue: { seed: 3 },
      database: { url: 'postgresql://localhost/desk' },
      documents: { url: 'mongodb://localhost/desk' },
      model: { provider: 'openaiCompatible', apiKey: 'sk-test', model: 'some-model' },
      chain: { rpcUrl: 'http://127.0.0.1:8545', chainId: 1 },
    });
  });

  test('behavior: an empty variable counts as not set', () => {
    expect(load('', { COUNTERSIGN_PORT: '', DATABASE_URL: '' })).toMatchObject({
      server: { port: 4170 },
      database: { url: null },
    });
  });

  test('error: names every wrong key with its line, what is allowed and what was found', () => {
    const yaml = [
      'limits:',
      '  maxOrderPercentOfEqity: 5',
      '  maxOpenOrders: -1',
      '  maxDriftPercent: .nan',
      '  maxOrderPercentOfEquity: 1e400',
      '  maxOrderNotionalQuote: 1,5',
      '  minOrderNotionalQuote: 10',
      '  instruments: [USDT-BTC]',
      '  maxDrawdownPercent: 101',
      '  maxSlippagePercent: 0.5%',
      '  maxDailyLossPercentOfEquity: null',
    ].join('\n');
    expect(complaints(yaml).sort()).toEqual([
      'limits.instruments.0 (FILE, line 8): expected BASE/QUOTE in upper case, such as BTC/USDT, found "USDT-BTC"',
      'limits.maxDailyLossPercentOfEquity (FILE, line 11): expected number, found null',
      'limits.maxDrawdownPercent (FILE, line 9): expected number to be <=100, found 101',
      'limits.maxDriftPercent (FILE, line 4): expected number, found NaN',
      'limits.maxOpenOrders (FILE, line 3): expected number to be >0, found -1',
      'limits.maxOrderNotionalQuote (FILE, line 6): expected a plain decimal such as "0.25" (point, no exponent, no thousands separator), found "1,5"',
      'limits.maxOrderPercentOfEqity (FILE, line 2): unknown key; did you mean maxOrderPercentOfEquity?',
      'limits.maxOrderPercentOfEquity (FILE, line 5): expected number, found Infinity',
      'limits.maxSlippagePercent (FILE, line 10): expected number, found "0.5%"',
      'limits.minOrderNotionalQuote (FILE, line 7): expected a decimal as a string such as "0.25", found 10',
    ]);
  });

  test.each([
    ['modee: sim', 'modee (FILE, line 1): unknown key; did you mean mode?'],
    ['server:\n  host: 0.0.0.0', 'server.host (FILE, line 2): unknown key; known keys are port, portFixed'],
    ['limits:', 'limits (FILE, line 1): expected object, found null'],
    [
      'model:\n  apiKey: sk-1',
      'model.apiKey (FILE): a key does not belong into a file; remove it there and set OPENAI_API_KEY instead',
    ],
    [
      'crowd:\n  x:\n    bearerToken: AAAA',
      'crowd.x.bearerToken (FILE): a key does not belong into a file; remove it there and set X_BEARER_TOKEN instead',
    ],
    [
      'chain:\n  explorer:\n    apiKey: AAAA',
      'chain.explorer.apiKey (FILE): a key does not belong into a file; remove it there and set ETHERSCAN_API_KEY instead',
    ],
    [
      'crowd:\n  reddit:\n    clientSecret: AAAA\n    clientId: BBBB',
      'crowd.reddit.clientId (FILE): a key does not belong into a file; remove it there and set REDDIT_CLIENT_ID instead',
      'crowd.reddit.clientSecret (FILE): a key does not belong into a file; remove it there and set REDDIT_CLIENT_SECRET instead',
    ],
    [
      'crowd:\n  reddit:\n    subreddits: [r/Bitcoin]',
      'crowd.reddit.subreddits.0 (FILE, line 3): expected the name of a subreddit, without r/, found "r/Bitcoin"',
    ],
    [
      'crowd:\n  nostr:\n    relays: ["https://relay.example"]',
      'crowd.nostr.relays.0 (FILE, line 3): expected a relay that begins with wss://, found "https://relay.example"',
    ],
  ])('error: %j', (yaml, ...expected) => {
    expect(complaints(yaml)).toEqual(expected);
  });

  test.each([
    [
      'COUNTERSIGN_PORT',
      'abc',
      'server.port (from COUNTERSIGN_PORT): expected a port number from 1 to 65535, found "abc"',
    ],
    [
      'COUNTERSIGN_PORT',
      '70000',
      'server.port (from COUNTERSIGN_PORT): expected a port number from 1 to 65535, found 70000',
    ],
    ['COUNTERSIGN_PROT', '1', 'COUNTERSIGN_PROT: unknown variable; did you mean COUNTERSIGN_PORT?'],
  ])('error: %s=%s', (variable, value, expected) => {
    expect(complaints('', { [variable]: value })).toEqual([expected]);
  });

  test('error: half of a key for Reddit, which is not shown', () => {
    const [complaint] = complaints('', { REDDIT_CLIENT_SECRET: 'half-a-key' });
    expect(complaint).toMatch(/^crowd\.reddit .*REDDIT_CLIENT_ID and REDDIT_CLIENT_SECRET belong together/);
    expect(complaint).not.toContain('half-a-key');
  });

  test('behavior: paper needs no more than its name, and names a real exchange', () => {
    const { mode, venue } = load('mode: paper');
    expect([mode, venue]).toEqual(['paper', { seed: 7, exchange: 'binance', latencyMs: 150, mirror: null }]);
    const mirror = '{ rest: "http://127.0.0.1:1", streams: "ws://127.0.0.1:1" }';
    expect(load(`venue:\n  exchange: kraken\n  mirror: ${mirror}`).venue).toMatchObject({
      exchange: 'kraken',
    });
  });

  test.each([
    ['exchange: simulated', 'venue.exchange'],
    ['exchange: ../../etc', 'venue.exchange'],
    ['latencyMs: -1', 'venue.latencyMs'],
    ['mirror: { rest: "http://127.0.0.1:1" }', 'venue.mirror.streams'],
    ['mirror: { rest: "http://127.0.0.1:1", streams: "http://127.0.0.1:1" }', 'venue.mirror.streams'],
  ])('error: a venue with %s', (setting, key) => {
    const [complaint] = complaints(`venue:\n  ${setting}`);
    expect(complaint).toContain(key);
  });

  test('error: live cannot be chosen, and it says what is missing', () => {
    const [complaint] = complaints('', { COUNTERSIGN_MODE: 'live' });
    expect(complaint).toContain('mode (from COUNTERSIGN_MODE): found "live"; ');
    expect(complaint).toMatch(/needs .* yet; choose sim, paper or testnet/);
  });

  test('error: a URL with a password is not repeated', () => {
    const [complaint] = complaints('', { DATABASE_URL: 'mysql://desk:secret@host/books' });
    expect(complaint).toContain('expected a PostgreSQL URL that begins with postgresql:// or postgres://');
    expect(complaint).not.toContain('secret');
  });

  test.each(['x: [1\n', 'mode: sim\nmode: sim', '- a', 'just words'])(
    'error: %j is no configuration',
    (yaml) => {
      expect(() => load(yaml)).toThrow(join(home, 'config.yaml'));
    },
  );

  test('error: an environment that has no file', () => {
    expect(() => load('', { COUNTERSIGN_ENV: 'staging' })).toThrow('allowed are development and production');
  });
});
