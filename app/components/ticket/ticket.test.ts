import { expect, it } from 'vitest';
import { proposalRequest } from '../../../domain/Proposal.ts';
import { sizeHint } from './sizeHint.ts';
import { emptyTicket, type Ticket, ticketProblems, toRequest } from './ticket.ts';

const instrument = proposalRequest.shape.instrument.parse('BTC/USDT');
const filled: Ticket = { ...emptyTicket, size: '500', limitPrice: '67240.5', stop: '65900' };

it('default', () => {
  expect(ticketProblems(filled)).toEqual({});
  expect(toRequest(filled, instrument)).toEqual({
    instrument,
    side: 'buy',
    type: 'limit',
    notional: '500',
    limitPrice: '67240.5',
    stop: '65900',
  });
});

it('behavior: every ticket without problems is a request that the desk takes', () => {
  for (const type of ['limit', 'market'] as const) {
    for (const sizeIn of ['base', 'quote'] as const) {
      const ticket: Ticket = { ...filled, type, sizeIn, target: '70000', reduceOnly: true, postOnly: true };
      expect(ticketProblems(ticket)).toEqual({});
      expect(proposalRequest.safeParse(toRequest(ticket, instrument)).error).toBeUndefined();
    }
  }
});

it('behavior: a market ticket sends no limit and no post-only', () => {
  const request = toRequest({ ...filled, type: 'market', postOnly: true }, instrument);
  expect(request).not.toHaveProperty('limitPrice');
  expect(request).not.toHaveProperty('postOnly');
});

it('behavior: the other unit is shown beside the size', () => {
  const steps = { base: 'BTC', quote: 'USDT', quantityStep: '0.00001' };
  const quote = { bid: '100', ask: '200' };
  expect(sizeHint({ ...filled, type: 'market' }, quote, steps)).toBe('about 2.50000 BTC');
  expect(sizeHint({ ...filled, type: 'market', side: 'sell' }, quote, steps)).toBe('about 5.00000 BTC');
  expect(sizeHint({ ...filled, sizeIn: 'base', size: '2' }, undefined, steps)).toBe('about 134,481.00 USDT');
  expect(sizeHint({ ...filled, size: '1,5' }, quote, steps)).toBeUndefined();
});

it('error: what cannot be sent at all is named by its field', () => {
  for (const size of ['', '0', '-1', 'NaN', '1e400', '1,5', '0.0']) {
    expect(Object.keys(ticketProblems({ ...filled, size }))).toEqual(['size']);
  }
  expect(Object.keys(ticketProblems({ ...filled, limitPrice: '', stop: 'x' }))).toEqual([
    'limitPrice',
    'stop',
  ]);
});
