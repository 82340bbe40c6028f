import type { SimulatedExchange } from './SimulatedExchange.ts';

/** What the protocol needs of the exchange that it speaks for. */
export type VenueExchange = Pick<
  SimulatedExchange,
  'market' | 'state' | 'clock' | 'walkedTo' | 'run' | 'walk' | 'listen' | 'pricedAt'
>;
