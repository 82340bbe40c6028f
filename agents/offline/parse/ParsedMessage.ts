import type { DecimalString } from '../../../domain/decimal.ts';
import type { InstrumentId, OrderId, ProposalId } from '../../../domain/ids.ts';
import type { Timeframe } from '../../../domain/market.ts';

/** What a plain-English message was understood to ask for. `notes` are readings that the user should know of. */
export type ParsedMessage = { intent: Intent; notes: string[] };

export type Intent =
  | { kind: 'greeting' }
  | { kind: 'thanks' }
  | { kind: 'help' }
  /** "yes", "approve it": only the card approves. */
  | { kind: 'approval' }
  | { kind: 'decline' }
  /** "kill", "pause trading": a person's own switch. */
  | { kind: 'kill' }
  | { kind: 'negated' }
  | { kind: 'hypothetical'; instruments: InstrumentId[] }
  | { kind: 'advice'; instruments: InstrumentId[] }
  | { kind: 'idea' }
  | { kind: 'price'; instruments: InstrumentId[]; quantity?: DecimalString }
  | { kind: 'changes'; instruments: InstrumentId[]; timeframe: Timeframe; count: number; words: string }
  | { kind: 'indicators'; instruments: InstrumentId[]; timeframe: Timeframe }
  | { kind: 'trend'; instruments: InstrumentId[]; timeframe: Timeframe }
  | { kind: 'compare'; instruments: InstrumentId[] }
  | { kind: 'book'; instruments: InstrumentId[]; quantity?: DecimalString }
  | { kind: 'news'; instruments: InstrumentId[] }
  | { kind: 'mood'; instruments: InstrumentId[] }
  | { kind: 'funding'; instruments: InstrumentId[] }
  | { kind: 'chart'; instruments: InstrumentId[]; timeframe: Timeframe }
  | { kind: 'portfolio'; instruments: InstrumentId[] }
  | { kind: 'risk' }
  | { kind: 'orders'; open: boolean; instruments: InstrumentId[] }
  | { kind: 'proposals' }
  | { kind: 'explain'; proposal?: ProposalId }
  | { kind: 'chainBalance'; address: string }
  | { kind: 'chainTransfers'; address: string }
  | { kind: 'gas' }
  | { kind: 'cancel'; instruments: InstrumentId[]; order?: OrderId; all: boolean }
  | { kind: 'close'; instruments: InstrumentId[]; all: boolean }
  | { kind: 'order'; order: OrderDraft }
  /** An order that lacks something or can be read in two ways; `question` asks for it. */
  | { kind: 'unclear'; question: string }
  /** Understood, and not something this desk or an agent does. */
  | { kind: 'unsupported'; reason: string }
  | { kind: 'notUnderstood' };

export type OrderDraft = {
  instrument: InstrumentId;
  side: 'buy' | 'sell';
  type: 'market' | 'limit';
  size: Size;
  limit?: Level;
  /** `none`: the user wants it without one. */
  stop?: Level | { unit: 'none' };
  target?: Level;
  timeInForce?: 'gtc' | 'ioc' | 'fok';
  postOnly?: true;
};

/** Percentages as given: `"50"` is half. */
export type Size = {
  unit: 'base' | 'quote' | 'percentOfEquity' | 'percentOfCash' | 'percentOfPosition';
  amount: DecimalString;
};

/** A price, or a distance in percent from the market (limit) or from the entry (stop, target); always positive. */
export type Level =
  | { unit: 'price'; amount: DecimalString }
  | { unit: 'percentBelow' | 'percentAbove'; amount: DecimalString };
