import { describe, expect, it } from 'vitest';
import { now, sampleOrder, sampleProposal } from '../../testing/samples.ts';
import { proposalCard } from './proposalCard.ts';

describe('proposalCard', () => {
  it('default: says what the page’s card says', () => {
    expect(proposalCard(sampleProposal(), now).slice(0, 8)).toEqual([
      'SIM   PRP-7F3KAB12 rev 1   simulated BTC/USDT   expires 04:32',
      '▲ BUY 0.148 BTC   limit 67,240.0   good till cancelled',
      'notional 9,951.52 USDT · 9.91% of equity',
      'stop 65,900.0 (−1.99%)   target 70,400.0 (+4.70%)   reward:risk 2.36',
      'at most −213.06 lost at the stop (0.21%), fees 9.86 and slippage 4.88 in it; gaps can exceed',
      'now 67,301.5   drift +0.09% (limit ±0.30%)   price 1.4 s old',
      '',
      '✓ capital.position  9.91% of equity  ≤ 10.00% of equity',
    ]);
  });

  it('behavior: a loss is shown as one, whichever sign the figure has', () => {
    const { figures } = sampleProposal();
    if (!figures) throw new Error('no figures');
    const card = proposalCard(sampleProposal({ figures: { ...figures, riskAtStop: '213.06' } }), now);
    expect(card.join('\n')).toContain('at most −213.06 lost');
  });

  it('behavior: what blocks says so, and what does not apply is left out', () => {
    const check = { code: 'capital.correlated', observed: '31.2%', limit: '≤ 30.0%', message: 'Take less.' };
    const checks = [
      { ...check, outcome: 'deny' as const },
      { ...check, code: 'chain.gas', outcome: 'notApplicable' as const },
    ];
    const text = proposalCard(
      sampleProposal({ verdict: { allowed: false, checks, assessedAt: now } }),
      now,
    ).join('\n');
    expect(text).toContain('✗ capital.correlated  31.2%  ≤ 30.0%   BLOCKS: Take less.');
    expect(text).not.toContain('chain.gas');
  });

  it('behavior: a market sell without stop, and what was decided and what followed', () => {
    const by = { id: 'approver', role: 'approver', channel: 'web' } as const;
    const text = proposalCard(
      sampleProposal({
        side: 'sell',
        type: 'market',
        limitPrice: null,
        timeInForce: 'ioc',
        reduceOnly: true,
        stop: null,
        target: null,
        figures: null,
        status: 'cleared',
        decisions: [{ decision: 'approve', by, at: now, revision: 1, hash: 'a', reason: 'fine' }],
        order: sampleOrder({ status: 'partiallyFilled', filled: '0.05' }),
      }),
      now,
    ).join('\n');
    expect(text).toContain(
      '▼ SELL 0.148 BTC   market, at least 67,240.0   immediate or cancel   only reduces',
    );
    expect(text).toContain('approve of rev 1 by approver (web) at 08:53:20Z: fine');
    expect(text).toContain('order ORD-0123456789ABCDEF: partiallyFilled, filled 0.05');
    expect(text.split('\n')[0]).toContain('cleared');
  });
});
