import { z } from 'zod';
import { readPortfolio as read } from '../desk/read/readPortfolio.ts';
import { defineTool } from './Tool.ts';

/** Equity, cash and positions as the desk books them. */
export const readPortfolio = defineTool({
  name: 'readPortfolio',
  description:
    'The account now: equity, free and locked cash, profit (after fees), drawdown, open positions with their stop and target, and balances. Money in the account currency.',
  input: z.strictObject({}),
  writes: false,
  trusted: true,
  async run({ desk }) {
    const { curve: _curve, ...portfolio } = await read(desk);
    const { equity, cashFree, dayProfit, dayProfitPercent, realised, unrealised, fees } = portfolio;
    return {
      kind: 'read' as const,
      source: `${desk.venue.label} and the desk's books`,
      exchangeTime: portfolio.asOf,
      instruments: portfolio.positions.map((position) => position.instrument),
      figures: Object.entries({
        equity,
        cashFree,
        dayProfit,
        dayProfitPercent,
        realised,
        unrealised,
        fees,
      }).map(([name, value]) => ({ name, value })),
      summary: `equity ${equity} ${portfolio.currency}, ${portfolio.positions.length} open position(s)`,
      result: portfolio,
    };
  },
});
