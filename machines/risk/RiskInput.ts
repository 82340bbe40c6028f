import type { Origin } from '../../domain/actor.ts';
import type { DecimalString } from '../../domain/decimal.ts';
import type { EvidenceRef } from '../../domain/Evidence.ts';
import type { Instrument } from '../../domain/Instrument.ts';
import type { InstrumentId } from '../../domain/ids.ts';
import type { Limits } from '../../domain/Limits.ts';
import type { Bar, Book, Quote } from '../../domain/market.ts';
import type { KillLevel, TradingState } from '../../domain/mode.ts';
import type { OrderRole, OrderStatus } from '../../domain/Order.ts';
import type { ProposalTerms } from '../../domain/Proposal.ts';

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
};

/** The account's money, in quote units unless named otherwise. */
export type RiskAccount = {
  equity: DecimalString;
  /** Free quote currency at the venue, less what approved but unsent entries will need. */
  cashFree: DecimalString;
  dayStartEquity: DecimalString;
  peakEquity: DecimalString;
  holdings: readonly RiskHolding[];
  /** Every order that may still trade, unknown ones included. */
  openOrders: readonly RiskOrder[];
  /** Orders of the last hour, newest first, for rates and repetition. */
  recentOrders: readonly {
    at: number;
    instrument: InstrumentId;
    side: 'buy' | 'sell';
    quantity: DecimalString;
  }[];
  /** Other proposals that wait for a decision with the same content. */
  duplicates: number;
  /** When each instrument was last stopped out (epoch ms). */
  lastStopOut: Readonly<Partial<Record<InstrumentId, number>>>;
};

/** A holding of the base asset. `free` is what a sell could use once the position's own protection is cancelled. */
export type RiskHolding = {
  instrument: InstrumentId;
  quantity: DecimalString;
  free: DecimalString;
  price: DecimalString | undefined;
};

export type RiskOrder = {
  instrument: InstrumentId;
  role: OrderRole;
  status: OrderStatus;
  side: 'buy' | 'sell';
  /** Quantity that may still trade. */
  remaining: DecimalString;
  /** Worst price at which it may trade; undefined for a plain stop. */
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
