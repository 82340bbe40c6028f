import { decimal } from '../../domain/decimal.ts';
import { pause } from '../../domain/pause.ts';
import type { Desk } from '../Desk.ts';
import { raiseAlertOnce } from '../raiseAlert.ts';
import { totalOf } from '../risk/equityOf.ts';
import { bookManualSales } from './bookManualSales.ts';
import type { HoldingDifference } from './HoldingDifference.ts';

const shortestWaitMs = 1_000;

/**
 * Compares the positions with the venue's balances. Coins that are missing are looked for in sales that were made at
 * the venue itself; what those do not explain is answered. Coins beyond the books are told of once.
 */
export async function compareHoldings(desk: Desk): Promise<HoldingDifference[]> {
  let differences = await readDifferences(desk);
  if (differences.some(isMissing)) {
    // A fill that came in between the two readings makes one for a moment.
    await pause(desk.clock, Math.max(shortestWaitMs, desk.venue.warrants.consistencyDelayMs));
    const again = await readDifferences(desk);
    for (const difference of again.filter(isMissing)) await bookManualSales(desk, difference);
    differences = await readDifferences(desk);
  }
  for (const difference of differences) if (!isMissing(difference)) await tellOfMore(desk, difference);
  return differences.filter(isMissing);
}

const isMissing = ({ booked, held }: HoldingDifference): boolean => booked.gt(held);

async function readDifferences(desk: Desk): Promise<HoldingDifference[]> {
  const balances = await desk.venue.fetchBalances();
  desk.balances.set(balances, desk.clock.now());
  const positions = await desk.database.read.positions.list(desk.account);
  const booked = new Map(positions.map(({ instrument, quantity }) => [instrument, quantity]));
  return [...desk.market.instruments.values()]
    .filter(({ quote }) => quote === desk.currency)
    .map((instrument) => ({
      instrument,
      booked: decimal(booked.get(instrument.id) ?? '0'),
      held: totalOf(balances, instrument.base),
    }))
    .filter(({ instrument, booked: one, held }) =>
      one.minus(held).abs().gte(decimal(instrument.quantityStep)),
    );
}

async function tellOfMore(desk: Desk, { instrument, booked, held }: HoldingDifference): Promise<void> {
  await desk.runtime.transact(desk.account, (unit) =>
    raiseAlertOnce(unit, {
      severity: 'info',
      code: 'holdings.more',
      subject: instrument.id,
      message: `${desk.venue.label} holds ${held} ${instrument.base}; ${booked} of it were bought by the desk. The rest counts as exposure, has no stop, and is left alone by everything but a flatten.`,
    }),
  );
}
