import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runIn } from '../testing/openFakeServer.ts';
import { sampleProposal } from '../testing/samples.ts';

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
