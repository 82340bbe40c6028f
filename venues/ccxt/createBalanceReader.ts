import { decimal } from '../../domain/decimal.ts';
import type { Balances } from '../Venue.ts';
import { askVenue } from './askVenue.ts';
import { type RawPosition, rawAccount } from './binance/answers.ts';
import { exchangeWarrants } from './loadExchange.ts';
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

/** `heard` counts the stream's changes; `heardAt` is our time of this one (epoch ms), null for what was read. */
type Held = { free: string; locked: string; changedAt: number; heard: number; heardAt: number | null };

/** For so long after a change was told the account may be read without it, from a server that lags. */
const lagMs = exchangeWarrants.consistencyDelayMs;

/**
 * Changes that come late are passed over, by the exchange's own times. What the stream has told is undone neither by an
 * answer that was on its way meanwhile nor by one that lags behind it, and an answer that knows of later changes than
 * the stream has told of is taken whole.
 */
export function createBalanceReader(venue: VenueContext): BalanceReader {
  const assets = new Map<string, Held>();
  let heard = 0;
  let asked = 0;
  let answered = 0;
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
    asked += 1;
    const question = asked;
    const account = await askVenue(venue, 'list balances', rawAccount, () =>
      venue.exchange.privateGetAccount(),
    );
    // A later question has been answered already.
    if (question < answered) return told();
    answered = question;
    const { updateTime: changedAt } = account;
    for (const [asset, held] of assets) {
      const stands = held.heard > before ? held.changedAt >= changedAt : isAhead(held, changedAt);
      if (!stands) assets.delete(asset);
    }
    if (assets.size === 0) isTorn = false;
    for (const { asset, free, locked } of account.balances) {
      if (!assets.has(asset)) assets.set(asset, { free, locked, changedAt, heard: before, heardAt: null });
    }
    wholeAt = changedAt;
    return told();
  }

  /** Whether the stream has just told of something that an answer cannot know yet. */
  function isAhead({ changedAt, heardAt }: Held, answeredAt: number): boolean {
    if (heardAt === null || answeredAt === 0 || changedAt <= answeredAt) return false;
    const age = venue.clock.now() - heardAt;
    return age >= 0 && age < lagMs;
  }

  function change({ B: changes, u: changedAt }: RawPosition): Balances | undefined {
    heard += 1;
    const moved = changes.filter(({ a: asset, f: free, l: locked }) => {
      const known = assets.get(asset);
      if (changedAt < (known?.changedAt ?? wholeAt)) return false;
      assets.set(asset, { free, locked, changedAt, heard, heardAt: venue.clock.now() });
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
