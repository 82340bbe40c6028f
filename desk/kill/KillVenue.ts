import type { Venue } from '../../venues/Venue.ts';

/** What the kill switch asks of a venue. None of it may need the desk's database. */
export type KillVenue = Pick<
  Venue,
  | 'id'
  | 'label'
  | 'instruments'
  | 'fetchQuote'
  | 'sendOrder'
  | 'cancelOrder'
  | 'fetchOrder'
  | 'fetchOpenOrders'
  | 'fetchFills'
  | 'fetchBalances'
>;
