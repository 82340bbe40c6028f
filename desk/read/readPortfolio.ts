import type { PortfolioView } from '../../domain/views.ts';
import type { Desk } from '../Desk.ts';
import { readAccount } from './readAccount.ts';

const curveMs = 7 * 86_400_000;
const curvePoints = 500;

/**
 * The account's money and positions at present prices, with its equity over the last week.
 *
 * @throws VenueError when balances or a price that equity needs are not known yet.
 */
export async function readPortfolio(desk: Desk): Promise<PortfolioView> {
  const account = await readAccount(desk);
  const now = desk.clock.now();
  const marks = await desk.database.read.marks.list(desk.account, now - curveMs, curveMs / curvePoints);
  const curve = [...marks.map(({ at, equity }) => ({ at, equity })), { at: now, equity: account.equity }];
  return { ...account, curve };
}
