import type { Repositories } from '../../db/Repositories.ts';
import { Decimal, decimal } from '../../domain/decimal.ts';
import type { InstrumentId, OrderId, ProposalId } from '../../domain/ids.ts';
import type { ProposalTerms } from '../../domain/Proposal.ts';
import { orderTotals } from '../../machines/order/orderTotals.ts';
import type { RiskAccount, RiskHolding, RiskOrder } from '../../machines/risk/RiskInput.ts';
import type { Desk } from '../Desk.ts';
import { asProposal, fromRecord, type OrderState } from '../machineStates.ts';
import { listOpenOrders, listOrderStates } from '../orders/listOrderStates.ts';
import { equityOf, midPrice, startOfDay, totalOf } from './equityOf.ts';

const hour = 3_600_000;

/**
 * Reads the account as the gate sees it, open and unknown orders included. Undefined when the venue's balances
 * or a price that equity needs are not known. `order` is left out of the open ones: it is the one being judged.
 */
export async function gatherAccount(
  desk: Desk,
  repositories: Repositories,
  judged: { terms: ProposalTerms; order?: OrderId },
): Promise<RiskAccount | undefined> {
  const equity = equityOf(desk);
  const balances = desk.balances.latest?.balances;
  if (!equity || !balances) return undefined;
  const now = desk.clock.now();
  const { account } = desk;

  const open = (await listOpenOrders(desk, repositories)).filter(
    ({ order }) => order.intent.id !== judged.order,
  );
  const since = now - Math.max(hour, desk.limits.cooldownAfterStopSeconds * 1000);
  const recent = (await listOrderStates(desk, repositories, { limit: 200 })).filter(
    ({ order }) => order.intent.id !== judged.order && order.intent.createdAt > since,
  );
  const peak = await repositories.marks.peak(account);
  const dayStart = await repositories.marks.firstSince(account, startOfDay(now));
  const openOrders = open.map(toRiskOrder);

  return {
    equity: equity.toString(),
    cashFree: cashFree(desk, totalOf(balances, desk.currency), openOrders).toString(),
    dayStartEquity: dayStart?.equity ?? equity.toString(),
    peakEquity: peak && decimal(peak).gt(equity) ? peak : equity.toString(),
    holdings: await holdings(desk, repositories, openOrders),
    openOrders,
    recentOrders: recent
      .filter(({ order }) => order.intent.role === 'entry' || order.intent.role === 'exit')
      // What never left or never arrived is no order that could be repeated.
      .filter(({ status }) => status !== 'lapsed' && status !== 'notAccepted')
      .map(({ order: { intent } }) => ({
        at: intent.createdAt,
        instrument: intent.instrument,
        side: intent.side,
        quantity: intent.quantity,
      })),
    duplicates: await countDuplicates(desk, repositories, judged.terms),
    lastStopOut: lastStopOuts(recent),
  };
}

function toRiskOrder({ order, status }: OrderState): RiskOrder {
  const { intent } = order;
  return {
    instrument: intent.instrument,
    role: intent.role,
    status,
    side: intent.side,
    remaining: Decimal.max(
      0,
      decimal(intent.quantity).minus(decimal(orderTotals(order.fills).filled)),
    ).toString(),
    price: intent.price ?? intent.triggerPrice ?? undefined,
  };
}

/** Cash that nothing has a claim on: all of it, less what every open buy may still need with its fee. */
function cashFree(desk: Desk, total: Decimal, orders: readonly RiskOrder[]): Decimal {
  return orders.reduce((left, order) => {
    if (order.side !== 'buy') return left;
    const fee = decimal(desk.market.instruments.get(order.instrument)?.takerFee ?? '0');
    const price = order.price ? decimal(order.price) : (midPrice(desk, order.instrument) ?? new Decimal(0));
    return left.minus(decimal(order.remaining).times(price).times(fee.plus(1)));
  }, total);
}

/**
 * What is held of each base asset: the venue's balance or the desk's own books, whichever is larger, so that a
 * late balance never makes an exposure look smaller. Free is what no open sell but a protection has a claim on.
 */
async function holdings(
  desk: Desk,
  repositories: Repositories,
  orders: readonly RiskOrder[],
): Promise<RiskHolding[]> {
  const balances = desk.balances.latest?.balances ?? new Map();
  const positions = new Map((await repositories.positions.list(desk.account)).map((p) => [p.instrument, p]));
  const result: RiskHolding[] = [];
  for (const instrument of desk.market.instruments.values()) {
    const booked = decimal(positions.get(instrument.id)?.quantity ?? '0');
    const quantity = Decimal.max(booked, totalOf(balances, instrument.base));
    if (quantity.isZero()) continue;
    const claimed = orders
      .filter(
        (order) => order.instrument === instrument.id && order.side === 'sell' && order.role !== 'protection',
      )
      .reduce((sum, order) => sum.plus(decimal(order.remaining)), new Decimal(0));
    result.push({
      instrument: instrument.id,
      quantity: quantity.toString(),
      free: Decimal.max(
        0,
        Decimal.min(quantity, totalOf(balances, instrument.base)).minus(claimed),
      ).toString(),
      price: midPrice(desk, instrument.id)?.toString(),
    });
  }
  return result;
}

async function countDuplicates(
  desk: Desk,
  repositories: Repositories,
  terms: ProposalTerms,
): Promise<number> {
  const waiting = await repositories.machines.list({
    account: desk.account,
    machine: 'proposal@1',
    states: ['awaitingApproval', 'needsReapproval'],
  });
  const since = desk.clock.now() - desk.limits.duplicateWindowSeconds * 1000;
  const same = (id: ProposalId, other: ProposalTerms) =>
    id !== terms.proposal &&
    other.instrument === terms.instrument &&
    other.side === terms.side &&
    other.type === terms.type &&
    other.quantity === terms.quantity;
  return waiting
    .map((record) => asProposal(fromRecord(record)).proposal)
    .filter((proposal) => proposal.createdAt > since)
    .filter((proposal) => {
      const newest = proposal.revisions.at(-1);
      return newest !== undefined && same(proposal.id, newest.terms);
    }).length;
}

/** When each instrument was last stopped out: a protection that filled nearer to its trigger than to its target. */
function lastStopOuts(orders: readonly OrderState[]): Partial<Record<InstrumentId, number>> {
  const result: Partial<Record<InstrumentId, number>> = {};
  for (const { order } of orders) {
    const { intent, fills } = order;
    const last = fills.at(-1);
    if (intent.role !== 'protection' || !last || !intent.triggerPrice) continue;
    const toTrigger = decimal(last.price).minus(decimal(intent.triggerPrice)).abs();
    const toTarget = intent.targetPrice
      ? decimal(last.price).minus(decimal(intent.targetPrice)).abs()
      : undefined;
    if (toTarget?.lt(toTrigger)) continue;
    result[intent.instrument] = Math.max(result[intent.instrument] ?? 0, last.at);
  }
  return result;
}
