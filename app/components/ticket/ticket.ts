import { isDecimalString } from '../../../domain/decimal.ts';
import type { ProposalRequest } from '../../../domain/Proposal.ts';

/** What stands in the ticket's fields, as typed. */
export type Ticket = {
  side: 'buy' | 'sell';
  type: 'limit' | 'market';
  sizeIn: 'base' | 'quote';
  size: string;
  limitPrice: string;
  stop: string;
  target: string;
  reduceOnly: boolean;
  postOnly: boolean;
};

export const emptyTicket: Ticket = {
  side: 'buy',
  type: 'limit',
  sizeIn: 'quote',
  size: '',
  limitPrice: '',
  stop: '',
  target: '',
  reduceOnly: false,
  postOnly: false,
};

type Problems = Partial<Record<'size' | 'limitPrice' | 'stop' | 'target', string>>;

/** Only what cannot be sent at all; whether the order is wise is for the gate to say. */
export function ticketProblems(ticket: Ticket): Problems {
  const problems: Problems = {};
  const check = (field: keyof Problems, required: boolean) => {
    const value = ticket[field];
    if (value === '') {
      if (required) problems[field] = 'Needed';
    } else if (!isDecimalString(value) || !/[1-9]/.test(value) || value.startsWith('-')) {
      problems[field] = 'A number above 0 with a point, such as 0.25';
    }
  };
  check('size', true);
  check('limitPrice', ticket.type === 'limit');
  if (ticket.type === 'market') delete problems.limitPrice;
  check('stop', false);
  check('target', false);
  return problems;
}

export function toRequest(ticket: Ticket, instrument: ProposalRequest['instrument']): ProposalRequest {
  return {
    instrument,
    side: ticket.side,
    type: ticket.type,
    ...(ticket.sizeIn === 'base' ? { quantity: ticket.size } : { notional: ticket.size }),
    ...(ticket.type === 'limit' ? { limitPrice: ticket.limitPrice } : {}),
    ...(ticket.stop ? { stop: ticket.stop } : {}),
    ...(ticket.target ? { target: ticket.target } : {}),
    ...(ticket.reduceOnly ? { reduceOnly: true } : {}),
    ...(ticket.type === 'limit' && ticket.postOnly ? { postOnly: true } : {}),
  };
}
