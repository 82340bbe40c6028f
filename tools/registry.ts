import type { TradingState } from '../domain/mode.ts';
import { closePosition } from './closePosition.ts';
import { explainProposal } from './explainProposal.ts';
import { fetchBars } from './fetchBars.ts';
import { fetchQuote } from './fetchQuote.ts';
import { listOrders } from './listOrders.ts';
import { listProposals } from './listProposals.ts';
import { proposeCancel } from './proposeCancel.ts';
import { proposeOrder } from './proposeOrder.ts';
import { queryChain } from './queryChain.ts';
import { readPortfolio } from './readPortfolio.ts';
import { readRisk } from './readRisk.ts';
import { runTrendModel } from './runTrendModel.ts';
import { showChart } from './showChart.ts';
import type { Tool } from './Tool.ts';

/** Trading states in which the model is shown a tool; every other state hides it. */
type Shown = { tool: Tool; in: readonly TradingState[] };

const always = ['active', 'reducing', 'halted'] as const;

/** Every tool there is. Adding one: write its file, add a line here. */
export const registry: readonly Shown[] = [
  { tool: fetchQuote, in: always },
  { tool: fetchBars, in: always },
  { tool: runTrendModel, in: always },
  { tool: queryChain, in: always },
  { tool: readPortfolio, in: always },
  { tool: readRisk, in: always },
  { tool: listOrders, in: always },
  { tool: listProposals, in: always },
  { tool: explainProposal, in: always },
  { tool: showChart, in: always },
  { tool: proposeOrder, in: ['active', 'reducing'] },
  { tool: closePosition, in: ['active', 'reducing'] },
  { tool: proposeCancel, in: always },
];

/** The tools that a role may be shown in a trading state. */
export function toolsFor(role: 'analyst' | 'trader', state: TradingState): Tool[] {
  return registry
    .filter((entry) => entry.in.includes(state) && (role === 'trader' || entry.tool.writes === false))
    .map((entry) => entry.tool);
}
