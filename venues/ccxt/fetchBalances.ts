import { decimal } from '../../domain/decimal.ts';
import type { Balances } from '../Venue.ts';
import { askVenue } from './askVenue.ts';
import { rawAccount } from './binance/answers.ts';
import type { VenueContext } from './VenueContext.ts';

/** What the account holds, without assets of which it holds nothing. Throws `VenueError`. */
export async function fetchBalances(venue: VenueContext): Promise<Balances> {
  const account = await askVenue(venue, 'list balances', rawAccount, () =>
    venue.exchange.privateGetAccount(),
  );
  const held = account.balances.filter(
    ({ free, locked }) => !decimal(free).isZero() || !decimal(locked).isZero(),
  );
  return new Map(held.map(({ asset, free, locked }) => [asset, { free, locked }]));
}
