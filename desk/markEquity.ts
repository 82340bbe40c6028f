import type { Desk } from './Desk.ts';
import { equityOf } from './risk/equityOf.ts';

/** Stores what the account is worth now; does nothing while balances or prices are not known. */
export async function markEquity(desk: Desk): Promise<void> {
  const equity = equityOf(desk);
  if (!equity) return;
  const mark = { account: desk.account, at: desk.clock.now(), equity: equity.toDecimalPlaces(8).toString() };
  await desk.runtime.transact(desk.account, (unit) => unit.repositories.marks.put(mark));
}
