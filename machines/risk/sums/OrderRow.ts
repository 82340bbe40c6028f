import type { DecimalString } from '../../../domain/decimal.ts';
import type { InstrumentId, OrderId, ProposalId } from '../../../domain/ids.ts';
import type { OrderRole, OrderStatus } from '../../../domain/Order.ts';

/** What the gate's sums take from one order. */
export type OrderRow = {
  id: OrderId;
  instrument: InstrumentId;
  venue: string;
  /** Who proposed it (`actor.id`); null where no proposal stands behind it. */
  proposer: string | null;
  proposal: ProposalId | null;
  role: OrderRole;
  status: OrderStatus;
  side: 'buy' | 'sell';
  createdAt: number;
  /** What was ordered, and what of it was filled; base units. */
  quantity: DecimalString;
  filled: DecimalString;
  /** Worst price at which it may trade; undefined where there is no such bound. */
  price: DecimalString | undefined;
  /** Price at which it rests in the book, where another own order could meet it; undefined while it does not. */
  restingPrice: DecimalString | undefined;
};
