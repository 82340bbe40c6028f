import { Decimal, decimal, isDecimalString } from '../../../domain/decimal.ts';
import { money } from '../../lib/format.ts';
import type { Ticket } from './ticket.ts';

type Steps = { base: string; quote: string; quantityStep: string };

/** What the size comes to in the other unit, at the limit or at the market now; the desk computes it again. */
export function sizeHint(
  ticket: Ticket,
  quote: { bid: string; ask: string } | undefined,
  steps: Steps,
): string | undefined {
  const typed = ticket.type === 'limit' ? ticket.limitPrice : '';
  const price = typed || (ticket.side === 'buy' ? quote?.ask : quote?.bid);
  if (!price || !isDecimalString(price) || !isDecimalString(ticket.size)) return undefined;
  if (decimal(price).lessThanOrEqualTo(0) || decimal(ticket.size).lessThanOrEqualTo(0)) return undefined;
  if (ticket.sizeIn === 'base')
    return `about ${money(decimal(ticket.size).times(decimal(price)).toString())} ${steps.quote}`;
  const quantity = decimal(ticket.size).div(decimal(price));
  const places = decimal(steps.quantityStep).decimalPlaces();
  return `about ${quantity.toFixed(places, Decimal.ROUND_DOWN)} ${steps.base}`;
}
