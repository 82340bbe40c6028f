import type { ToolKind } from '../machines/agentRun/agentRunMachine.ts';
import { closePosition } from './closePosition.ts';
import { compareInstruments } from './compareInstruments.ts';
import { explainProposal } from './explainProposal.ts';
import { fetchBars } from './fetchBars.ts';
import { fetchBook } from './fetchBook.ts';
import { fetchQuote } from './fetchQuote.ts';
import { listOrders } from './listOrders.ts';
import { listProposals } from './listProposals.ts';
import { proposeCancel } from './proposeCancel.ts';
import { proposeOrder } from './proposeOrder.ts';
import { queryChain } from './queryChain.ts';
import { readFearAndGreed } from './readFearAndGreed.ts';
import { readFunding } from './readFunding.ts';
import { readMood } from './readMood.ts';
import { readNews } from './readNews.ts';
import { readPortfolio } from './readPortfolio.ts';
import { readRisk } from './readRisk.ts';
import { runTrendModel } from './runTrendModel.ts';
import { showChart } from './showChart.ts';
import type { Tool } from './Tool.ts';

/** A tool, and what it can lead to. */
export type ToolEntry = { tool: Tool; kind: ToolKind };

/** Every tool there is, by what it can lead to. Adding one: write its file, add a line here. */
export const registry: readonly ToolEntry[] = [
  { tool: fetchQuote, kind: 'read' },
  { tool: fetchBars, kind: 'read' },
  { tool: fetchBook, kind: 'read' },
  { tool: compareInstruments, kind: 'read' },
  { tool: runTrendModel, kind: 'read' },
  { tool: queryChain, kind: 'read' },
  { tool: readNews, kind: 'read' },
  { tool: readMood, kind: 'read' },
  { tool: readFearAndGreed, kind: 'read' },
  { tool: readFunding, kind: 'read' },
  { tool: readPortfolio, kind: 'read' },
  { tool: readRisk, kind: 'read' },
  { tool: listOrders, kind: 'read' },
  { tool: listProposals, kind: 'read' },
  { tool: explainProposal, kind: 'read' },
  { tool: showChart, kind: 'read' },
  { tool: proposeOrder, kind: 'proposeEntry' },
  { tool: closePosition, kind: 'proposeExit' },
  { tool: proposeCancel, kind: 'proposeCancel' },
];
