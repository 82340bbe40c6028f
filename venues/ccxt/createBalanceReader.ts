import { decimal } from '../../domain/decimal.ts';
import type { Balances } from '../Venue.ts';
import { askVenue } from './askVenue.ts';
import { type RawPosition, rawAccount } from './binance/answers.ts';
import type { VenueContext } from './VenueContext.ts';

/** One account's balances, put together from whole readings by REST and from changes by the stream. */
export type BalanceReader = {
  /** What the account holds, without assets of which it holds nothing. Throws `VenueError`. */
  fetch(): Promise<Balances>;
  /**
   * What the account holds after a change that the stream told of. Undefined where a change before it must have been
   * missed: what is known is of two times then and would count the same money twice, until `fetch` has answered.
   */
  change(position: RawPosition): Balances | undefined;
};

type Held = { free: string; locked: string; changedAt: number; heard: number };

/**
 * Changes that come late are passed over, by the exchange's own times; an answer that was on its way while the stream
 * told of something does not undo that.
 */
export function createBalanceReader(venue: VenueContext): BalanceReader {
  const assets = new Map<string, Held>();
  let heard = 0;
  let wholeAt = 0;
  let isTorn = false;

  const told = (): Balances =>
    new Map(
      [...assets]
        .filter(([, held]) => !isNothing(held))
        .map(([asset, { free, locked }]) => [asset, { free, locked }]),
    );

  async function fetch(): Promise<Balances> {
    const before = heard;
    const account = await askVenue(venue, 'list balances', rawAccount, () =>
      venue.exchange.privateGetAccount(),
    );
    for (const [asset, held] of assets) if (held.heard <= before) assets.delete(asset);
    for (const { asset, free, locked } of account.balances) {
      if (!assets.has(asset))
        assets.set(asset, { free, locked, changedAt: account.updateTime, heard: before });
    }
    wholeAt = account.updateTime;
    if (heard === before) isTorn = false;
    return told();
  }

  function change({ B: changes, u: changedAt }: RawPosition): Balances | undefined {
    heard += 1;
    const moved = changes.filter(({ a: asset, f: free, l: locked }) => {
      const known = assets.get(asset);
      if (changedAt < (known?.changedAt ?? wholeAt)) return false;
      assets.set(asset, { free, locked, changedAt, heard });
      return !totalOf(known ?? nothing).eq(totalOf({ free, locked }));
    });
    // A trade moves two assets at once. One alone is a deposit, a withdrawal, or what is left of a trade untold.
    isTorn ||= moved.length === 1;
    return isTorn ? undefined : told();
  }

  return { fetch, change };
}

const nothing = { free: '0', locked: '0' };

const totalOf = ({ free, locked }: { free: string; locked: string }) => decimal(free).plus(decimal(locked));

const isNothing = (held: Held): boolean => totalOf(held).isZero();
