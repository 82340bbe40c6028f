import type { Repositories } from '../../db/Repositories.ts';
import { Decimal, decimal } from '../../domain/decimal.ts';
import type { OrderId, ProposalId } from '../../domain/ids.ts';
import type { Position } from '../../domain/Position.ts';
import type { ProposalTerms } from '../../domain/Proposal.ts';
import type { RiskAccount, RiskHolding } from '../../machines/risk/RiskInput.ts';
import { type AccountSums, withOrder } from '../../machines/risk/sums/accountSums.ts';
import type { Desk } from '../Desk.ts';
import { asOrder, asProposal, fromRecord, orderAddress } from '../machineStates.ts';
import type { UnitForReads } from '../read/unitForReads.ts';
import { accountDerivations } from './accountDerivations.ts';
import { equityOf, midPrice, startOfDay, totalOf } from './equityOf.ts';
import { toOrderRow } from './toOrderRow.ts';

/**
 * Reads the account as the gate sees it, open and unknown orders included. Undefined when the venue's balances
 * or a price that equity needs are not known. `order` is left out of the sums: it is the one being judged.
 */
export async function gatherAccount(
  desk: Desk,
  unit: UnitForReads,
  judged: { terms: ProposalTerms; order?: OrderId },
): Promise<RiskAccount | undefined> {
  const equity = equityOf(desk);
  const balances = desk.balances.latest?.balances;
  if (!equity || !balances) return undefined;
  const now = desk.clock.now();
  const { account } = desk;
  const { repositories } = unit;

  const dayStart = await repositories.marks.firstSince(account, startOfDay(now));
  const positions = await repositories.positions.list(account);
  const derivations = accountDerivations(desk);
  const lookedAt = await unit.derive(derivations.drawdownClearedAt);
  const peak = await repositories.marks.peak(account, Math.min(lookedAt, now));
  const orders = await withoutJudged(unit, await unit.derive(derivations.orders), judged.order);

  return {
    equity: equity.toString(),
    cashFree: cashFree(desk, totalOf(balances, desk.currency), orders).toString(),
    dayStartEquity: dayStart?.equity ?? equity.toString(),
    peakEquity: peak && decimal(peak).gt(equity) ? peak : equity.toString(),
    holdings: holdings(desk, positions, orders),
    orders,
    streakClearedAt: await unit.derive(derivations.streakClearedAt),
    trades: await unit.derive(derivations.trades),
    holders: await unit.derive(derivations.holders),
    duplicates: await countDuplicates(desk, repositories, judged.terms),
  };
}

async function withoutJudged(
  unit: UnitForReads,
  sums: AccountSums,
  judged: OrderId | undefined,
): Promise<AccountSums> {
  const stored = judged && (await unit.get(orderAddress(judged)));
  return stored ? withOrder(sums, toOrderRow(asOrder(stored)), undefined) : sums;
}

/** Cash that nothing has a claim on: all of it, less what every open buy may still need with its fee. */
function cashFree(desk: Desk, total: Decimal, { instruments }: AccountSums): Decimal {
  let left = total;
  for (const [instrument, { buys }] of instruments) {
    const fee = decimal(desk.market.instruments.get(instrument)?.takerFee ?? '0');
    const unpriced =
      buys.unpriced
        .get(instrument)
        ?.toDecimal()
        .times(midPrice(desk, instrument) ?? 0) ?? 0;
    left = left.minus(buys.priced.toDecimal().plus(unpriced).times(fee.plus(1)));
  }
  return left;
}

/**
 * What is held of each base asset: the venue's balance or the desk's own books, whichever is larger, so that a
 * late balance never makes an exposure look smaller. Free is what no open sell but a protection has a claim on.
 */
function holdings(desk: Desk, positions: readonly Position[], { instruments }: AccountSums): RiskHolding[] {
  const balances = desk.balances.latest?.balances ?? new Map();
  const booked = new Map(positions.map((position) => [position.instrument, decimal(position.quantity)]));
  const result: RiskHolding[] = [];
  for (const { id, base } of desk.market.instruments.values()) {
    const atVenue = totalOf(balances, base);
    const quantity = Decimal.max(booked.get(id) ?? 0, atVenue);
    if (quantity.isZero()) continue;
    const claimed = instruments.get(id)?.selling.toDecimal() ?? 0;
    result.push({
      instrument: id,
      venue: desk.venue.id,
      quantity: quantity.toString(),
      free: Decimal.max(0, Decimal.min(quantity, atVenue).minus(claimed)).toString(),
      price: midPrice(desk, id)?.toString(),
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
