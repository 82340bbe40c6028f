import type { DecimalString } from '../../../domain/decimal.ts';
import { Exact } from '../../../domain/Exact.ts';
import type { InstrumentId } from '../../../domain/ids.ts';
import { partOf } from './partOf.ts';

/** One execution as it changes who holds what: base units, net of a fee in the base asset. */
export type HolderFill = {
  instrument: InstrumentId;
  side: 'buy' | 'sell';
  quantity: DecimalString;
  /** Whose proposal it came from; null for protections, emergencies and orders from elsewhere. */
  proposer: string | null;
};

/**
 * Whose entries the desk's positions came from: base units by instrument and proposer. A sell is taken from what its
 * proposer holds; the rest of it, and all of a protection's, from everybody in proportion. What was deposited is
 * nobody's.
 * To keep it in memory: `withHolderFill` at each new fill, in the order in which they were booked. To build it again:
 * `holdersOf` the fills since each position was opened, oldest first.
 */
export type Holders = ReadonlyMap<InstrumentId, ReadonlyMap<string, Exact>>;

export const noHolders: Holders = new Map();
const nobody: ReadonlyMap<string, Exact> = new Map();

export function holdersOf(fills: Iterable<HolderFill>): Holders {
  let holders = noHolders;
  for (const fill of fills) holders = withHolderFill(holders, fill);
  return holders;
}

export function withHolderFill(holders: Holders, fill: HolderFill): Holders {
  const before = holders.get(fill.instrument) ?? nobody;
  const quantity = Exact.of(fill.quantity);
  const after =
    fill.side === 'buy' ? bought(before, fill.proposer, quantity) : sold(before, fill.proposer, quantity);
  const next = new Map(holders);
  if (after.size === 0) next.delete(fill.instrument);
  else next.set(fill.instrument, after);
  return next;
}

/** What a proposer holds of an instrument, base units. */
export function heldBy(holders: Holders, instrument: InstrumentId, proposer: string): Exact {
  return holders.get(instrument)?.get(proposer) ?? Exact.zero;
}

function bought(shares: ReadonlyMap<string, Exact>, proposer: string | null, quantity: Exact) {
  if (proposer === null) return shares;
  return new Map(shares).set(proposer, (shares.get(proposer) ?? Exact.zero).plus(quantity));
}

function sold(shares: ReadonlyMap<string, Exact>, proposer: string | null, quantity: Exact) {
  const left = new Map(shares);
  const own = proposer === null ? undefined : left.get(proposer);
  const fromOwn = own === undefined ? Exact.zero : Exact.min(own, quantity);
  if (proposer !== null && own !== undefined) left.set(proposer, own.minus(fromOwn));
  const rest = quantity.minus(fromOwn);
  let whole = Exact.zero;
  for (const share of left.values()) whole = whole.plus(share);
  for (const [name, share] of left) {
    const kept = whole.greaterThan(rest) ? partOf(share.times(whole.minus(rest)), whole) : Exact.zero;
    if (kept.isPositive()) left.set(name, kept);
    else left.delete(name);
  }
  return left;
}
