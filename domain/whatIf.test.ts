import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Bar } from './market.ts';
import { beginWhatIf, horizonMs, markWhatIf, stepWhatIf, type WhatIf, type WhatIfState } from './whatIf.ts';

const minute = 60_000;
const at = 1_000 * minute + 12_345;

/** A market buy of 2 at an ask of 100, stop 95, target 110, fees 0.1% and 0.05% as a maker. */
const order = (over: Partial<WhatIf> = {}): WhatIf => ({
  ...{ side: 'buy', type: 'market', quantity: '2', priceCap: '100.5', timeInForce: 'ioc', postOnly: false },
  ...{ stop: '95', target: '110', at, touch: '100', taken: { quantity: '2', averagePrice: '100.1' } },
  ...{ stopSlippage: '0.2', makerFee: '0.0005', takerFee: '0.001' },
  ...over,
});
const limitBuy = (over: Partial<WhatIf> = {}) =>
  order({ type: 'limit', priceCap: '98', timeInForce: 'gtc', taken: null, ...over });

/** The bar that opens so many minutes after the one of the decision. */
const bar = (n: number, open: number, high: number, low: number, close: number): Bar => ({
  ...{ ts: (1_000 + n) * minute, open: String(open), high: String(high), low: String(low) },
  ...{ close: String(close), volume: '1' },
});
const play = (what: WhatIf, ...bars: Bar[]): WhatIfState =>
  bars.reduce((state, next) => stepWhatIf(what, state, next, '1m'), beginWhatIf(what, '1m'));

describe('a market order', () => {
  it('default: fills at what the book gave, and is closed at its target as a maker', () => {
    const held = beginWhatIf(order(), '1m');
    // 2 × 100.1 × 0.001
    expect(held).toEqual({
      ...{ kind: 'held', seen: 1_000 * minute, quantity: '2', entryPrice: '100.1' },
      ...{ entryFee: '0.2002', enteredAt: at },
    });
    // 2 × (110 − 100.1) − 0.2002 − 2 × 110 × 0.0005
    expect(play(order(), bar(1, 100, 105, 99, 104), bar(2, 104, 111, 103, 108))).toMatchObject({
      ...{ kind: 'closed', by: 'target', exitPrice: '110', exitFee: '0.11', profit: '19.4898' },
      exitedAt: 1_003 * minute,
    });
  });

  it('behavior: the stop fills below its trigger by the expected slippage, and below a gap by as much', () => {
    // 2 × (94.8 − 100.1) − 0.2002 − 2 × 94.8 × 0.001
    expect(play(order(), bar(1, 100, 101, 94, 96))).toMatchObject({
      ...{ by: 'stop', exitPrice: '94.8', profit: '-10.9898' },
    });
    expect(play(order(), bar(1, 90, 91, 89, 90))).toMatchObject({ by: 'stop', exitPrice: '89.8' });
  });

  it('behavior: in a bar that reached both, the stop came first', () => {
    expect(play(order(), bar(1, 100, 120, 90, 100))).toMatchObject({ by: 'stop' });
  });

  it('behavior: neither the bar of the decision nor an older one counts', () => {
    expect(play(order(), bar(0, 100, 120, 90, 100), bar(-3, 100, 120, 90, 100))).toMatchObject({
      kind: 'held',
    });
  });

  it('behavior: only what the book gave is held; without a book the whole, at the touch', () => {
    expect(beginWhatIf(order({ taken: { quantity: '0.5', averagePrice: '100' } }), '1m')).toMatchObject({
      quantity: '0.5',
    });
    expect(beginWhatIf(order({ taken: null }), '1m')).toMatchObject({ quantity: '2', entryPrice: '100' });
  });

  it('behavior: beyond its worst price it was never filled', () => {
    expect(beginWhatIf(order({ touch: '100.6' }), '1m')).toMatchObject({ kind: 'missed' });
    expect(
      beginWhatIf(order({ taken: { quantity: '1', averagePrice: '100' }, timeInForce: 'fok' }), '1m'),
    ).toMatchObject({ kind: 'missed' });
  });
});

describe('a limit order', () => {
  it('default: waits until the price trades there, and fills at the limit as a maker', () => {
    const waiting = play(limitBuy(), bar(1, 100, 101, 98.01, 99));
    expect(waiting).toEqual({ kind: 'waiting', seen: 1_001 * minute });
    expect(play(limitBuy(), bar(1, 100, 101, 98, 99))).toMatchObject({
      ...{ kind: 'held', quantity: '2', entryPrice: '98', entryFee: '0.098', enteredAt: 1_001 * minute },
    });
  });

  it('behavior: in the bar of its entry the stop counts and the target does not', () => {
    expect(play(limitBuy(), bar(1, 100, 111, 98, 99))).toMatchObject({ kind: 'held' });
    expect(play(limitBuy(), bar(1, 100, 111, 94, 99))).toMatchObject({ kind: 'closed', by: 'stop' });
  });

  it('behavior: one that would not rest is filled as a taker; post-only it is refused', () => {
    expect(beginWhatIf(limitBuy({ priceCap: '101' }), '1m')).toMatchObject({ kind: 'held', entryFee: '0.2' });
    expect(beginWhatIf(limitBuy({ priceCap: '101', postOnly: true }), '1m')).toMatchObject({
      kind: 'missed',
    });
  });

  it('behavior: immediate-or-cancel away from the market was never filled', () => {
    expect(beginWhatIf(limitBuy({ timeInForce: 'ioc' }), '1m')).toMatchObject({ kind: 'missed' });
  });
});

