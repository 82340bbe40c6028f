import type { Actor, Origin } from '../../domain/actor.ts';
import type { DecimalString } from '../../domain/decimal.ts';
import type { EvidenceRef } from '../../domain/Evidence.ts';
import type { Instrument } from '../../domain/Instrument.ts';
import type { InstrumentId, OrderId } from '../../domain/ids.ts';
import type { Limits } from '../../domain/Limits.ts';
import type { Bar, Book, Quote } from '../../domain/market.ts';
import type { KillLevel, TradingState } from '../../domain/mode.ts';
import type { Decision, ProposalTerms } from '../../domain/Proposal.ts';
import type { ChainRisk } from './ChainRisk.ts';
import type { AccountSums } from './sums/accountSums.ts';
import type { Holders } from './sums/holders.ts';
import type { Trades } from './sums/trades.ts';

/**
 * Everything the gate may look at. `undefined` means that the desk could not find it out, and every check that
 * needs it denies.
 */
export type RiskInput = {
  /** Epoch ms, wall time. */
  now: number;
  /** At which of the three looks this is: proposing, deciding, or just before sending. */
  phase: 'propose' | 'decide' | 'send';
  terms: ProposalTerms;
  origin: Origin;
  /** Who proposed it. */
  by: Actor;
  limits: Limits;
  /** Hash of the limits in force now; the terms carry the one they were made under. */
  limitsHash: string;
  instrument: Instrument | undefined;
  quote: Quote | undefined;
  /** Newest 1m bar, a second opinion on the price. */
  bar: Bar | undefined;
  book: Book | undefined;
  account: RiskAccount | undefined;
  state: RiskState;
  evidence: readonly EvidenceRef[];
  /** Price that the person saw, for drift; null when proposing. */
  shownPrice: DecimalString | null;
  /** What was decided on the proposal so far; null while nobody can have decided. */
  authority: RiskAuthority | null | undefined;
  /** The id that the order will go out under; null while there is no order yet. */
  clientOrderId: { value: string; used: boolean } | null | undefined;
  /** For orders that go to a chain, and only for those. */
  chain?: ChainRisk;
};

/** What stands behind an order besides the gate. */
export type RiskAuthority = {
  /** Revision under assessment, and its hash as it stands now. */
  revision: number;
  hash: string;
  /** Oldest first, the one that is being made included. */
  decisions: readonly Decision[];
  /** The order that the approval was used for so far; null for none. */
  order: OrderId | null;
  /** The order that is being judged; null before there is one. */
  judged: OrderId | null;
};

/** The account's money, in quote units unless named otherwise. */
export type RiskAccount = {
  equity: DecimalString;
  /** Free quote currency at the venue, less what approved but unsent entries will need. */
  cashFree: DecimalString;
  dayStartEquity: DecimalString;
  peakEquity: DecimalString;
  holdings: readonly RiskHolding[];
  /** Sums over every order that may still trade, unknown ones included, and over those that went out lately. */
  orders: AccountSums;
  /** Closed trades, back to the longest window of the limits. */
  trades: Trades;
  /** When a person last cleared a losing streak (epoch ms); 0 for never. Losses before it count for none. */
  streakClearedAt: number;
  /** Whose entries the holdings came from. */
  holders: Holders;
  /** Other proposals that wait for a decision with the same content. */
  duplicates: number;
};

/** A holding of the base asset. `free` is what a sell could use once the position's own protection is cancelled. */
export type RiskHolding = {
  instrument: InstrumentId;
  venue: string;
  quantity: DecimalString;
  free: DecimalString;
  price: DecimalString | undefined;
};

export type RiskState = {
  tradingState: TradingState;
  killed: KillLevel | null;
  reconciled: boolean;
  feedLive: boolean;
  databaseHealthy: boolean;
  ownsLease: boolean;
  /** Absolute difference between the venue's clock and ours, in milliseconds; undefined when not measured. */
  clockSkewMs: number | undefined;
};
