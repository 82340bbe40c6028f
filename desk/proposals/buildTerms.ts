import { Decimal, decimal } from '../../domain/decimal.ts';
import type { Instrument } from '../../domain/Instrument.ts';
import type { ProposalId } from '../../domain/ids.ts';
import { roundPrice, truncateQuantity } from '../../domain/instrumentRules.ts';
import type { Quote } from '../../domain/market.ts';
import type { Problem } from '../../domain/Problem.ts';
import type { ProposalRequest, ProposalTerms } from '../../domain/Proposal.ts';
import type { Desk } from '../Desk.ts';

/**
 * Turns a request into the terms that are hashed and approved: quantity truncated to the venue's step, prices
 * rounded to the safe side of the tick, a market order capped by the allowed slippage. Says which field does not
 * allow it.
 */
export function buildTerms(
  desk: Desk,
  request: ProposalRequest,
  market: { instrument: Instrument; quote: Quote },
  frame: { id: ProposalId; expiresAt: number },
): ProposalTerms | Problem[] {
  const { instrument, quote } = market;
  const exitSide = request.side === 'buy' ? 'sell' : 'buy';
  const priceCap = request.limitPrice
    ? roundPrice(instrument, request.side, decimal(request.limitPrice))
    : marketCap(desk, instrument, request.side, quote);
  if (priceCap.lte(0)) {
    return [
      problem('limitPrice', request.limitPrice ?? quote.last, `at least one tick, ${instrument.priceTick}`),
    ];
  }
  const expected = request.limitPrice ? priceCap : decimal(request.side === 'buy' ? quote.ask : quote.bid);
  const wanted = request.quantity
    ? decimal(request.quantity)
    : decimal(request.notional ?? '0').div(expected);
  const quantity = truncateQuantity(instrument, wanted);
  if (quantity.isZero()) {
    return [
      problem(
        request.quantity ? 'quantity' : 'notional',
        request.quantity ?? request.notional ?? '',
        `at least one step of ${instrument.quantityStep} ${instrument.base}`,
      ),
    ];
  }
  return {
    proposal: frame.id,
    mode: desk.mode,
    account: desk.account,
    venue: desk.venue.id,
    instrument: instrument.id,
    side: request.side,
    type: request.type,
    quantity: quantity.toString(),
    priceCap: priceCap.toString(),
    timeInForce: request.type === 'market' ? 'ioc' : (request.timeInForce ?? 'gtc'),
    postOnly: request.postOnly ?? false,
    reduceOnly: request.reduceOnly ?? request.side === 'sell',
    stop: request.stop ? roundPrice(instrument, exitSide, decimal(request.stop)).toString() : null,
    target: request.target ? roundPrice(instrument, exitSide, decimal(request.target)).toString() : null,
    expiresAt: frame.expiresAt,
    limitsHash: desk.limitsHash,
  };
}

/** Worst price of a market order: the touch, and the slippage that the limits allow beyond it. */
export function marketCap(
  desk: { limits: Pick<Desk['limits'], 'maxSlippagePercent'> },
  instrument: Instrument,
  side: 'buy' | 'sell',
  quote: Quote,
): Decimal {
  const slippage = new Decimal(desk.limits.maxSlippagePercent).div(100);
  return side === 'buy'
    ? roundPrice(instrument, side, decimal(quote.ask).times(slippage.plus(1)))
    : roundPrice(instrument, side, decimal(quote.bid).times(new Decimal(1).minus(slippage)));
}

function problem(field: string, found: string, allowed: string): Problem {
  return { field, found, allowed };
}