describe('a sell', () => {
  const sell = order({
    ...{ side: 'sell', touch: '100', priceCap: '99.5', stop: null, target: null },
    taken: { quantity: '2', averagePrice: '99.9' },
  });

  it('default: is held against keeping what it would have sold, after its own fee', () => {
    const held = beginWhatIf(sell, '1m');
    if (held.kind !== 'held') throw new Error(held.kind);
    // 2 × (99.9 − 90) − 2 × 99.9 × 0.001
    expect(markWhatIf(sell, held, '90').profit).toBe('19.6002');
    expect(markWhatIf(sell, held, '105').profit).toBe('-10.3998');
  });
});

describe('in time', () => {
  it('default: what is held is marked at the bid after both fees', () => {
    const held = beginWhatIf(order(), '1m');
    if (held.kind !== 'held') throw new Error(held.kind);
    // 2 × (102 − 100.1) − 0.2002 − 2 × 102 × 0.001
    expect(markWhatIf(order(), held, '102')).toMatchObject({ profit: '3.3958', exitFee: '0.204' });
  });

  it('behavior: after 30 days it is left at the close, and a limit that waits is given up', () => {
    const late = (n: number) => ({ ...bar(0, 100, 101, 99, 100), ts: at + horizonMs - n * minute });
    const held = { ...beginWhatIf(order(), '1m'), seen: at + horizonMs - 9 * minute } as WhatIfState;
    expect(stepWhatIf(order(), held, late(2), '1m')).toMatchObject({ kind: 'held' });
    expect(stepWhatIf(order(), held, late(1), '1m')).toMatchObject({ by: 'horizon', exitPrice: '100' });
    const waiting: WhatIfState = { kind: 'waiting', seen: at + horizonMs - 9 * minute };
    expect(stepWhatIf(limitBuy(), waiting, late(1), '1m')).toMatchObject({ kind: 'missed' });
  });

  it('error: a hole in the bars makes it unknown, and nothing is made up for it', () => {
    expect(play(order(), bar(11, 100, 101, 99, 100))).toMatchObject({ kind: 'unknown' });
    expect(play(order(), bar(10, 100, 101, 99, 100))).toMatchObject({ kind: 'held' });
  });

  it('behavior: what is settled stays so', () => {
    const closed = play(order(), bar(1, 100, 101, 94, 96));
    expect(stepWhatIf(order(), closed, bar(2, 100, 200, 1, 100), '1m')).toBe(closed);
  });
});

describe('whatever the bars', () => {
  const price = fc.integer({ min: 60, max: 160 });
  const anyBars = fc
    .array(fc.tuple(price, price, price, price), { minLength: 1, maxLength: 30 })
    .map((rows) =>
      rows.map(([a, b, c, d], n) => bar(n + 1, a, Math.max(a, b, c, d), Math.min(a, b, c, d), d)),
    );
  const anyOrder = fc.constantFrom(
    order(),
    limitBuy(),
    order({ stop: null }),
    order({ target: null }),
    limitBuy({ stop: '97', target: '99' }),
  );

  it('behavior: the same bars give the same answer, however they are split up or repeated', () => {
    fc.assert(
      fc.property(anyOrder, anyBars, fc.nat(30), (what, bars, cut) => {
        const whole = play(what, ...bars);
        const restored: WhatIfState = JSON.parse(JSON.stringify(play(what, ...bars.slice(0, cut))));
        expect(bars.reduce((state, next) => stepWhatIf(what, state, next, '1m'), restored)).toEqual(whole);
      }),
    );
  });

  it('behavior: a stop never makes more than its trigger, a target never more than its price, and fees always cost', () => {
    fc.assert(
      fc.property(anyOrder, anyBars, (what, bars) => {
        const state = play(what, ...bars);
        if (state.kind !== 'closed') return;
        const bound = state.by === 'stop' ? Number(what.stop) : Number(what.target);
        expect(Number(state.exitPrice)).toBeLessThanOrEqual(bound);
        const gross = Number(state.quantity) * (Number(state.exitPrice) - Number(state.entryPrice));
        expect(Number(state.profit)).toBeLessThan(gross);
      }),
    );
  });

  it('behavior: without a stop that traded, no course ends at one', () => {
    fc.assert(
      fc.property(anyBars, (bars) => {
        const state = play(order(), ...bars);
        const low = Math.min(...bars.map((one) => Number(one.low)));
        if (state.kind === 'closed' && state.by === 'stop') expect(low).toBeLessThanOrEqual(95);
        if (low > 95) expect(state).not.toMatchObject({ by: 'stop' });
      }),
    );
  });
});
